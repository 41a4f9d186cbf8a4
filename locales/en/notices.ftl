# Notifications about chats.
notice-waits-urgent = An urgent chat waits for a reply
notice-waits = A chat waits for a reply
notice-file = Sent a file
notice-left = { $count ->
    [one] { $count } minute left to reply
   *[other] { $count } minutes left to reply
}
notice-left-hours = { $count ->
    [one] { $count } hour left to reply
   *[other] { $count } hours left to reply
}
notice-overdue = the reply is overdue
notice-several = { $count ->
    [one] { $count } chat waits for a reply
   *[other] { $count } chats wait for a reply
}
notice-several-body = The most urgent one is first in the list.
notice-held = { $count ->
    [one] While you were not disturbed, { $count } chat began to wait
   *[other] While you were not disturbed, { $count } chats began to wait
}
notice-held-body = The most urgent one is first in the list.
notice-open = Open
notice-snooze = Snooze for 30 minutes
