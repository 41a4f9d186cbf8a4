# Клавиши: что у них есть за действия и как их меняют.
key-quick-look = Быстрый просмотр чата
key-claim = Взять в работу
key-spam = Спам (закрыть и запомнить) или не спам
key-pick-none = Снять выбор
key-note = Заметка для себя
key-send-done = Отправить, закрыть и открыть следующий
key-find-in-chat = Искать в этом чате
key-edit-keys = Настроить клавиши

keys-edit = Настроить
keys-edit-own = Ваши клавиши
keys-title = Клавиши
keys-lead = Буквы работают и на русской раскладке. Любую клавишу можно заменить; занятую программа не отдаст.
keys-preset = Набор
keys-preset-hint = С чего начать. Ваши замены остаются поверх набора.
keys-preset-pult = Пульт
keys-preset-gmail = Как в Gmail
keys-preset-chatwoot = Как в Chatwoot
keys-preset-plain = Без одиночных букв
keys-find = Действие или клавиша
keys-found-none = Такого действия нет
keys-none = нет
keys-add = Добавить клавишу для «{ $command }»
keys-remove = Убрать { $keys } у «{ $command }»
keys-reset = Вернуть «{ $command }» как в наборе
keys-reset-all = Вернуть весь набор
keys-was-reset = Клавиши снова как в наборе
keys-changed = Клавиши изменены
keys-press = Нажмите клавишу
keys-press-second = { $keys } и ещё одна…
keys-press-hint = Esc: не менять
keys-taken = { $keys } занята: «{ $command }». Сначала освободите её там.
keys-reserved = { $keys } нужна системе или полям ввода
keys-needs-ctrl = В поле ответа годится только клавиша с Ctrl или Alt
keys-full = Больше четырёх клавиш у действия не бывает

palette-needs-chat = сначала выберите чат
palette-needs-open = сначала откройте чат
acted-sent-done = Отправлено, чат закрыт
acted-spam = { $count ->
    [1] Спам: чат закрыт
    [one] Спам: закрыт { $count } чат
    [few] Спам: закрыто { $count } чата
    [many] Спам: закрыто { $count } чатов
   *[other] Спам: закрыто { $count } чата
    }
quick-deadline = Срок
quick-open = Открыть
quick-close = Закрыть
key-space = Пробел

find-count = { $at } из { $all }
find-none = Не найдено
find-looking = Ищу…
find-older = Раньше
find-newer = Позже

said-overdue = Срок ответа вышел: { $name }
said-overdue-many = { $count ->
        [one] Срок ответа вышел у { $count } чата
        [few] Срок ответа вышел у { $count } чатов
        [many] Срок ответа вышел у { $count } чатов
       *[other] Срок ответа вышел у { $count } чата
    }
