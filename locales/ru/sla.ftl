## Why a chat must be answered by then: one word or clause per step of a decision.
sla-level-low = не к спеху
sla-level-normal = обычно
sla-level-high = скоро
sla-level-urgent = срочно
sla-rule-return = Возврат
sla-rule-defect = Брак и поломка
sla-rule-wrong-item = Не то или не хватает
sla-rule-cancel-change = Отменить или изменить заказ
sla-rule-delivery-delay = Опаздывает
sla-rule-order-status = Где заказ
sla-minutes = { $count ->
    [one] { $count } минута
    [few] { $count } минуты
   *[other] { $count } минут
}
sla-hours = { $count ->
    [one] { $count } час
    [few] { $count } часа
   *[other] { $count } часов
}
sla-off-hours = нерабочее время
sla-off-day-off = выходной
sla-off-holiday = праздник
sla-step-received = Покупатель написал { $at }
sla-step-negated = правило «{ $rule }» не сработало: «{ $words }» сказано с отрицанием
sla-step-calmed = правило «{ $rule }» не сработало: «{ $words }», но речь о другом («{ $by }»)
sla-step-rule = правило «{ $rule }» («{ $words }»): { $level }, { $time }
sla-step-rule-plain = правило «{ $rule }»: { $level }, { $time }
sla-step-no-rule = ни одно правило не подошло: { $level }, { $time }
sla-step-urgency-high = анализ нашёл спешку: { $level }, { $time }
sla-step-urgency-critical = анализ нашёл опасность или угрозу: { $level }, { $time }
sla-step-dispute = это спор, решает арбитр площадки: { $level }, { $time }
sla-step-raised = { $reason }, уровень поднят: { $level }, { $time }
sla-step-off-ignored = { $reason }, время не меняется
sla-step-paused = часы стоят и пойдут { $until }
sla-step-deadline = Срок ответа: { $at }
# The whole in one sentence; $why is the clauses above.
sla-summary = { $level }, срок ответа { $at }: { $why }
## Moments as people say them.
sla-when-today = сегодня в { $time }
sla-when-tomorrow = завтра в { $time }
sla-when-yesterday = вчера в { $time }
sla-when-date = { $month ->
    [1] { $day } января
    [2] { $day } февраля
    [3] { $day } марта
    [4] { $day } апреля
    [5] { $day } мая
    [6] { $day } июня
    [7] { $day } июля
    [8] { $day } августа
    [9] { $day } сентября
    [10] { $day } октября
    [11] { $day } ноября
   *[12] { $day } декабря
}
sla-when-year = { $date } { $year } года
sla-when-then = { $date } в { $time }
## A snooze that cannot be read.
sla-snooze-empty = Напишите, до какого времени отложить: «2ч30м», «завтра 9».
sla-snooze-not-understood = Это не похоже на время. Напишите, например, «2ч30м», «завтра 9» или «пн 10».
sla-snooze-no-such-time = Такого часа или дня нет.
sla-snooze-in-the-past = Это время уже прошло.
sla-snooze-too-far = Отложить можно не больше чем на год.
## A rule or calendar that cannot be used.
sla-fault-phrase-empty = В фразе нет ни одного слова.
sla-fault-phrase-too-short = Такая фраза подошла бы к любому сообщению.
sla-fault-phrase-too-long = Фраза слишком длинная: оставьте до двенадцати слов.
sla-fault-no-minutes = Укажите, за сколько минут ответить.
sla-fault-id-twice = Два правила под одним именем.
sla-fault-hours-invalid = Таких часов нет.
sla-fault-zone-unknown = Такого часового пояса нет.
