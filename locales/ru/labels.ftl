## Keys
key-label = Поставить или снять метку
key-star = Добавить в избранное или убрать
key-mark-unread = Пометить непрочитанным
key-mark-read = Пометить прочитанным
key-pick = Выбрать чат или снять выбор
key-pick-down = Выбрать и следующий
key-pick-up = Выбрать и предыдущий
key-pick-row-down = Выбрать строку ниже
key-pick-row-up = Выбрать строку выше
key-pick-all = Выбрать все показанные
key-go-unread = Перейти: непрочитанные
key-go-starred = Перейти: избранное
key-go-ai-drafts = Перейти: черновики ИИ
key-go-spam = Перейти: спам
key-only-unread = Только непрочитанные
key-save-view = Сохранить как вид
key-manage-labels = Настроить метки

## Views
view-unread = Непрочитанные
empty-unread = Всё прочитано
view-starred = Избранное
empty-starred = В избранном пока пусто
view-ai-drafts = Черновики ИИ
empty-ai-drafts = Готовых черновиков пока нет
view-spam = Спам
empty-spam = В спаме пусто
empty-narrow = По этому отбору чатов нет
empty-narrow-hint = Снимите отбор, и список станет полным.
filter-unread = непрочитанные
views = Мои виды
view-one = Вид
view-name = Название
view-save-title = Сохранить вид
view-words = слова «{ $query }»
view-edit = Изменить вид «{ $name }»
view-place = Место в списке: { $place } из { $of }
view-up = Выше
view-down = Ниже
view-remove = Убрать вид
view-removed = Вид «{ $name }» убран, чаты на месте

## Labels
labels = Метки
label-one = Метка
label-change = Изменить
label-rest = Ещё { $count }
label-fewer = Свернуть
row-labels = Метки:
label-picker = { $count ->
        [1] Метки чата
        *[other] Метки выбранных чатов: { $count }
    }
label-picker-hint = Метка: найти или создать
label-picker-keys = Enter: поставить или снять. Shift+Enter: и выбрать ещё
label-create = Создать метку «{ $name }»
label-none-yet = Меток пока нет. Напишите имя первой.
label-manage = Все метки
label-make = Новая метка
label-make-save = Создать
label-rename = Имя метки «{ $name }»
label-colour = Цвет метки «{ $name }»
label-delete = Удалить метку «{ $name }»
label-delete-asked = { $count ->
        [0] Метки нет ни на одном чате. Удалить её?
        [one] Метка снимется с { $count } чата. Удалить её?
        [few] Метка снимется с { $count } чатов. Удалить её?
        [many] Метка снимется с { $count } чатов. Удалить её?
        *[other] Метка снимется с { $count } чатов. Удалить её?
    }
label-deleted = Метка «{ $name }» удалена

## Star
row-starred = в избранном
star-on = В избранное
star-off = Убрать из избранного
flag-spam = спам

## Picked chats
bulk-count = { $count ->
        [one] Выбран { $count } чат
        [few] Выбрано { $count } чата
        [many] Выбрано { $count } чатов
        *[other] Выбрано { $count } чатов
    }
bulk-whole = Выбрать все { $count }
bulk-none = Снять выбор (Esc)
bulk-label = Что сделать с выбранными
bulk-done = Готово
bulk-snooze = Отложить

## What was done
acted-done = { $count ->
        [1] Чат закрыт
        *[other] Закрыто чатов: { $count }
    }
acted-back = { $count ->
        [1] Чат снова ждёт ответа
        *[other] Снова ждут ответа: { $count }
    }
acted-taken = { $count ->
        [1] Чат взят в работу
        *[other] Взято в работу: { $count }
    }
acted-snoozed = { $count ->
        [1] Чат отложен до { $until }
        *[other] Отложено до { $until }: { $count }
    }
acted-snoozed-buyer = { $count ->
        [1] Чат вернётся, когда покупатель напишет
        *[other] Вернутся, когда покупатель напишет: { $count }
    }
acted-returned = { $count ->
        [1] Чат снова в списке
        *[other] Снова в списке: { $count }
    }
acted-read = { $count ->
        [1] Чат прочитан
        *[other] Прочитано чатов: { $count }
    }
acted-unread = { $count ->
        [1] Чат помечен непрочитанным
        *[other] Помечено непрочитанными: { $count }
    }
acted-starred = { $count ->
        [1] Чат в избранном
        *[other] Добавлено в избранное: { $count }
    }
acted-unstarred = { $count ->
        [1] Чат убран из избранного
        *[other] Убрано из избранного: { $count }
    }
acted-unspam = { $count ->
        [1] Больше не спам. Суть, если она неверна, исправьте в чате
        *[other] Больше не спам: { $count }. Суть, если она неверна, исправьте в чатах
    }
acted-labelled = { $count ->
        [1] Метка поставлена
        *[other] Метка поставлена, чатов: { $count }
    }
acted-unlabelled = { $count ->
        [1] Метка снята
        *[other] Метка снята, чатов: { $count }
    }
acted-nothing = Всё так и было, ничего не изменилось
undone = Отменено
undone-but = { $count ->
        [one] Отменено. { $count } чат оставлен как есть: в нём уже что-то изменилось
        [few] Отменено. { $count } чата оставлены как есть: в них уже что-то изменилось
        [many] Отменено. { $count } чатов оставлены как есть: в них уже что-то изменилось
        *[other] Отменено. { $count } чатов оставлены как есть: в них уже что-то изменилось
    }
undo-too-late = Ответ уже ушёл, вернуть его нельзя. Ещё раз Z отменит действие перед ним

## Chip
chip-off-hours = на паузе до { $until }
chip-off-hours-long = Магазин сейчас не работает: часы стоят до { $until }
