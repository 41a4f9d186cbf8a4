# Touches : ce qu’elles font et comment les changer.
key-quick-look = Aperçu rapide d’un chat
key-claim = Prendre en charge
key-spam = Indésirable (clore et retenir) ou non
key-pick-none = Effacer la sélection
key-note = Note pour soi
key-send-done = Envoyer, clore et ouvrir la suivante
key-find-in-chat = Chercher dans ce chat
key-edit-keys = Régler les touches

keys-edit = Régler
keys-edit-own = Vos touches
keys-title = Touches
keys-lead = Les lettres marchent aussi sur un clavier russe. Chaque touche peut être remplacée ; une touche prise n’est pas cédée.
keys-preset = Jeu
keys-preset-hint = Le point de départ. Vos changements restent par-dessus le jeu.
keys-preset-pult = Pult
keys-preset-gmail = Comme dans Gmail
keys-preset-chatwoot = Comme dans Chatwoot
keys-preset-plain = Sans lettres seules
keys-find = Action ou touche
keys-found-none = Il n’y a pas de telle action
keys-none = aucune
keys-add = Ajouter une touche à « { $command } »
keys-remove = Retirer { $keys } de « { $command } »
keys-reset = Remettre « { $command } » comme dans le jeu
keys-reset-all = Remettre tout le jeu
keys-was-reset = Les touches sont de nouveau celles du jeu
keys-changed = Touches changées
keys-press = Appuyez sur une touche
keys-press-second = { $keys } et encore une…
keys-press-hint = Échap : ne rien changer
keys-taken = { $keys } est prise : « { $command } ». Libérez-la d’abord là-bas.
keys-reserved = { $keys } sert au système ou aux champs de saisie
keys-needs-ctrl = Dans le champ de réponse, seule une touche avec Ctrl ou Alt convient
keys-full = Une action a quatre touches au plus

palette-needs-chat = choisissez d’abord un chat
palette-needs-open = ouvrez d’abord un chat
acted-sent-done = Envoyé, chat terminé
acted-spam = { $count ->
    [one] Indésirable : chat terminé
    [many] Indésirable : { $count } chats terminés
   *[other] Indésirable : { $count } chats terminés
    }
quick-deadline = Échéance
quick-open = Ouvrir
quick-close = Fermer
key-space = Espace

find-count = { $at } sur { $all }
find-none = Rien trouvé
find-looking = Recherche…
find-older = Plus tôt
find-newer = Plus tard

said-overdue = Le délai de réponse est passé : { $name }
said-overdue-many = { $count ->
        [one] Le délai de réponse est passé dans { $count } chat
        [many] Le délai de réponse est passé dans { $count } chats
       *[other] Le délai de réponse est passé dans { $count } chats
    }
