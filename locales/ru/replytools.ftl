## Tools for replies: canned ones, what the guard says while typing, knowledge, own rules.

## Canned replies in the composer.
key-canned = Вставить шаблон
canned-title = Шаблоны ответов
canned-button = Шаблон
canned-find = Найти шаблон
canned-none = Шаблонов пока нет.
canned-first = Написать первый
canned-not-found = Ничего не подошло.
canned-manage = Все шаблоны
canned-offered =
    { $count ->
        [one] { $count } шаблон: ↑ ↓ выбрать, Enter вставить, Esc закрыть
        [few] { $count } шаблона: ↑ ↓ выбрать, Enter вставить, Esc закрыть
        [many] { $count } шаблонов: ↑ ↓ выбрать, Enter вставить, Esc закрыть
       *[other] { $count } шаблона: ↑ ↓ выбрать, Enter вставить, Esc закрыть
    }
canned-gaps = Здесь неизвестно: { $names }. Впишите сами или уберите.
canned-gap-show = Показать место
composer-held-gaps = Сначала впишите то, чего не хватает в шаблоне.
canned-var-customer = имя покупателя
canned-var-order = номер заказа
canned-var-item = товар
canned-var-status = состояние заказа
canned-var-shop = магазин
canned-var-price = цена
canned-var-due = срок доставки
canned-var-tracking = трек-номер
canned-var-size = размер
canned-sample-customer = Елена
canned-sample-order = 71204118330
canned-sample-item = Чайник керамический, 1,2 л
canned-sample-status = в пути
canned-sample-shop = Глиняный дом
canned-sample-price = 2 490 ₽
canned-sample-due = 25 ноября
canned-sample-tracking = RB123456789RU
canned-sample-size = 22 см

## What the guard says under the field.
guard-sentence = { $why }.
guard-sentence-quoted = { $why } («{ $words }»).
guard-mended = Текст заменён
composer-held = В тексте есть то, что отправлять нельзя. Поправьте его.

## The page.
knowledge-title = Ответы и знания
knowledge-lead = Шаблоны ответов, заметки о товарах и доставке, тон магазина и ваши запреты.
knowledge-open = Открыть
knowledge-tab-canned = Шаблоны
knowledge-tab-snippets = Заметки
knowledge-tab-tone = Тон
knowledge-tab-rules = Запреты
knowledge-any-language = Любой
knowledge-language = Язык
knowledge-find = Найти
knowledge-remove = Удалить «{ $name }»
knowledge-removed = «{ $name }» удалено
knowledge-leave-words = Вы начали писать и ещё не сохранили. Без сохранения написанное пропадёт.
fared = За 30 дней черновиков: { $made }. Отправлено как есть: { $sent }, с правкой: { $edited }.
fared-none = За 30 дней черновиков ещё не было.
fared-blocked =
    { $count ->
        [one] В { $count } случае проверка остановила неудачный вариант.
        [few] В { $count } случаях проверка остановила неудачный вариант.
        [many] В { $count } случаях проверка остановила неудачный вариант.
       *[other] В { $count } случая проверка остановила неудачный вариант.
    }

## Canned replies.
canned-lead = В поле ответа наберите / в начале строки и сокращение или слово из названия. Из шаблонов составляются и черновики.
canned-add = Новый шаблон
canned-none-yet = Шаблонов пока нет. Начните с ответа, который вы пишете чаще всего.
canned-used =
    { $count ->
        [one] вставлен { $count } раз
        [few] вставлен { $count } раза
        [many] вставлен { $count } раз
       *[other] вставлен { $count } раза
    }
canned-name = Название
canned-shortcut = Сокращение
canned-shortcut-hint = Без пробелов, например «возврат».
canned-shortcut-taken = Это сокращение занято шаблоном «{ $name }». Выберите другое.
canned-text = Текст ответа
canned-variables = Подставить из чата:
canned-unknown = Пульт не знает, что подставить: { $names }. Так и уйдёт в черновик.
canned-preview = Как это прочтут
canned-intent = На какой вопрос
canned-intent-none = Не указано
canned-words = Слова в вопросе покупателя
canned-words-hint = По одной фразе на строке. По ним Пульт предложит шаблон черновиком, и вы найдёте его через /.

## Snippets of knowledge.
snippets-lead = Короткие сведения, на которые опираются черновики: как ухаживать за товаром, сколько идёт доставка, что входит в набор.
snippets-add = Новая заметка
snippets-none = Заметок пока нет. Напишите первую или загрузите файл, который у вас уже есть.
snippets-import = Загрузить из файла
snippets-title = О чём
snippets-text = Что нужно знать
snippets-text-hint = Пишите так, как ответили бы покупателю: слова отсюда попадают в черновик.
snippets-unreadable = Файл не удалось прочесть. Сохраните его в кодировке UTF-8.
snippets-kept =
    { $count ->
        [one] Сохранена { $count } заметка
        [few] Сохранены { $count } заметки
        [many] Сохранено { $count } заметок
       *[other] Сохранено { $count } заметки
    }
snippets-import-lead = Текст: абзац за абзацем. CSV: первый столбец о чём, второй что. Markdown: раздел под каждым заголовком. Сначала вы увидите, что нашлось.
snippets-choose = Выбрать файл
snippets-form = Вид файла
snippets-form-text = Текст
snippets-form-csv = CSV, таблица
snippets-form-markdown = Markdown
snippets-found =
    { $count ->
        [one] Нашлась { $count } заметка. Пока ничего не сохранено.
        [few] Нашлось { $count } заметки, вот первые. Пока ничего не сохранено.
        [many] Нашлось { $count } заметок, вот первые. Пока ничего не сохранено.
       *[other] Нашлось { $count } заметки, вот первые. Пока ничего не сохранено.
    }
snippets-keep = Сохранить

## How the shop speaks.
tone-title = Как говорит магазин
tone-manner = Манера
tone-neutral = Обычная
tone-warm = Тёплая
tone-formal = Официальная
tone-greet = Здороваться по имени
tone-greet-hint = Где имя покупателя известно; иначе просто «Здравствуйте».
tone-signature = Подпись
tone-signature-hint = Последняя строка каждого черновика. Пусто: без подписи.
tone-style = Как писать
tone-style-hint = Для модели, если она подключена: «коротко, на вы, без смайликов».
tone-enabled = Составлять черновики
tone-enabled-hint = Пульт предлагает ответ, отправляете его только вы.
tone-ahead = Заранее
tone-ahead-hint = Черновик готов ещё до того, как вы откроете чат.
tone-models = Спрашивать модели
tone-models-hint = Если модель подключена. Иначе всё делается на этом компьютере.

## Own rules of the guard.
guard-own-lead = Пульт и сам следит за обещаниями возврата, контактами и упрёками. Здесь то, чего нельзя писать именно в вашем магазине.
guard-own-stops = не отправится
guard-own-warns = предупредит
guard-own-add = Новый запрет
guard-own-none = Своих запретов пока нет. Например: не называть день доставки.
guard-own-phrases = Слова и фразы
guard-own-phrases-hint = По одной на строке. «завтра» найдётся в любой форме, «достав*» найдёт всё, что так начинается, «=скоро» только это слово.
guard-own-reason = Почему нельзя
guard-own-reason-hint = Это предложение вы увидите под полем ответа.
guard-own-blocks = Не отправлять
guard-own-blocks-hint = Иначе Пульт только предупредит.
guard-own-negation = «Не» разрешает
guard-own-negation-hint = «Не обещаем скидку» пройдёт, «обещаем скидку» нет.
guard-own-channels = На площадках
guard-own-writers = Кто пишет
guard-own-languages = На языках
guard-own-everywhere = ничего не отмечено: всегда
guard-writer-human = Пишете вы
guard-writer-assisted = Черновик Пульта
guard-writer-automatic = Отправка без вас
guard-try-title = Проверьте на ответе
guard-try-example = Здравствуйте! Доставим завтра к обеду.
guard-try-channel = Площадка
guard-try-writer = Кто пишет ответ
guard-try-idle = Напишите ответ, и увидите, что скажет проверка. Никуда не отправляется.
guard-verdict-pass = Замечаний нет
guard-verdict-warn = Отправить можно, но посмотрите
guard-verdict-block = Так не отправится
