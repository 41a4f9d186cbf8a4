# Чаты одного покупателя в разных магазинах и переход к дате.

people-title = Другие чаты покупателя
people-perhaps = Похоже, это он же
people-likely = Вероятно:
people-possible = Возможно:
people-reason-buyer = один и тот же покупатель на площадке
people-reason-phone = в обоих чатах назван телефон …{ $value }
people-reason-order = в обоих чатах заказ { $value }
people-reason-name = одинаковое имя
people-join = Это он
people-apart = Другой человек
people-part = Это чат другого покупателя
people-leave = Отделить открытый чат
people-by-itself = Присоединился сам: тот же покупатель в том же магазине
people-joined = Чаты объединены
people-parted = Чат отделён
people-apart-said = Больше не предложим объединить эти чаты
people-state-waiting = ждёт ответа
people-state-in-progress = в работе
people-state-done = готово
people-state-snoozed = отложен
key-next-of-buyer = Следующий чат этого покупателя
key-jump-date = Перейти к дате в переписке

date-title = Перейти к дате
date-label = Дата
date-example = 12.03.2026 или 12 марта
date-go = Перейти
date-from = Переписка с { $day }
date-not-understood = Не похоже на дату. Например: 12.03.2026, 12 марта, вчера
date-nothing = В этом чате ещё нет сообщений
date-nearest = { $day }: сообщений нет, показаны ближайшие
date-empty-day = нет сообщений
date-month-before = Предыдущий месяц
date-month-after = Следующий месяц
