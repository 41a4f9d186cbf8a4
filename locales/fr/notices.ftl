# Notifications des discussions.
notice-waits-urgent = Une discussion urgente attend une réponse
notice-waits = Une discussion attend une réponse
notice-file = A envoyé un fichier
notice-left = { $count ->
    [one] il reste { $count } minute pour répondre
   *[other] il reste { $count } minutes pour répondre
}
notice-left-hours = { $count ->
    [one] il reste { $count } heure pour répondre
   *[other] il reste { $count } heures pour répondre
}
notice-overdue = le délai de réponse est dépassé
notice-several = { $count ->
    [one] { $count } discussion attend une réponse
   *[other] { $count } discussions attendent une réponse
}
notice-several-body = La plus urgente est en tête de liste.
notice-held = { $count ->
    [one] Pendant que vous n’étiez pas dérangé, { $count } discussion s’est mise à attendre
   *[other] Pendant que vous n’étiez pas dérangé, { $count } discussions se sont mises à attendre
}
notice-held-body = La plus urgente est en tête de liste.
notice-open = Ouvrir
notice-snooze = Reporter de 30 minutes
