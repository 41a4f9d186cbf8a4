# Notifications des chats.
notice-waits-urgent = Un chat urgent attend une réponse
notice-waits = Un chat attend une réponse
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
    [one] { $count } chat attend une réponse
   *[other] { $count } chats attendent une réponse
}
notice-several-body = Le plus urgent est en tête de liste.
notice-held = { $count ->
    [one] Pendant que vous n’étiez pas dérangé, { $count } chat s’est mis à attendre
   *[other] Pendant que vous n’étiez pas dérangé, { $count } chats se sont mis à attendre
}
notice-held-body = Le plus urgent est en tête de liste.
notice-open = Ouvrir
notice-snooze = Reporter de 30 minutes
