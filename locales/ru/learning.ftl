## What edits of drafts teach, what became of drafts, and long chats in short.

## A long chat in short.
summary-title = Коротко о переписке
summary-messages =
    { $count ->
        [one] { $count } сообщение
        [few] { $count } сообщения
        [many] { $count } сообщений
       *[other] { $count } сообщения
    }
summary-open = Ждёт ответа
summary-nothing-open = Всё отвечено.
summary-promised = Вы обещали
summary-asked = Покупатель спрашивал
summary-order = заказ { $order }
summary-stale = Покупатель с тех пор написал ещё.
summary-more = Что было раньше
summary-less = Свернуть
summary-ask = Пересказать моделью
summary-asking = Модель читает…
summary-who-embedded = Словами самой переписки, без модели
summary-who-model = { $who }, { $cost }

## The draft under the owner's pen.
assist-edit = Править здесь
assist-edit-label = Черновик, который вы правите
assist-habits = Ваши правки

## Habits.
knowledge-tab-learned = Правки
habits-lead = Если вы трижды, у разных покупателей, правите черновик одинаково, Пульт предложит так и писать. Решаете вы, и всё можно вернуть.
habits-proposed = Предложения
habits-none = Пока нечего предложить: одинаковых правок у трёх покупателей ещё не было.
habits-kept = Принятое
habit-greeting-changed = Здороваться «{ $becomes }» вместо «{ $was }»
habit-greeting-added = Начинать с «{ $becomes }»
habit-greeting-dropped = Не здороваться («{ $was }»)
habit-sign-off-changed = Заканчивать «{ $becomes }» вместо «{ $was }»
habit-sign-off-added = Заканчивать «{ $becomes }»
habit-sign-off-dropped = Не заканчивать «{ $was }»
habit-phrase-changed = Писать «{ $becomes }» вместо «{ $was }»
habit-phrase-added = Добавлять «{ $becomes }»
habit-phrase-dropped = Не писать «{ $was }»
habit-words-changed = Писать «{ $becomes }» вместо «{ $was }»
habit-words-added = Добавлять «{ $becomes }»
habit-words-dropped = Не писать «{ $was }»
habit-shorter =
    { $count ->
        [one] Отвечать короче: { $count } предложение после приветствия
        [few] Отвечать короче: { $count } предложения после приветствия
        [many] Отвечать короче: { $count } предложений после приветствия
       *[other] Отвечать короче: { $count } предложения после приветствия
    }
habit-snippet = Сохранить как заметку: «{ $becomes }»
habit-note-text = Текст заметки
habit-seen =
    { $count ->
        [one] Замечено в { $count } правке
        [few] Замечено в { $count } правках
        [many] Замечено в { $count } правках
       *[other] Замечено в { $count } правки
    }
habit-accept = Принять
habit-accept-note = Сохранить заметку
habit-reject = Не нужно
habit-rejected = Больше не предложим
habit-switch-off = Выключить
habit-switch-on = Включить
habit-forget = Удалить
habit-used =
    { $count ->
        [0] Черновиков по этому правилу ещё не было.
        [one] По этому правилу составлен { $count } черновик.
        [few] По этому правилу составлено { $count } черновика.
        [many] По этому правилу составлено { $count } черновиков.
       *[other] По этому правилу составлено { $count } черновика.
    }
habit-effect = Правили { $before } текста, теперь { $now } (отправлено таких черновиков: { $drafts }).
habit-effect-after = Правите { $now } текста (отправлено таких черновиков: { $drafts }).
habit-effect-none = Насколько меньше правок, станет видно после первых ответов.

## What became of drafts.
figures-title = Черновики за 30 дней
figures-maker = Кто составил
figures-made = Составлено
figures-accepted = Принято
figures-accepted-how = Отправлено как есть или с правкой, из всех, о которых вы решили
figures-fates = Как есть / с правкой / мимо
figures-fates-how = Отправлено без изменений, отправлено с правкой, отправлено другое
figures-distance = Правка
figures-distance-how = Средняя доля букв, изменённых в отправленном
figures-stopped = Остановлено
figures-stopped-how = Варианты, которые не пропустила проверка
figures-cost = За ответ
figures-time = Время
figures-thumbs = За / против
figures-faults = Что было не так: { $faults }.
figures-fault = { $fault }: { $times }
