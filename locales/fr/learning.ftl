## What edits of drafts teach, what became of drafts, and long chats in short.

## A long chat in short.
summary-title = Le chat en bref
summary-messages =
    { $count ->
        [one] { $count } message
        [many] { $count } messages
       *[other] { $count } messages
    }
summary-open = Attend une réponse
summary-nothing-open = Tout a reçu une réponse.
summary-promised = Vous avez promis
summary-asked = L’acheteur a demandé
summary-order = commande { $order }
summary-stale = L’acheteur a écrit depuis.
summary-more = Ce qui précède
summary-less = Replier
summary-ask = Résumer avec le modèle
summary-asking = Le modèle lit…
summary-who-embedded = Avec les mots du chat, sans modèle
summary-who-model = { $who }, { $cost }

## The draft under the owner's pen.
assist-edit = Modifier ici
assist-edit-label = Le brouillon que vous modifiez
assist-habits = Vos retouches

## Habits.
knowledge-tab-learned = Retouches
habits-lead = Si vous retouchez un brouillon de la même façon pour trois acheteurs différents, Pult propose d'écrire ainsi. Vous décidez, et tout peut être annulé.
habits-proposed = Propositions
habits-none = Rien à proposer pour l'instant : aucune retouche n'a été la même pour trois acheteurs.
habits-kept = Accepté
habit-greeting-changed = Saluer par « { $becomes } » au lieu de « { $was } »
habit-greeting-added = Commencer par « { $becomes } »
habit-greeting-dropped = Ne pas saluer (« { $was } »)
habit-sign-off-changed = Finir par « { $becomes } » au lieu de « { $was } »
habit-sign-off-added = Finir par « { $becomes } »
habit-sign-off-dropped = Ne pas finir par « { $was } »
habit-phrase-changed = Écrire « { $becomes } » au lieu de « { $was } »
habit-phrase-added = Ajouter « { $becomes } »
habit-phrase-dropped = Ne pas écrire « { $was } »
habit-words-changed = Écrire « { $becomes } » au lieu de « { $was } »
habit-words-added = Ajouter « { $becomes } »
habit-words-dropped = Ne pas écrire « { $was } »
habit-shorter =
    { $count ->
        [one] Répondre plus court : { $count } phrase après la salutation
        [many] Répondre plus court : { $count } phrases après la salutation
       *[other] Répondre plus court : { $count } phrases après la salutation
    }
habit-snippet = Garder comme note : « { $becomes } »
habit-note-text = Texte de la note
habit-seen =
    { $count ->
        [one] Vu dans { $count } retouche
        [many] Vu dans { $count } retouches
       *[other] Vu dans { $count } retouches
    }
habit-accept = Accepter
habit-accept-note = Garder la note
habit-reject = Inutile
habit-rejected = Ce ne sera plus proposé
habit-switch-off = Désactiver
habit-switch-on = Activer
habit-forget = Supprimer
habit-used =
    { $count ->
        [0] Aucun brouillon ne l'a encore suivi.
        [one] { $count } brouillon l'a suivi.
        [many] { $count } brouillons l'ont suivi.
       *[other] { $count } brouillons l'ont suivi.
    }
habit-effect = Vous retouchiez { $before } du texte, maintenant { $now } (brouillons ainsi envoyés : { $drafts }).
habit-effect-after = Vous retouchez { $now } du texte (brouillons ainsi envoyés : { $drafts }).
habit-effect-none = On verra après les premières réponses combien vous retouchez en moins.

## What became of drafts.
figures-title = Brouillons en 30 jours
figures-maker = Écrits par
figures-made = Écrits
figures-accepted = Acceptés
figures-accepted-how = Envoyés tels quels ou retouchés, sur tous ceux que vous avez tranchés
figures-fates = Tels quels / retouchés / écartés
figures-fates-how = Envoyés sans changement, envoyés retouchés, autre chose a été envoyé
figures-distance = Retouche
figures-distance-how = Part moyenne des lettres changées dans ce qui a été envoyé
figures-stopped = Arrêtés
figures-stopped-how = Versions que la vérification n'a pas laissées passer
figures-cost = Par réponse
figures-time = Temps
figures-thumbs = Pour / contre
figures-faults = Ce qui n'allait pas : { $faults }.
figures-fault = { $fault } : { $times }
