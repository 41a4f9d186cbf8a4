## Keys
key-label = Mettre ou enlever un libellé
key-star = Ajouter aux favoris ou retirer
key-mark-unread = Marquer comme non lu
key-mark-read = Marquer comme lu
key-pick = Sélectionner le chat ou non
key-pick-down = Sélectionner aussi le suivant
key-pick-up = Sélectionner aussi le précédent
key-pick-row-down = Sélectionner aussi la ligne du dessous
key-pick-row-up = Sélectionner aussi la ligne du dessus
key-pick-all = Tout sélectionner
key-go-unread = Aller aux non lus
key-go-starred = Aller aux favoris
key-go-ai-drafts = Aller aux brouillons IA
key-go-spam = Aller aux indésirables
key-only-unread = Seulement les non lus
key-save-view = Enregistrer comme vue
key-manage-labels = Gérer les libellés

## Views
view-unread = Non lus
empty-unread = Tout est lu
view-starred = Favoris
empty-starred = Pas encore de favoris
view-ai-drafts = Brouillons IA
empty-ai-drafts = Pas encore de brouillon prêt
view-spam = Indésirables
empty-spam = Aucun indésirable
empty-narrow = Aucun chat ne correspond à ce filtre
empty-narrow-hint = Retirez le filtre pour voir toute la liste.
filter-unread = non lus
views = Mes vues
view-one = Vue
view-name = Nom
view-save-title = Enregistrer une vue
view-words = mots « { $query } »
view-edit = Modifier la vue « { $name } »
view-place = Place dans la liste : { $place } sur { $of }
view-up = Monter
view-down = Descendre
view-remove = Supprimer la vue
view-removed = La vue « { $name } » est supprimée, les chats restent

## Labels
labels = Libellés
label-one = Libellé
label-change = Modifier
label-rest = { $count } de plus
label-fewer = Réduire
row-labels = Libellés :
label-picker = { $count ->
        [1] Libellés du chat
        *[other] Libellés des chats sélectionnés : { $count }
    }
label-picker-hint = Trouver ou créer un libellé
label-picker-keys = Entrée : mettre ou enlever. Maj+Entrée : et continuer
label-create = Créer le libellé « { $name } »
label-none-yet = Pas encore de libellé. Saisissez le nom du premier.
label-manage = Tous les libellés
label-make = Nouveau libellé
label-make-save = Créer
label-rename = Nom du libellé « { $name } »
label-colour = Couleur du libellé « { $name } »
label-delete = Supprimer le libellé « { $name } »
label-delete-asked = { $count ->
        [0] Aucun chat ne le porte. Le supprimer ?
        [one] Il sera retiré de { $count } chat. Le supprimer ?
        [many] Il sera retiré de { $count } chats. Le supprimer ?
        *[other] Il sera retiré de { $count } chats. Le supprimer ?
    }
label-deleted = Le libellé « { $name } » est supprimé

## Star
row-starred = favori
star-on = Ajouter aux favoris
star-off = Retirer des favoris
flag-spam = indésirable

## Picked chats
bulk-count = { $count ->
        [one] { $count } sélectionné
        [many] { $count } sélectionnés
        *[other] { $count } sélectionnés
    }
bulk-whole = Tous ({ $count })
bulk-none = Annuler la sélection (Échap)
bulk-label = Que faire de la sélection
bulk-done = Terminé
bulk-snooze = Reporter

## What was done
acted-done = { $count ->
        [1] Le chat est terminé
        *[other] { $count } chats terminés
    }
acted-back = { $count ->
        [1] Le chat attend de nouveau
        *[other] { $count } chats attendent de nouveau
    }
acted-taken = { $count ->
        [1] Le chat est en cours
        *[other] { $count } chats en cours
    }
acted-snoozed = { $count ->
        [1] Reporté jusqu’à { $until }
        *[other] { $count } chats reportés jusqu’à { $until }
    }
acted-snoozed-buyer = { $count ->
        [1] Le chat reviendra quand l’acheteur écrira
        *[other] { $count } chats reviendront quand l’acheteur écrira
    }
acted-returned = { $count ->
        [1] Le chat est de retour
        *[other] { $count } chats sont de retour
    }
acted-read = { $count ->
        [1] Marqué comme lu
        *[other] { $count } chats marqués comme lus
    }
acted-unread = { $count ->
        [1] Marqué comme non lu
        *[other] { $count } chats marqués comme non lus
    }
acted-starred = { $count ->
        [1] Ajouté aux favoris
        *[other] { $count } chats ajoutés aux favoris
    }
acted-unstarred = { $count ->
        [1] Retiré des favoris
        *[other] { $count } chats retirés des favoris
    }
acted-unspam = { $count ->
        [1] N’est plus indésirable. Si le sujet est erroné, corrigez-le dans le chat
        *[other] { $count } chats ne sont plus indésirables. Si le sujet est faux, corrigez-le dans les chats
    }
acted-labelled = { $count ->
        [1] Libellé mis
        *[other] Libellé mis sur { $count } chats
    }
acted-unlabelled = { $count ->
        [1] Libellé enlevé
        *[other] Libellé enlevé de { $count } chats
    }
acted-nothing = C’était déjà le cas, rien n’a changé
undone = Annulé
undone-but = { $count ->
        [one] Annulé. { $count } chat est resté tel quel : il a changé depuis
        [many] Annulé. { $count } chats sont restés tels quels : ils ont changé depuis
        *[other] Annulé. { $count } chats sont restés tels quels : ils ont changé depuis
    }
undo-too-late = La réponse est partie, impossible de la rappeler. Un autre Z annule ce qui précède

## Chip
chip-off-hours = en pause jusqu’à { $until }
chip-off-hours-long = La boutique est fermée : le délai est suspendu jusqu’à { $until }
