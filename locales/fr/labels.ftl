## Keys
key-label = Mettre ou enlever un libellé
key-mark-unread = Marquer comme non lu
key-mark-read = Marquer comme lu
key-pick = Sélectionner la conversation ou non
key-pick-down = Sélectionner aussi la suivante
key-pick-up = Sélectionner aussi la précédente
key-pick-row-down = Sélectionner aussi la ligne du dessous
key-pick-row-up = Sélectionner aussi la ligne du dessus
key-pick-all = Tout sélectionner
key-go-unread = Aller aux non lues
key-only-unread = Seulement les non lues
key-save-view = Enregistrer comme vue
key-manage-labels = Gérer les libellés

## Views
view-unread = Non lues
empty-unread = Tout est lu
empty-narrow = Aucune conversation ne correspond à ce filtre
empty-narrow-hint = Retirez le filtre pour voir toute la liste.
filter-unread = non lues
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
view-removed = La vue « { $name } » est supprimée, les conversations restent

## Labels
labels = Libellés
label-one = Libellé
label-change = Modifier
row-labels = Libellés :
label-picker = { $count ->
        [1] Libellés de la conversation
        *[other] Libellés des conversations sélectionnées : { $count }
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
        [0] Aucune conversation ne le porte. Le supprimer ?
        [one] Il sera retiré de { $count } conversation. Le supprimer ?
        [many] Il sera retiré de { $count } conversations. Le supprimer ?
        *[other] Il sera retiré de { $count } conversations. Le supprimer ?
    }
label-deleted = Le libellé « { $name } » est supprimé

## Picked chats
bulk-count = { $count ->
        [one] { $count } sélectionnée
        [many] { $count } sélectionnées
        *[other] { $count } sélectionnées
    }
bulk-whole = Toutes ({ $count })
bulk-none = Annuler la sélection (Échap)
bulk-label = Que faire de la sélection
bulk-done = Traité
bulk-snooze = Reporter
bulk-tag = Libellé

## What was done
acted-done = { $count ->
        [1] La conversation est close
        *[other] { $count } conversations closes
    }
acted-back = { $count ->
        [1] La conversation attend de nouveau
        *[other] { $count } conversations attendent de nouveau
    }
acted-taken = { $count ->
        [1] La conversation est en cours
        *[other] { $count } conversations en cours
    }
acted-snoozed = { $count ->
        [1] Reportée jusqu’à { $until }
        *[other] { $count } conversations reportées jusqu’à { $until }
    }
acted-snoozed-buyer = { $count ->
        [1] La conversation reviendra quand l’acheteur écrira
        *[other] { $count } conversations reviendront quand l’acheteur écrira
    }
acted-returned = { $count ->
        [1] La conversation est de retour
        *[other] { $count } conversations sont de retour
    }
acted-read = { $count ->
        [1] Marquée comme lue
        *[other] { $count } conversations marquées comme lues
    }
acted-unread = { $count ->
        [1] Marquée comme non lue
        *[other] { $count } conversations marquées comme non lues
    }
acted-labelled = { $count ->
        [1] Libellé mis
        *[other] Libellé mis sur { $count } conversations
    }
acted-unlabelled = { $count ->
        [1] Libellé enlevé
        *[other] Libellé enlevé de { $count } conversations
    }
acted-nothing = C’était déjà le cas, rien n’a changé
undone = Annulé
undone-but = { $count ->
        [one] Annulé. { $count } conversation est restée telle quelle : elle a changé depuis
        [many] Annulé. { $count } conversations sont restées telles quelles : elles ont changé depuis
        *[other] Annulé. { $count } conversations sont restées telles quelles : elles ont changé depuis
    }
undo-too-late = La réponse est partie, impossible de la rappeler. Un autre Z annule ce qui précède

## Chip
chip-off-hours = en pause jusqu’à { $until }
chip-off-hours-long = La boutique est fermée : le délai est suspendu jusqu’à { $until }
