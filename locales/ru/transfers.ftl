# Выгрузка чатов и загрузка истории.
export-title-one = Выгрузить чат
export-title = { $count ->
    [one] Выгрузить { $count } чат
    [few] Выгрузить { $count } чата
    [many] Выгрузить { $count } чатов
   *[other] Выгрузить { $count } чатов
}
export-title-found = Выгрузить найденные чаты
export-form = Вид файла
export-form-html = Страница
export-form-html-hint = Открывается в любом браузере, печатается и сохраняется в PDF.
export-form-json = JSON
export-form-json-hint = Для программ и для загрузки обратно в Пульт, ничего не теряется.
export-form-csv = Таблица CSV
export-form-csv-hint = Для Excel и других таблиц, одно сообщение в строке.
export-form-pack = Пакет для спора
export-form-pack-hint = Переписка, файлы, заказ, доставка ответов и SHA-256 каждого файла в одном zip.
export-folder = Папка
export-folder-hint = Загрузки
export-left-out = Ключи, черновики и личные заметки не выгружаются никогда.
export-print = Печать…
export-start = Выгрузить
export-running = Чаты: { $chats } из { $all }, сообщений: { $messages }
export-files-fetched = Файлов получено с площадки: { $count }
export-stop = Остановить
export-done = { $messages ->
    [one] Готово: { $messages } сообщение, { $size }.
    [few] Готово: { $messages } сообщения, { $size }.
    [many] Готово: { $messages } сообщений, { $size }.
   *[other] Готово: { $messages } сообщений, { $size }.
}
export-hash = SHA-256 описи. Запишите или отправьте его вместе с пакетом: по нему видно, что ничего не изменено.
export-files-missing = { $count ->
    [one] { $count } файла на этом компьютере нет, причина в описи.
    [few] { $count } файлов на этом компьютере нет, причины в описи.
    [many] { $count } файлов на этом компьютере нет, причины в описи.
   *[other] { $count } файлов на этом компьютере нет, причины в описи.
}
export-capped = Поиск нашёл больше, чем помещается: взяты чаты первой тысячи находок.
export-stopped = Остановлено, файла не осталось.
export-again = Ещё раз
print-cut = Здесь последние сообщения; остальные выгрузите страницей.
print-order = заказ
print-file = Файл
print-author-customer = Покупатель
print-author-seller = Магазин
print-author-assistant = Помощник магазина
print-author-system = Система
key-export = Выгрузить чаты
key-print = Напечатать чат
import-title = Загрузка истории
import-steps = Шаги
import-step-file = Файл
import-step-columns = Что и куда
import-step-trial = Проба
import-step-done = Готово
import-lead = Старая переписка из другого Пульта или другой программы ляжет в историю: её видно, она находится поиском, но она никого не ждёт, не считается непрочитанной и не звонит.
import-choose = Выбрать файл
import-reading = Читаем файл
import-kinds = Подойдут JSON и CSV, выгруженные из Пульта, и любая таблица CSV в кодировке UTF-8, где есть время, автор, текст и чат или покупатель. До 1 ГБ.
import-form-json = Выгрузка Пульта
import-form-own-csv = Таблица Пульта
import-form-csv = Таблица
import-columns = Столбцы
import-columns-lead = Мы угадали по заголовкам; поправьте, если не так. Время без пояса читается по поясу { $zone }.
import-heading = Заголовок
import-sample = Пример
import-means = Что это
import-means-of = Что в столбце «{ $heading }»
import-column-none = не брать
import-column-time = время
import-column-time-utc = время по UTC
import-column-author = автор
import-column-text = текст
import-column-chat = номер чата
import-column-customer = покупатель
import-column-order = заказ
import-column-item = товар
import-column-message = номер сообщения
import-column-files = файлы
import-column-channel = площадка
import-column-kind = вид сообщения
import-lacks = Не хватает:
import-lack-time = времени
import-lack-author = автора
import-lack-text = текста
import-lack-chat = чата или покупателя
import-where = Куда
import-to-archive = В архив
import-to-archive-hint = Отдельное место: ничего не забирает с площадок и ничего не отправляет.
import-archive-name = Архив
import-archive-label = Имя архива
import-to-shop = В магазин
import-to-shop-hint = Встанет рядом с его чатами; что уже есть, второй раз не добавится. Сначала дайте магазину забрать свои чаты.
import-shop-label = Магазин
import-other-file = Другой файл
import-try = Попробовать
import-trying = Смотрим, что в файле: { $count }
import-would-add = Добавится
import-added = Добавлено
import-known = Уже здесь
import-refused = Не взято
import-chats = { $count ->
    [one] { $count } чат
    [few] { $count } чата
    [many] { $count } чатов
   *[other] { $count } чатов
}
import-messages = { $count ->
    [one] { $count } сообщение
    [few] { $count } сообщения
    [many] { $count } сообщений
   *[other] { $count } сообщений
}
import-lines = { $count ->
    [one] { $count } строка
    [few] { $count } строки
    [many] { $count } строк
   *[other] { $count } строк
}
import-faults = Какие строки и почему
import-fault-line = Строка { $line }: { $why }
import-faults-more = И ещё { $count }.
import-fault-not-utf8 = не в кодировке UTF-8
import-fault-too-long = длиннее, чем бывает сообщение
import-fault-quote-open = кавычка открыта и не закрыта
import-fault-not-a-record = не читается
import-fault-few-cells = мало ячеек
import-fault-no-time = нет времени
import-fault-time-unclear = время не понять
import-fault-time-impossible = такого времени быть не может
import-fault-no-author = не сказано, кто писал
import-fault-author-unknown = не понять, покупатель это или магазин
import-fault-no-chat = не сказано, какой это чат
import-fault-chat-unknown = её чат не прочитался
import-fault-other-channel = другая площадка, чем у выбранного магазина
import-fault-empty = пустое сообщение
import-fault-cut = файл обрывается
import-back = Назад
import-go = Загрузить
import-nothing = Всё это уже здесь или не читается, загружать нечего.
import-going = Загружаем, сообщений: { $count }
import-undoing = Убираем, сообщений: { $count }
import-stopped = Остановлено. Что успело загрузиться, на месте: продолжите тем же файлом или уберите загруженное.
import-undo = Убрать загруженное
import-undo-ask = Убрать всё, что добавила эта загрузка: чатов { $chats }, сообщений { $messages }? Что с тех пор пришло с площадки, останется.
import-undone = { $count ->
    [one] Загрузка отменена, убрано { $count } сообщение.
    [few] Загрузка отменена, убрано { $count } сообщения.
    [many] Загрузка отменена, убрано { $count } сообщений.
   *[other] Загрузка отменена, убрано { $count } сообщений.
}
import-another = Ещё файл
import-past = Прошлые загрузки
import-broken-off = не до конца
key-import = Загрузить историю
channel-archive = Архив
mark-archive = Ар
sync-archive = история из файлов
