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
copy-refused = Не скопировано: система не пустила в буфер обмена. Выделите текст и скопируйте его сами.
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
drawing-failed = Эта страница не показалась
drawing-failed-hint = Чаты и ответы на месте: ошибка только в показе. Вернитесь и откройте ещё раз; если повторится, выгрузите журнал на странице «Состояние».
drawing-again = Вернуться
save = Сохранить
saving = Сохраняем
saved-at = Сохранено: { $path }

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
rail-troubled = Не удалось проверить { $count } { $count ->
        [one] магазин
        [few] магазина
        [many] магазинов
        *[other] магазина
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
strip-new-token = Новый ключ
strip-missing-right = Не хватает права «{ $right }».
strip-others = И ещё { $count } { $count ->
        [one] магазин
        [few] магазина
        [many] магазинов
        *[other] магазина
    } с ошибкой.
expiry-over = Ключ закончился ({ $date }). Чаты сохранены; вставьте новый.
expiry-today = Ключ закончится меньше чем через сутки. Создайте новый сегодня.
expiry-days = Ключ закончится через { $count } { $count ->
        [one] день
        [few] дня
        [many] дней
        *[other] дня
    } ({ $date }). Создайте новый заранее.
expiry-put-away = Убрать до следующего напоминания

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
chip-over-long = Просрочено на { $left }, ждёт { $waited }
filter-on = Только
filter-clear = Показать все

## Empty lists
empty-no-shop = Магазинов пока нет
empty-no-shop-hint = Подключите магазин, и чаты появятся здесь. Или посмотрите Пульт на демо-магазине.
empty-filter = У магазина «{ $shop }» здесь пусто
empty-filter-hint = Показан только этот магазин.
empty-filter-clear = Показать все магазины
empty-first = Получаем чаты
empty-first-hint = Первые появятся через несколько секунд.
empty-never = Магазин «{ $shop }» ещё ни разу не проверен
empty-never-hint = Чаты появятся здесь после первой удачной проверки. Что мешает, сказано на странице «Состояние».
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
refused-403 = { $channel } не даёт доступа к этому чату (ответ 403), с { $since }.
refused-404 = { $channel } отвечает, что такого чата нет (ответ 404), с { $since }.
refused-other = { $channel } отказывается показать этот чат (ответ { $status }), с { $since }.
refused-kept = Всё, что пришло раньше, сохранено здесь.
refused-nothing = До отказа отсюда ничего не успело прийти.
refused-do = Откройте чат в кабинете площадки. Если там он открывается, проверьте там же, какие права у ключа. Пульт сам спрашивает снова примерно раз в полчаса и дочитает чат, как только его покажут.
thread-none = Выберите чат
thread-none-hint = Стрелками или клавишами { $next } и { $previous }, открыть:{ "\u00A0" }{ $open }. Все клавиши: { $help }
thread-none-hint-mouse = Выберите чат в списке стрелками или мышью.
thread-done = закрыт
back-to-list = К списку
side-toggle = Покупатель и товар
message-ours = Ваш ответ, { $time }
message-theirs = Покупатель, { $time }
message-reply = Ваш ответ, ещё не доставлен
message-unsupported = { $channel } прислал сообщение, которое Пульт пока не умеет показывать
message-unsupported-words = { $channel } прислал сообщение, которое Пульт пока не умеет показывать:
came-show = показать, что пришло
came-hide = скрыть
came-why = Пульт показывает не всё, что пришло
came-title = Что прислала площадка, буква в букву
came-nothing = Сохранилось только то, что здесь показано.
came-cut = Это только начало: сообщение слишком длинное, чтобы показать его здесь. Сохранено оно целиком.
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
unconfirmed-long = Связь прервалась, когда ответ уже уходил, и узнать, дошёл ли он, до сих пор не вышло. Загляните в кабинет { $channel } и решите: он там или отправить ещё раз.
unconfirmed-arrived = Он дошёл
unconfirmed-again = Отправить ещё раз
picture-coming = Загружаем фото
file-nameless = Файл
size-kb = { $n } КБ
size-mb = { $n } МБ
said-message = Покупатель пишет: { $text }
said-sent = Ответ отправлен
said-failed = Ответ не отправлен, он сохранён
said-unread = { $count } { $count ->
        [one] непрочитанное сообщение
        [few] непрочитанных сообщения
        [many] непрочитанных сообщений
        *[other] непрочитанных сообщения
    }
size-gb = { $n } ГБ
state-read = прочитано
tick-read = Покупатель прочитал ответ: так сообщает { $channel }.
tick-unread = Ответ виден в чате { $channel }, покупатель его ещё не открывал.
kind-call = Звонок
kind-location = Место
kind-item = Объявление
kind-link = Ссылка
call-missed = Пропущенный
message-edited = изменено
drafted-model = ИИ, проверили вы
drafted-model-edited = ИИ, исправили вы
drafted-pult = Пульт, проверили вы
drafted-pult-edited = Пульт, исправили вы
drafted-hint = Ответ вырос из черновика
message-deleted-ours = Вы удалили это сообщение
message-deleted-theirs = Покупатель удалил сообщение
first-text-show = показать, что было
first-text-hide = скрыть
delete = Удалить
delete-left = Удалить можно ещё { $left }
delete-title = Удалить сообщение?
delete-words = { $channel } уберёт его и у покупателя, хотя он мог успеть прочитать. Вернуть его будет нельзя.
delete-yes = Удалить у всех
deleted-now = Сообщение удалено
voice-message = Голосовое сообщение
picture-open = Открыть крупно
link-copy = Скопировать ссылку: { $host }
link-copy-hint = Пульт ссылки не открывает. Проверьте адрес, прежде чем открыть её самому.
chat-support = поддержка
chat-notification = уведомления
chat-dispute = спор
file-failed = Файл не отправлен
file-drop = Убрать
viewer-smaller = Мельче (−)
viewer-larger = Крупнее (+)
viewer-fit = По размеру окна (0)
viewer-fits = По окну
viewer-percent = { $n } %

## Composer
composer-label = Ответ покупателю
composer-hint = Напишите ответ
composer-hint-done = Чат закрыт. Ответ откроет его снова
composer-keys = Enter переносит строку. Текст сохраняется сам
composer-enter = Enter отправляет, Shift+Enter переносит строку
composer-ruler = { $used } / { $limit }
composer-over = Лишних знаков: { $over }. { $channel } принимает до { $limit }, сократите или разделите ответ.
composer-kept = Текст остался здесь.
attach = Файл
attach-hint = Приложить файл. Можно вставить картинку или перетащить файл сюда.
uploads-label = Файлы ответа
uploads-coming = Добавляем { $count } { $count ->
        [one] файл
        [few] файла
        [many] файлов
        *[other] файла
    }
upload-remove = Убрать файл «{ $name }»
file-refused-none-taken = { $channel } не принимает файлы в этом чате. Напишите словами.
file-refused-empty = «{ $name }»: файл пуст. Выберите другой.
file-refused-kind = «{ $name }» не подойдёт: { $channel } принимает { $kinds }.
file-refused-large = «{ $name }» слишком большой: { $channel } принимает файлы до { $limit }. Уменьшите его.
file-refused-sum = «{ $name }» уже не поместится: { $channel } принимает в одном ответе до { $limit }. Отправьте его следующим ответом.
file-refused-many = «{ $name }» не добавлен: больше { $limit } файлов в одном ответе Пульт не отправляет.
window-until = Можно ответить до { $at }
window-near = Можно ответить до { $at }: осталось { $left }
window-day = { $at }, { $day }

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
side-asking = обновляем
side-price = Цена сейчас
side-stock = В наличии
side-stock-none = нет
side-pieces = { $count } шт.
side-page = Страница
side-state = Состояние
side-placed = Оформлен
side-due = Доставят до
side-delivered = Доставлен
side-total = Сумма
side-tracking = Трек-номер
side-lines = В заказе
order-unknown = неизвестно
order-placed = оформлен
order-packing = собирается
order-on-the-way = в пути
order-at-pickup = ждёт в пункте выдачи
order-delivered = получен
order-returning = возвращается
order-returned = возвращён
order-cancelled = отменён
order-pieces = × { $n }

## First run
onboarding-step = Шаг { $step } из { $of }
onboarding-language = На каком языке говорить?
onboarding-language-lead = Язык окна. Покупателям вы пишете на любом.
onboarding-choose = С чего начнём?
onboarding-choose-lead = Все чаты с покупателями в одном окне, на вашем компьютере.
onboarding-add = Какой магазин добавить?
onboarding-demo = Посмотреть на демо-магазине
onboarding-demo-lead = 60 чатов как настоящие, без интернета. Убирается одним нажатием.
onboarding-demo-coming = Готовим демо-магазин
onboarding-token = Подключаем { $channel }
onboarding-finish = Магазин подключён
onboarding-finish-lead = Чаты уже загружаются, новые сообщения проверяем каждые 30 секунд.
onboarding-finish-lead-base = С базовым ключом Wildberries разрешает один запрос в час: новые сообщения приходят раз в час, а долгая переписка загрузится не сразу.
onboarding-tip-keys = J и K листают чаты, R начинает ответ, знак вопроса покажет остальные клавиши.
onboarding-tip-undo = Ответ уходит не сразу: несколько секунд его можно отменить.
onboarding-tip-offline = Вся история хранится здесь и читается без интернета.
onboarding-open = Открыть чаты
onboarding-tips = Три подсказки на будущее
onboarding-hours = Когда вы отвечаете покупателям?
onboarding-hours-lead = Магазин подключён, чаты уже загружаются. Скажите, когда вы работаете и о каких чатах уведомлять. Потом это можно поменять в настройках.
onboarding-hours-days = Рабочие дни
onboarding-hours-no-day = Отметьте хотя бы один день
onboarding-hours-time = Рабочие часы
onboarding-hours-uneven = Часы у вас настроены по дням и здесь не изменятся. Поправить их можно в разделе «Правила и часы».
onboarding-hours-later = Оставить как есть
onboarding-off-raise = Если напишут вне рабочих часов, чат станет на ступень срочнее, а времени на ответ будет в полтора раза больше обычного для этой ступени.
onboarding-off-pause = Вне рабочих часов время на ответ не идёт.
onboarding-off-ignore = Вне рабочих часов время на ответ идёт как обычно.
onboarding-off-calls = Уведомления в это время откладываются и приходят одним сообщением, когда вы снова работаете.
onboarding-off-calls-late = О просроченных чатах уведомим сразу, остальные уведомления в это время откладываются и приходят одним сообщением, когда вы снова работаете.

## Connecting a shop
connect-token-hint = Проверим сразу и ничего не сохраним, пока вы не нажмёте «Подключить». Ключ останется на этом компьютере.
connect-checking = { $channel } проверяет доступ
connect-not-checked = Проверить не вышло: { $channel } не отвечает. Пока ничего не сохранено; посмотрите, есть ли интернет.
connect-check-again = Проверить ещё раз
connect-name = Как назвать магазин
connect-advanced = Дополнительно
connect-address = Другой адрес
connect-address-hint = Нужен только для пробного сервера. Пустое поле: настоящий { $channel }.
connect-save = Подключить магазин
connect-saving = Подключаем
needs-wildberries = Ключ из кабинета, две минуты
needs-ozon = Client-Id и ключ, подписка Premium Plus
needs-yandex-market = Ключ Api-Key из кабинета, две минуты
needs-avito = client_id и client_secret, старший тариф
how-wildberries-1 = В кабинете WB откройте «Профиль → Интеграции по API».
how-wildberries-2 = Создайте ключ (у WB он называется «Персональный токен»), отметьте «Чат с покупателями» и «Контент», без «Только чтение».
how-wildberries-3 = Скопируйте его сразу: второй раз WB его не покажет.
how-ozon-1 = В кабинете Ozon Seller откройте «Настройки → Seller API».
how-ozon-2 = Создайте ключ с ролью «Admin» или отметьте методы чатов. Читать и отвечать Ozon даёт с подпиской Premium Plus или Premium Pro.
how-ozon-3 = Скопируйте Client-Id и ключ сразу: ключ показывают один раз, живёт он 6 месяцев.
how-yandex-market-1 = В кабинете Маркета откройте «Настройки → API и модули».
how-yandex-market-2 = Создайте ключ (у Маркета он называется «Api-Key-токен») с доступом «Общение с покупателями» (COMMUNICATION), не «только просмотр».
how-yandex-market-3 = Скопируйте его целиком. Кабинет и магазины Пульт найдёт по нему сам.
how-avito-1 = Войдите в профиль магазина на Авито и откройте avito.ru/professionals/api.
how-avito-2 = Проверьте тариф: сообщения по API открывает «Максимальный», в услугах ещё «Расширенный».
how-avito-3 = Скопируйте client_id и client_secret. Суточный доступ Пульт получает по ним сам.
client-ozon = Client-Id
client-yandex-market = Номер кабинета (businessId)
client-avito = client_id
secret-wildberries = Ключ
secret-ozon = Ключ Api-Key
secret-yandex-market = Ключ Api-Key
secret-avito = client_secret
connect-business-hint = Нужен, только если ключ открывает несколько кабинетов.

## What a token can do
check-ok = Ключ подходит
check-seller = Продавец: { $name }
check-kind-personal = Персональный ключ: тот, что нужен.
check-kind-base = Базовый ключ: Wildberries разрешает ему один запрос к чатам в час.
check-kind-test = Тестовый ключ: для песочницы Wildberries.
check-kind-service = Сервисный ключ: выдан программе из каталога Wildberries.
check-kind-unknown = Вид ключа не указан.
check-rejected = Площадка не приняла ключ. Скопируйте его ещё раз целиком или создайте новый.
check-expired = Срок ключа истёк. Создайте новый в кабинете и вставьте его.
check-lacks-right = Ключу не хватает права. Создайте новый с этим правом и вставьте его.
check-missing = Не хватает права «{ $right }».
check-where = { $channel ->
        [wildberries] У готового ключа права не меняются. Создайте новый: «Профиль → Интеграции по API», отметьте это право.
        [ozon] Создайте новый ключ с ролью «Admin»: «Настройки → Seller API».
        [yandex_market] Создайте новый ключ с доступом «Общение с покупателями»: «Настройки → API и модули».
        *[other] Откройте avito.ru/professionals/api и запросите это право.
    }
check-plan-low = { $channel }: ваш тариф не открывает чаты
check-expires = Действует до { $date }
check-chats = Видим { $count } { $count ->
        [one] чат
        [few] чата
        [many] чатов
        *[other] чата
    }
check-detail = Слова площадки: { $detail }
warning-base-token = С базовым ключом новые сообщения придут раз в час. Лучше создайте персональный.
warning-read-only = Ключ «только чтение»: чаты увидите, а ответить не получится.
warning-expires-soon = Ключ скоро закончится. Создайте новый заранее, замените его в настройках.
warning-test-token = Это песочница: настоящих покупателей в ней нет.
warning-unreadable = Прочитать сам ключ не удалось, судим только по ответу площадки.
check-plan = { $channel ->
        [ozon] Подключите Premium Plus или Premium Pro в кабинете Ozon, затем проверьте ещё раз.
        [avito] Нужен тариф «Максимальный», в услугах подойдёт и «Расширенный». Подключите его на Авито, затем проверьте ещё раз.
        *[other] Подключите нужный тариф в кабинете площадки, затем проверьте ещё раз.
    }

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
settings-secrets-keychain = Ключи магазинов лежат в связке ключей системы.
settings-secrets-file = Ключи магазинов лежат в файле этой папки, без связки ключей.
settings-version = Пульт { $version }
shop-pause = Остановить
shop-resume = Продолжить
shop-token = Новый ключ
shop-token-title = Новый ключ для «{ $shop }»
shop-token-words = Ключ проверим и заменим. Чаты и ответы в очереди останутся как есть.
shop-token-save = Проверить и заменить
shop-remove = Убрать
shop-remove-title = Убрать магазин «{ $shop }»?
shop-remove-demo = Демо-чаты исчезнут. Вернуть демо-магазин можно в любой момент.
shop-remove-keep = Оставить
shop-remove-yes = Убрать магазин
shop-edit = Изменить
shop-name = Название
shop-colour = Цвет
colour-0 = бирюзовый
colour-1 = синий
colour-2 = фиолетовый
colour-3 = малиновый
colour-4 = кирпичный
colour-5 = охра
colour-6 = оливковый
colour-7 = серый
shop-show-support = Показывать чаты с поддержкой
shop-show-support-hint = Переписка с Ozon, а не с покупателями.
shop-show-notification = Показывать уведомления площадки
shop-show-notification-hint = Рассылки Ozon. Отвечать в них нельзя.
shop-marks-read = Сообщать { $channel }, что я прочитал
shop-marks-read-hint = Покупатель сможет увидеть, что сообщение прочитано, а ответа ещё нет. Отозвать отметку { $channel } не даёт.
shop-remove-history = { $count } { $count ->
        [one] сообщение исчезнет
        [few] сообщения исчезнут
        [many] сообщений исчезнут
        *[other] сообщения исчезнет
    } с этого компьютера вместе с файлами и черновиками.
shop-remove-history-all = Вся переписка исчезнет с этого компьютера вместе с файлами и черновиками.
shop-remove-copies = Переписка останется только в трёх последних ежедневных копиях на этом компьютере, пока их не сменят новые: по одной в день, когда Пульт работает. Ваши резервные копии и отложенная повреждённая база её тоже хранят.
shop-remove-unsent = Неотправленные ответы не уйдут, ключ из связки ключей удалится.
shop-remove-there = На площадке { $channel } всё останется как есть: подключив магазин снова, вы получите то, что там ещё хранится.
shop-remove-final = Отменить удаление будет нельзя.
shop-remove-or-pause = Если магазин просто не нужен сейчас, остановите его: переписка останется, новое приходить не будет.
shop-remove-pause = Остановить вместо этого

## State page
state-title = Состояние
state-check-now = Проверить сейчас
state-checking = Проверяем
state-save-log = Сохранить журнал
state-log-saved = Журнал сохранён, без переписки и ключей: { $path }
state-unknown = Состояние узнать не удалось
state-coming = Смотрим, как дела
state-last = Последняя проверка
state-fine = Работает
state-ago = { $ago } назад
state-behind = Отставание
state-behind-none = нет, всё прочитано
state-behind-unknown = ещё не проверялся
state-errors = Ошибки
state-errors-row = { $count } подряд
state-unreadable = Не прочитано
state-unreadable-hint = События, которых Пульт не понял. Они сохранены как есть.
state-token = Ключ действует до
quota-title = Остаток запросов
quota-none = Об остатке запросов площадка пока ничего не сообщила.
quota-left = { $left } из { $limit } за { $period }
quota-chat = Чаты и ответы
quota-chats = Список чатов
quota-history = История чатов
quota-send = Отправка ответов
quota-files = Файлы
quota-download = Загрузка файлов
quota-messenger = Сообщения
quota-orders = Заказы
quota-offers = Товары
quota-items = Объявления
quota-token = Обновление доступа
quota-account = Профиль
quota-client-id = Все запросы
doctor-title = Проверки
doctor-none = Проверок пока не было.
doctor-well = в порядке
doctor-ails = нужна помощь
doctor-account = Магазин «{ $shop }»
doctor-data-folder = Папка данных
doctor-database = База данных
doctor-search-index = Поиск
doctor-keychain = Хранение ключей
doctor-disk = Место на диске
doctor-accounts = Магазины
disk-title = Место на диске
disk-database = Переписка
disk-files = Файлы и фото
disk-logs = Журналы
disk-backups = Запасные копии
disk-whole = Всего
program-title = Программа
program-version = Версия
program-schema = Версия базы данных
program-schema-hint = растёт с обновлениями Пульта
program-folder = Папка данных
program-secrets = Ключи хранит
program-secrets-file = файл в папке данных
program-secrets-keychain = связка ключей системы
program-lookups = Товары и заказы
program-lookups-none = ещё не запрашивались
program-lookups-rate = { $percent } % нашлись здесь ({ $hits } из { $asked })
recovery-title = База данных была повреждена, работаем с её копией
recovery-copy = Копия сделана { $date }. Всё, что пришло позже, площадки отдадут ещё раз сами.
recovery-texts = Неотправленных текстов найдено: { $found }, вернули в чаты: { $back }. Они ждут вас, сами не уйдут.
recovery-nothing = Неотправленных текстов в повреждённом файле не было.
recovery-where = Повреждённый файл мы не тронули:
recovery-seen = Понятно

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
key-attach = Приложить файл
key-go-state = Состояние
