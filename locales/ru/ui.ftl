## Program
brand = Пульт
back = Назад
next = Дальше
skip = Пропустить
cancel = Отмена
close = Закрыть
retry = Повторить
copy = Скопировать
copied = Скопировано
undo = Отменить
send = Отправить
done = Готово
reopen = Вернуть в работу
settings = Настройки
help = Клавиши
picture = Фотография
startup-refused = Пульт не может открыть свои данные
core-silent = Программа не отвечает
core-silent-hint = Всё сохранённое на месте. Пробуем снова сами; если это надолго, закройте Пульт и откройте заново.

## Channels
channel-wildberries = Wildberries
channel-ozon = Ozon
channel-yandex-market = Яндекс Маркет
channel-avito = Авито
channel-demo = Демо-магазин
mark-wildberries = WB
mark-ozon = OZ
mark-yandex-market = ЯМ
mark-avito = AV
mark-demo = ДЕ

## Time
time-seconds = { $n } с
time-minutes = { $n } мин
time-hours = { $n } ч
time-hours-minutes = { $h } ч { $m } мин
time-days = { $n } дн.
day-today = сегодня
day-yesterday = вчера

## Views
view-waiting = Ждут ответа
view-urgent = Срочно
view-in-progress = В работе
view-snoozed = Отложено
view-done = Готово
view-all = Все чаты

## Rail
rail-label = Разделы и магазины
rail-open = Показать разделы и магазины
rail-shops = Магазины
rail-all-shops = Все магазины
rail-add-shop = Добавить магазин
rail-all-checked = Все магазины проверены { $ago } назад
rail-all-paused = Проверка остановлена
rail-first-check = Идёт первая проверка
rail-troubled = Нет связи с { $count } { $count ->
        [one] магазином
        [few] магазинами
        [many] магазинами
        *[other] магазинами
    }. Сохранённое на месте
demo-tag = Демо
demo-remove = Убрать

## State of a shop
sync-checked = проверен { $ago } назад
sync-new = ещё не проверен
sync-first = загружаем историю: { $count } { $count ->
        [one] сообщение
        [few] сообщения
        [many] сообщений
        *[other] сообщения
    }
sync-running = получаем новое: { $count } { $count ->
        [one] сообщение
        [few] сообщения
        [many] сообщений
        *[other] сообщения
    }
sync-paused = остановлен вами
sync-needs-owner = ждёт вас: откройте настройки магазина
problem-status = { $channel } ответил { $status }. Ничего не потеряно.
problem-retry = { $what } Повтор через { $wait }.
checked-now = Все магазины проверены

## Line over the list
strip-unreachable = Программа не отвечает. Всё сохранённое на месте, пробуем снова.
strip-replies = { $count } { $count ->
        [one] ответ ждёт
        [few] ответа ждут
        [many] ответов ждут
        *[other] ответа ждут
    } вашего решения
strip-show = Показать
strip-new-token = Новый токен
strip-missing-right = Не хватает права «{ $right }».

## List
list-count = { $count } { $count ->
        [one] чат
        [few] чата
        [many] чатов
        *[other] чата
    }
buyer-nameless = Покупатель без имени
item-article = арт. { $id }
row-you = Вы:
row-files = { $count } { $count ->
        [one] файл
        [few] файла
        [many] файлов
        *[other] файла
    }
row-no-text = Без текста
row-empty = Сообщений ещё нет
row-unread = { $count } { $count ->
        [one] непрочитанное
        [few] непрочитанных
        [many] непрочитанных
        *[other] непрочитанных
    }
flag-failed = не отправлено
flag-unconfirmed = дошло ли?
flag-sending = отправляется
flag-draft = черновик
chip-paused = пауза до { $until }
chip-last = Последнее сообщение: { $when }
chip-left-long = Ждёт { $waited }, на ответ осталось { $left }
chip-urgent-long = Срочно: ждёт { $waited }, на ответ осталось { $left }
chip-over-long = Просрочено на { $left }, ждёт { $waited }

## Empty lists
empty-no-shop = Магазинов пока нет
empty-no-shop-hint = Подключите магазин, и чаты появятся здесь. Или посмотрите Пульт на демо-магазине.
empty-filter = У магазина «{ $shop }» здесь пусто
empty-filter-hint = Показан только этот магазин.
empty-filter-clear = Показать все магазины
empty-first = Получаем чаты
empty-first-hint = Первые появятся через несколько секунд.
empty-waiting = Всё отвечено
empty-urgent = Срочного нет
empty-in-progress = В работе ничего нет
empty-snoozed = Отложенных чатов нет
empty-done = Закрытых чатов пока нет
empty-all = Чатов пока нет
empty-next-check = Следующая проверка через { $wait }
empty-show-all = Показать все чаты

## Search
search-title = Поиск
search-hint = Искать по всей истории
search-label = Найденные сообщения
search-found = Найдено: { $count } { $count ->
        [one] сообщение
        [few] сообщения
        [many] сообщений
        *[other] сообщения
    }
search-none = По словам «{ $query }» ничего не нашлось
search-none-hint = Попробуйте одно слово или только его начало. Искали по всем магазинам.
search-clear = Очистить поиск

## Thread
thread-label = Переписка
thread-log = Сообщения
thread-new = новые
thread-none = Выберите чат
thread-none-hint = Стрелками или J и K, открыть: Enter. Все клавиши: знак вопроса.
thread-done = закрыт
back-to-list = К списку
side-toggle = Покупатель и товар
message-ours = Ваш ответ, { $time }
message-theirs = Покупатель, { $time }
message-reply = Ваш ответ, ещё не доставлен
message-unsupported = { $channel } прислал сообщение, которое Пульт пока не умеет показывать
state-sent = отправлено
state-sending = Отправляется
state-failed = Не отправлено
state-unconfirmed = Неясно, дошёл ли ответ
tick-sent = Ответ виден в чате { $channel }. Прочитан ли он, там не сообщают.
tick-accepted = { $channel } принял ответ. Ждём, когда он появится в чате.
reply-leaves-in = Уйдёт через { $wait }
reply-held = Ждёт, пока магазин снова заработает. Ответ сохранён
reply-in-line = В очереди на отправку
reply-turned-away = { $channel } просит подождать. Ответ сохранён.
reply-drop = Не отправлять
unconfirmed-looking = Связь прервалась, когда ответ уже уходил. Ищем его в чате { $channel }; второй раз сам он не уйдёт.
unconfirmed-owner = Связь прервалась, а в чате { $channel } ответа не видно. Загляните в кабинет и решите: он там или отправить ещё раз.
unconfirmed-arrived = Он дошёл
unconfirmed-again = Отправить ещё раз
picture-coming = Загружаем фото
file-nameless = Файл
size-kb = { $n } КБ
size-mb = { $n } МБ
moved-done = Чат закрыт
moved-back = Чат снова ждёт ответа
said-message = Покупатель пишет: { $text }
said-sent = Ответ отправлен
said-failed = Ответ не отправлен, он сохранён
said-unread = { $count } { $count ->
        [one] непрочитанное сообщение
        [few] непрочитанных сообщения
        [many] непрочитанных сообщений
        *[other] непрочитанных сообщения
    }

## Composer
composer-label = Ответ покупателю
composer-hint = Напишите ответ
composer-hint-done = Чат закрыт. Ответ откроет его снова
composer-keys = Enter переносит строку. Текст сохраняется сам
composer-enter = Enter отправляет, Shift+Enter переносит строку
composer-ruler = { $used } / { $limit }
composer-over = Лишних знаков: { $over }. { $channel } принимает до { $limit }, сократите или разделите ответ.
composer-kept = Текст остался здесь.

## Side panel
side-label = Покупатель, товар, заказ
side-item = Товар
side-article = Артикул
side-size = Размер
side-paid = Оплачено
side-order = Заказ
side-order-number = Номер
side-buyer = Покупатель
side-name = Имя
side-since = Пишет с
side-messages = Переписка
side-messages-count = { $count } { $count ->
        [one] сообщение
        [few] сообщения
        [many] сообщений
        *[other] сообщения
    }
side-other = С этим именем
side-other-count = ещё { $count } { $count ->
        [one] чат
        [few] чата
        [many] чатов
        *[other] чата
    }
side-shop = Магазин
side-channel = Площадка
side-no-receipts = { $channel } не сообщает, прочитан ли ответ.

## First run
onboarding-step = Шаг { $step } из { $of }
onboarding-language = На каком языке говорить?
onboarding-language-lead = Язык окна. Покупателям вы пишете на любом.
onboarding-choose = С чего начнём?
onboarding-choose-lead = Все чаты с покупателями в одном окне, на вашем компьютере.
onboarding-add = Какой магазин добавить?
onboarding-connect = Подключить магазин Wildberries
onboarding-connect-lead = Понадобится токен из личного кабинета, две минуты.
onboarding-demo = Посмотреть на демо-магазине
onboarding-demo-lead = 60 чатов как настоящие, без интернета. Убирается одним нажатием.
onboarding-demo-coming = Готовим демо-магазин
onboarding-token = Вставьте токен Wildberries
onboarding-finish = Магазин подключён
onboarding-finish-lead = Чаты уже загружаются, новые сообщения проверяем каждые 30 секунд.
onboarding-tip-keys = J и K листают чаты, R начинает ответ, знак вопроса покажет остальные клавиши.
onboarding-tip-undo = Ответ уходит не сразу: несколько секунд его можно отменить.
onboarding-tip-offline = Вся история хранится здесь и читается без интернета.
onboarding-open = Открыть чаты

## Connecting a shop
connect-how-1 = В кабинете WB откройте «Профиль → Интеграции по API».
connect-how-2 = Создайте персональный токен, отметьте «Чат с покупателями» и «Контент», без «Только чтение».
connect-how-3 = Скопируйте его сразу: второй раз WB его не покажет.
connect-token = Токен
connect-token-hint = Проверим сразу и ничего не сохраним, пока вы не нажмёте «Подключить». Токен останется на этом компьютере.
connect-checking = Проверяем токен
connect-not-checked = Проверить токен не вышло: площадка не ответила. Пока ничего не сохранено; посмотрите, есть ли интернет.
connect-check-again = Проверить ещё раз
connect-name = Как назвать магазин
connect-advanced = Дополнительно
connect-address = Другой адрес
connect-address-hint = Нужен только для пробного сервера. Оставьте пустым, чтобы работать с Wildberries.
connect-save = Подключить магазин
connect-saving = Подключаем

## What a token can do
check-ok = Токен подходит
check-seller = Продавец: { $name }
check-kind-personal = Персональный токен: тот, что нужен.
check-kind-base = Базовый токен: Wildberries разрешает ему один запрос к чатам в час.
check-kind-test = Тестовый токен: для песочницы Wildberries.
check-kind-service = Сервисный токен: выдан программе из каталога Wildberries.
check-kind-unknown = Вид токена не указан.
check-missing = Не хватает права «{ $right }».
check-where = У готового токена права не меняются. Создайте новый: «Профиль → Интеграции по API», отметьте это право.
check-expires = Действует до { $date }
check-chats = Видим { $count } { $count ->
        [one] чат
        [few] чата
        [many] чатов
        *[other] чата
    }
check-detail = Слова площадки: { $detail }
warning-base-token = С базовым токеном новые сообщения придут раз в час. Лучше создайте персональный.
warning-read-only = Токен «только чтение»: чаты увидите, а ответить не получится.
warning-expires-soon = Токен скоро закончится. Создайте новый заранее, замените его в настройках.
warning-test-token = Это песочница: настоящих покупателей в ней нет.
warning-unreadable = Прочитать сам токен не удалось, судим только по ответу площадки.

## Settings
settings-shops = Магазины
settings-look = Вид
settings-language = Язык
settings-theme = Тема
theme-light = Светлая
theme-dark = Тёмная
theme-system = Как в системе
settings-replies = Ответы и клавиши
settings-undo = Время на отмену ответа
settings-undo-hint = Ответ уходит, когда это время прошло. Отправленное отозвать нельзя.
settings-undo-none = Сразу
settings-enter = Enter отправляет
settings-enter-hint = Новая строка тогда: Shift+Enter.
settings-singles = Клавиши из одной буквы
settings-singles-hint = J, K, R, E и другие, когда вы не пишете. Выключите, если мешают.
settings-data = Ваши данные
settings-data-where = Вся история лежит на этом компьютере:
settings-secrets-keychain = Токены хранит связка ключей системы.
settings-secrets-file = Токены лежат в файле этой папки, без связки ключей.
settings-version = Пульт { $version }
shop-pause = Остановить
shop-resume = Продолжить
shop-token = Новый токен
shop-token-title = Новый токен для «{ $shop }»
shop-token-words = Токен проверим и заменим. Чаты и ответы в очереди останутся как есть.
shop-token-save = Проверить и заменить
shop-remove = Убрать
shop-remove-title = Убрать магазин «{ $shop }»?
shop-remove-words = Его чаты, файлы, черновики и неотправленные ответы исчезнут с этого компьютера, токен тоже. На площадке переписка останется: подключив магазин снова, вы получите то, что площадка ещё хранит.
shop-remove-demo = Демо-чаты исчезнут. Вернуть демо-магазин можно в любой момент.
shop-remove-keep = Оставить
shop-remove-yes = Убрать магазин

## Palette and keys
palette-label = Действия и чаты
palette-hint = Действие или имя покупателя
palette-none = Такого действия или покупателя нет
help-title = Клавиши
help-foot = Работают и на русской раскладке. Одиночные буквы действуют, когда вы не пишете, и выключаются в настройках.
help-singles-off = Клавиши из одной буквы сейчас выключены в настройках.
key-group-chats = Чаты
key-group-reply = Ответ
key-group-go = Перейти
key-group-program = Программа
key-next-chat = Следующий чат
key-previous-chat = Предыдущий чат
key-row-down = Ниже по списку
key-row-up = Выше по списку
key-open = Открыть чат
key-back = Назад к списку
key-done = Закрыть чат или вернуть в работу
key-done-next = Закрыть и открыть следующий
key-reply = Написать ответ
key-send = Отправить ответ
key-undo = Отменить последнее
key-search = Искать по истории
key-palette = Действия и чаты
key-go-waiting = Ждут ответа
key-go-urgent = Срочно
key-go-in-progress = В работе
key-go-done = Готово
key-go-all = Все чаты
key-check-now = Проверить магазины сейчас
key-settings = Настройки
key-help = Все клавиши
