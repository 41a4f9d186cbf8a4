# Всплывающие уведомления о чатах.
notice-waits-urgent = Срочный чат ждёт ответа
notice-waits = Чат ждёт ответа
notice-file = Прислали файл
notice-left = { $count ->
    [one] ответить за { $count } минуту
    [few] ответить за { $count } минуты
   *[other] ответить за { $count } минут
}
notice-left-hours = { $count ->
    [one] ответить за { $count } час
    [few] ответить за { $count } часа
   *[other] ответить за { $count } часов
}
notice-overdue = срок ответа прошёл
notice-several = { $count ->
    [one] Ждёт ответа { $count } чат
    [few] Ждут ответа { $count } чата
   *[other] Ждут ответа { $count } чатов
}
notice-several-body = Самый срочный — первый в списке.
notice-held = { $count ->
    [one] Пока вас не беспокоили, ответа стал ждать { $count } чат
    [few] Пока вас не беспокоили, ответа стали ждать { $count } чата
   *[other] Пока вас не беспокоили, ответа стали ждать { $count } чатов
}
notice-held-body = Самый срочный — первый в списке.
notice-open = Открыть
notice-snooze = Отложить на 30 минут
