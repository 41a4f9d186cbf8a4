## What if: the past under other hours, rules and times to answer.
key-go-what-if = Et si
sim-title = Et si
sim-open = Et si
sim-open-hint = Essayer ces règles et ces horaires sur les 90 derniers jours
sim-lead = Rejouez le passé avec d’autres horaires, d’autres délais ou des réponses plus rapides, et voyez combien de retards cela aurait changés. Rien n’est enregistré ni envoyé.
sim-unsaved = Vous essayez les règles et les horaires en cours de modification. Ils ne sont pas encore enregistrés.
sim-form = Ce qui change
sim-result = Ce qui se serait passé
sim-weekdays = En semaine
sim-saturday = Samedi
sim-sunday = Dimanche
sim-mixed = variables
sim-level-out = uniformiser
sim-times = Délais de réponse
sim-differ = variable
sim-rest-rule = Tout le reste
sim-answering = À quelle vitesse vous répondez
sim-as-it-was = Comme c’était
sim-quicker = Plus vite de
sim-quicker-number = Plus vite de combien de pour cent
sim-at-most = En moins de
sim-at-most-number = En moins de tant de minutes
sim-minutes-unit = min
sim-days = Sur les
sim-days-of = { $count ->
    [one] { $count } dernier jour
    [many] { $count } derniers jours
   *[other] { $count } derniers jours
}
sim-start = Essayer
sim-starting = Essai en cours…
sim-untouched = Rien n’est changé : l’essai montrera où vous étiez en retard.
sim-idle = Changez quelque chose, puis appuyez sur « Essayer »
sim-idle-hint = Par exemple, ouvrez une heure plus tôt ou répondez un tiers plus vite.
sim-running = Chats vérifiés : { $chats } sur { $all }
sim-progress = Avancement
sim-cancelled = Essai arrêté
sim-cancelled-hint = Rien n’a changé. Vous pouvez recommencer à tout moment.
sim-failed = L’essai n’a pas abouti
sim-nobody = Personne ne vous a écrit pendant cette période
sim-nobody-hint = Il n’y a encore rien à essayer. Choisissez une période plus longue, ou revenez quand il y aura plus de chats.
sim-never-late = { $count ->
    [one] Vous avez répondu à temps à { $all } demande. Aucun retard, ni avant ni après.
    [many] Vous avez répondu à temps à { $all } demandes. Aucun retard, ni avant ni après.
   *[other] Vous avez répondu à temps à { $all } demandes. Aucun retard, ni avant ni après.
}
sim-same = Rien n’aurait changé : autant de retards, { $after } sur { $all } demandes.
sim-better = Il y aurait eu moins de retards : { $after } au lieu de { $before }, sur { $all } demandes.
sim-worse = Il y aurait eu plus de retards : { $after } au lieu de { $before }, sur { $all } demandes.
sim-moved = Il y aurait eu autant de retards, { $after } sur { $all } demandes, mais d’autres : { $moved } en moins et autant de nouveaux.
sim-note-as-it-was = Vos réponses sont prises telles quelles ; seuls les délais changent.
sim-note-quicker = Vos réponses sont supposées plus rapides ; ce que l’acheteur aurait écrit ensuite n’est pas deviné.
sim-note-words = Les chats sont très nombreux : seuls les mots des messages ont compté, pas leur sens.
sim-note-apart = { $count ->
    [one] { $count } boutique a ses propres règles ; seule la vitesse des réponses y change.
    [many] { $count } boutiques ont leurs propres règles ; seule la vitesse des réponses y change.
   *[other] { $count } boutiques ont leurs propres règles ; seule la vitesse des réponses y change.
}
sim-stale = Les conditions ont changé. Appuyez sur « Essayer » pour mettre le résultat à jour.
sim-show = Que montrer
sim-avoided = Évités
sim-added = Nouveaux
sim-before = Avant
sim-after = Après
sim-caption-avoided = Retards évités, par jour et heure du message de l’acheteur
sim-caption-added = Nouveaux retards, par jour et heure du message de l’acheteur
sim-caption-before = Retards tels qu’ils étaient, par jour et heure du message de l’acheteur
sim-caption-after = Retards tels qu’ils seraient, par jour et heure du message de l’acheteur
sim-sum = Total
sim-how-to-read = Survolez une case ou parcourez-les avec les flèches pour la lire en toutes lettres.
sim-cell-nobody = personne n’a écrit
sim-cell = { $all } demandes, en retard { $before }, en retard après { $after }
sim-peaks = Surtout : { $places }
sim-apply = Appliquer
sim-apply-hint = Ces règles et horaires deviennent les vôtres, et les délais des chats ouverts suivent. Vous pouvez annuler.
sim-nothing-to-keep = Les règles et les horaires sont les mêmes, rien à enregistrer.
sim-applied = Appliqué, délais recalculés
sim-undone = Les règles et horaires précédents sont rétablis
