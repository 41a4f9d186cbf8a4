## Figures: how the shop answers.
key-go-metrics = Indicateurs
metrics-title = Indicateurs
metrics-period = Période
metrics-days-count =
    { $count ->
        [one] { $count } jour
        [many] { $count } jours
        *[other] { $count } jours
    }
metrics-year = Un an
metrics-shop = Boutique
metrics-covers =
    { $chats ->
        [one] { $from } – { $until }, { $count } chat.
        [many] { $from } – { $until }, { $count } chats.
        *[other] { $from } – { $until }, { $count } chats.
    }
metrics-counted = Calculé à { $at }.
metrics-counting = Calcul en cours…
metrics-not-counted = Les indicateurs n’ont pas pu être calculés
metrics-known-since = Les messages ne remontent qu’au { $day } ; on ne sait rien d’avant.
metrics-incomplete = Encore en chargement : { $shops }. Les chiffres vont changer.
metrics-empty = Personne n’a écrit pendant cette période
metrics-empty-hint = Choisissez une période plus longue ou une autre boutique.
metrics-empty-year = Afficher l’année
metrics-save-csv = Enregistrer un tableau (CSV)
metrics-save-json = Enregistrer en JSON
metrics-saved = Enregistré : { $path }
metrics-how = Mode de calcul : { $name }
metrics-longer = > { $time }

## Tiles
metrics-first = Première réponse
metrics-first-how = Le temps qu’un acheteur attend la toute première réponse. Ceux qui attendent encore comptent aussi : ils sont sans réponse depuis plus longtemps que le temps déjà écoulé. Le temps de travail exclut les nuits, les jours de repos et les jours fériés de la boutique.
metrics-every = Chaque réponse
metrics-every-how = Le temps d’attente à chaque fois : du premier message sans réponse à votre réponse suivante. Plusieurs messages de suite font une seule attente. Reporter un chat n’arrête pas le temps.
metrics-half = La moitié des acheteurs a attendu { $time } au plus.
metrics-half-unanswered = Même en { $time }, moins de la moitié a eu une réponse.
metrics-nobody-asked = Personne n’a rien demandé pendant cette période.
metrics-calendar = Temps total
metrics-working = Temps de travail
metrics-median = La moitié
metrics-p90 = 9 sur 10
metrics-by-people = Personnes, { $count }
metrics-by-assistant = Assistant, { $count }
metrics-open-of-these = En attente : { $count }.
metrics-closed-of-these = Fermés sans réponse : { $count }.
metrics-in-time = À temps
metrics-in-time-how = La part des attentes terminées avant l’échéance selon vos règles. Qui attend au-delà est déjà en retard ; qui n’a pas atteint l’échéance n’est pas encore compté. Les échéances suivent les règles et les horaires actuels.
metrics-in-time-words = À temps : { $good } sur { $all }.
metrics-open-late =
    { $count ->
        [one] { $count } acheteur attend au-delà de l’échéance.
        [many] { $count } acheteurs attendent au-delà de l’échéance.
        *[other] { $count } acheteurs attendent au-delà de l’échéance.
    }
metrics-undecided =
    { $count ->
        [one] { $count } autre n’a pas atteint l’échéance.
        [many] { $count } autres n’ont pas atteint l’échéance.
        *[other] { $count } autres n’ont pas atteint l’échéance.
    }
metrics-open = En attente
metrics-open-how = Les acheteurs sans réponse à cette minute, quel que soit le moment où ils ont écrit. Les chats reportés y sont aussi.
metrics-open-none = Tout le monde a une réponse.
metrics-open-overdue =
    { $count ->
        [one] { $count } au-delà de l’échéance.
        [many] { $count } au-delà de l’échéance.
        *[other] { $count } au-delà de l’échéance.
    }
metrics-open-in-time = Personne n’a dépassé l’échéance.
metrics-open-longest = Le plus long
metrics-open-longest-working = dont temps de travail
metrics-volume = Messages
metrics-volume-how = Le nombre de messages d’acheteurs reçus pendant cette période. Un chat est nouveau si son premier message date de cette période, fermé si vous l’avez marqué comme terminé.
metrics-replies = Vos réponses
metrics-assistant-replies = Réponses de l’assistant
metrics-chats-new = Nouveaux chats
metrics-chats-done = Fermés

## Charts
metrics-as-table = En tableau
metrics-as-chart = En graphique
metrics-which = Quelles réponses
metrics-clock = Quel temps
metrics-lengths = Durée de l’attente
metrics-lengths-how = Toutes les attentes de la période par durée. Ceux qui attendent encore figurent à la durée déjà écoulée.
metrics-length = Attente
metrics-to-1 = moins d’1 h
metrics-to-4 = 1–4 h
metrics-to-8 = 4–8 h
metrics-to-24 = 8–24 h
metrics-over-24 = 24 h et plus
metrics-answered = Avec réponse
metrics-closed = Fermés sans réponse
metrics-still-open = Encore en attente
metrics-days = Par jour
metrics-weeks = Par semaine
metrics-day = Jour
metrics-week = Semaine du
metrics-days-how = Ce que les acheteurs ont écrit et vos réponses. Jours à l’heure de la boutique.
metrics-days-summary = Le plus de messages : { $day }, { $count }
metrics-incoming = Messages des acheteurs
metrics-incoming-short = Messages
metrics-replies-short = Réponses
metrics-late = Retards
metrics-hours = Par heure et jour de semaine
metrics-hours-how = Heures de la boutique. Un retard figure à l’heure où l’acheteur a écrit.
metrics-show = À afficher
metrics-sum = Total

## Shops
metrics-shops = Par boutique
metrics-half-waited = La moitié a attendu
