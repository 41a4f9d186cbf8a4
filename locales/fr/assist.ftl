## The drafted reply.
key-insert-draft = Insérer le brouillon
key-regenerate-draft = Refaire le brouillon
key-why-draft = Pourquoi ce brouillon
key-go-models = Modèles
assist-title = Brouillon de réponse
assist-ready = Le brouillon de réponse est prêt
assist-sure-sure = sûr
assist-sure-check = à vérifier
assist-sure-unsure = pas sûr
assist-sure-figure = Confiance { $percent } %
assist-insert = Insérer
assist-sent = Le brouillon est parti
assist-edit-dropped = Votre modification du brouillon a été mise de côté
assist-send-blocked = Le brouillon contient ce qu’il ne faut pas envoyer. Insérez-le et corrigez.
assist-more = Autres formes
assist-again = Refaire
assist-shorter = Plus court
assist-warmer = Plus chaleureux
assist-formal = Plus formel
assist-translate = Traduire
assist-translate-to = vers quelle langue
assist-form-title =
    { $form ->
        [shorter] Autre version : plus courte
        [warmer] Autre version : plus chaleureuse
        [formal] Autre version : plus formelle
        [translate] Autre version : traduction
       *[other] Autre version : refaite
    }
assist-form-take = Prendre la nouvelle
assist-form-keep = Garder l’ancienne
assist-form-taken = Le brouillon a été remplacé par une autre version
assist-form-ready = Une autre version du brouillon est prête : comparez-la avec la précédente
assist-stale = L’acheteur a réécrit : ce brouillon répond à son message précédent.
assist-stale-coming = L’acheteur a réécrit : ce brouillon répond à son message précédent. Un nouveau se prépare.
assist-stale-insert = Insérer quand même
assist-stale-held = Brouillon non inséré : l’acheteur a réécrit depuis. Le bouton sous le brouillon permet de l’insérer quand même
assist-not-yet = Pas encore de brouillon
assist-still-coming = Le brouillon est en cours de rédaction
assist-anew = En faire un nouveau
assist-writing = Le modèle écrit, { $time }. À lire seulement pour l’instant.
assist-stop = Arrêter
assist-replaced = Le texte du champ a été remplacé par le brouillon
assist-replace-title = Le champ contient déjà un texte
assist-replace-now = Dans le champ
assist-replace-next = Le brouillon
assist-replace = Remplacer
assist-append = Ajouter à la fin
assist-no-source = Sans source : vérifiez chaque mot
assist-sources = Sources du brouillon
assist-source-past-reply = votre réponse passée
assist-source-canned = votre réponse type
assist-source-shipped = réponse générale de Pult
assist-source-snippet = votre note
assist-source-order = commande
assist-source-item = article
assist-source-message = message de l’acheteur
assist-open-chat = Ouvrir ce chat
assist-open-entry = Ouvrir et modifier
assist-who-own = Hors ligne, d’après vos réponses passées, 0 ₽
assist-who-embedded = Hors ligne, composé par Pult lui-même, 0 ₽
assist-who-model = { $who }, { $cost }, { $time }
assist-embedded = Pult, sans modèle
assist-why = Pourquoi
assist-looked = Consulté
assist-looked-nowhere = rien : il n’y avait ni commande, ni article, ni texte de vous à consulter
assist-looked-order = commande
assist-looked-item = article
assist-looked-past-reply =
    { $count ->
        [one] { $count } de vos réponses passées
        [many] { $count } de vos réponses passées
       *[other] { $count } de vos réponses passées
    }
assist-looked-canned =
    { $count ->
        [one] { $count } de vos réponses types
        [many] { $count } de vos réponses types
       *[other] { $count } de vos réponses types
    }
assist-looked-snippet =
    { $count ->
        [one] { $count } de vos notes
        [many] { $count } de vos notes
       *[other] { $count } de vos notes
    }
assist-checked = Contrôle
assist-checked-clean = rien à signaler
assist-checked-found =
    { $count ->
        [one] { $count } remarque
        [many] { $count } remarques
       *[other] { $count } remarques
    }
assist-held = Retenu par
assist-stopped = Écarté
assist-stopped-count =
    { $count ->
        [one] { $count } essai contraire aux règles
        [many] { $count } essais contraires aux règles
       *[other] { $count } essais contraires aux règles
    }
assist-maker = Composé par
assist-cost = Coût
assist-took = Durée
assist-made = Quand
assist-model-failed = Modèle
assist-blocked = À ne pas envoyer.
assist-strike = Retirer ceci
assist-rewrite = Remplacer par « { $text } »
assist-good = Bon brouillon
assist-bad = Mauvais brouillon
assist-what-wrong = Qu’est-ce qui ne va pas ?
assist-fault-wrong-fact = Fait inexact
assist-fault-off-topic = À côté du sujet
assist-fault-wrong-tone = Mauvais ton
assist-fault-wrong-length = Mauvaise longueur
assist-fault-needs-person = Il faut une personne
assist-gap-nothing-open = Rien à répondre : vous avez eu le dernier mot.
assist-gap-only-files = L’acheteur n’a envoyé que des fichiers : regardez et répondez vous-même.
assist-gap-spam = Cela ressemble à de la publicité ou à une fraude, inutile de répondre.
assist-gap-unsure = Aucune de vos réponses ne répond exactement à cela, et Pult n’invente rien.
assist-gap-blocked = Tous les essais promettaient trop, il n’y en a donc pas. Écrivez-le vous-même.
assist-gap-off = Les brouillons sont désactivés dans les réglages.
near-title = Vous avez déjà écrit quelque chose de proche
near-replaced = Le texte du champ a été remplacé par ce que vous aviez écrit avant
assist-try = Réessayer
assist-connect = Connecter un modèle
quoted = « { $text } »
