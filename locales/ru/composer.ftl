# Как пишется ответ: отмена, отправка позже, ответ на сообщение, личные заметки, файлы.
mode-label = Что пишете
mode-reply = Ответ
mode-note = Заметка

undo-bar = Ответ уйдёт через { $seconds } с
undo-bar-elsewhere = Ответ в другом чате уйдёт через { $seconds } с
undo-bar-planned = Запланировано: { $at }
undo-bar-said = Ответ можно отменить.

later-button = Отправить позже
later-title = Отправить позже
later-label = Когда отправить
later-example = завтра 9
later-save = Запланировать
later-hint = Например: «завтра 9», «2ч», «пн 10:30», «в рабочее время».
later-at = Уйдёт { $at }.
later-at-closed = Уйдёт { $at }: магазин в это время не работает.
later-opening = Когда откроемся
later-hour = Через час
later-tomorrow = Завтра в 9

plan-at = Уйдёт { $at }
plan-due = Уходит: время было { $at }
plan-was = планировалось { $at }
plan-now = Отправить сейчас
plan-anyway = Всё равно отправить
plan-edit = Изменить
plan-cancel = Отменить
plan-news = Покупатель написал после этого. В срок ответ не уйдёт сам: сначала спросим вас.
plan-held = Ждёт вас
plan-held-news = Покупатель написал ещё, поэтому ответ на { $at } не ушёл.
plan-held-late = Время прошло ({ $at }), пока программа не работала. Поздний ответ сам не уйдёт.
plan-gone = Запланированный ответ уже не ждёт: ваши правки в него не вошли

stale-title = { $count ->
    [one] Покупатель написал ещё
    [few] Покупатель написал ещё { $count } сообщения
    [many] Покупатель написал ещё { $count } сообщений
   *[other] Покупатель написал ещё { $count } сообщений
}
stale-again = Если ответ всё ещё верен, отправьте ещё раз
stale-read = Учту

answer-this = Ответить на это сообщение
answer-to = На сообщение:
answer-quote = Показать покупателю
answer-quote-hint = Вставит цитату в начало ответа: иначе ссылку на сообщение видите только вы
answer-clear = Не отвечать на это сообщение
answer-jump = Показать сообщение

note-word = Заметка
note-label = Личная заметка
note-hint = Что стоит помнить об этом чате
note-private = Видите только вы
note-keep = Сохранить
note-kept = Заметка сохранена
note-of = Личная заметка, { $time }
note-edit = Изменить
note-remove = Удалить
note-changed = Заметка изменена
note-removed = Заметка удалена

upload-rename = Переименовать файл { $name }
upload-name = Имя файла { $name }
files-limits = { $channel } принимает { $kinds }, каждый файл до { $limit }. Файлы уходят перед текстом.
files-any-kind = любые файлы

settings-hold = Придержать запланированный ответ, если покупатель написал ещё
settings-hold-hint = Ответ дождётся вашего решения, а не уйдёт на старый вопрос.
flag-plan-held = ждёт вас
flag-planned = запланирован
