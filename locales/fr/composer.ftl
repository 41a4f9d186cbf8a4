# Comment s’écrit une réponse : annulation, envoi différé, réponse à un message, notes privées, fichiers.
mode-label = Ce que vous écrivez
mode-reply = Réponse
mode-note = Note

undo-bar = La réponse part dans { $seconds } s
undo-bar-elsewhere = La réponse d’un autre chat part dans { $seconds } s
undo-bar-planned = Prévue : { $at }
undo-bar-said = La réponse peut être annulée.

later-button = Envoyer plus tard
later-title = Envoyer plus tard
later-label = Quand l’envoyer
later-example = demain 9h
later-save = Programmer
later-hint = Par exemple « demain 9h », « 2h », « lundi 10:30 », « heures d’ouverture ».
later-at = Partira { $at }.
later-at-closed = Partira { $at } : la boutique est alors fermée.
later-opening = À l’ouverture
later-hour = Dans une heure
later-tomorrow = Demain à 9 h

plan-at = Partira { $at }
plan-due = Part maintenant : l’heure était { $at }
plan-was = prévue pour { $at }
plan-now = Envoyer maintenant
plan-anyway = Envoyer quand même
plan-edit = Modifier
plan-cancel = Annuler
plan-news = L’acheteur a écrit depuis. Elle ne partira pas seule : on vous demandera d’abord.
plan-held = Vous attend
plan-held-news = L’acheteur a réécrit : la réponse prévue pour { $at } n’est pas partie.
plan-held-late = Son heure ({ $at }) est passée pendant que le programme était arrêté. Une réponse tardive ne part pas seule.
plan-gone = { $count ->
    [one] La réponse programmée n’attend plus : vos modifications n’y sont pas
    [many] { $count } réponses programmées n’attendent plus : vos modifications n’y sont pas
   *[other] { $count } réponses programmées n’attendent plus : vos modifications n’y sont pas
}

stale-title = { $count ->
    [one] L’acheteur a réécrit
    [many] L’acheteur a écrit { $count } autres messages
   *[other] L’acheteur a écrit { $count } autres messages
}
stale-again = Si la réponse reste juste, envoyez-la encore une fois
stale-read = C’est lu

answer-this = Répondre à ce message
answer-to = Au message :
answer-quote = Montrer à l’acheteur
answer-quote-hint = Place une citation au début de la réponse ; sinon vous seul voyez à quel message elle répond
answer-clear = Ne pas répondre à ce message
answer-jump = Montrer le message

note-word = Note
note-label = Note privée
note-hint = Ce qu’il faut retenir de ce chat
note-private = Visible par vous seul
note-keep = Garder
note-kept = La note est gardée
note-of = Note privée, { $time }
note-edit = Modifier
note-remove = Supprimer
note-changed = La note est modifiée
note-removed = La note est supprimée

upload-rename = Renommer le fichier { $name }
upload-name = Nom du fichier { $name }
files-limits = { $channel } accepte { $kinds }, chaque fichier jusqu’à { $limit }. Les fichiers partent avant le texte.
files-any-kind = tous les fichiers

settings-hold = Retenir une réponse programmée si l’acheteur a réécrit
settings-hold-hint = Elle attend votre décision au lieu de répondre à une ancienne question.
flag-plan-held = vous attend
flag-planned = programmée
