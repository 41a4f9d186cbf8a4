## The drafted reply.
key-insert-draft = Вставить черновик
key-regenerate-draft = Составить черновик заново
key-why-draft = Почему такой черновик
key-go-models = Модели
assist-title = Черновик ответа
assist-ready = Черновик ответа готов
assist-sure-sure = уверенно
assist-sure-check = проверьте
assist-sure-unsure = не уверены
assist-sure-figure = Уверенность { $percent } %
assist-insert = Вставить
assist-sent = Черновик отправлен
assist-edit-dropped = Ваша правка черновика убрана
assist-send-blocked = В черновике есть то, что отправлять нельзя. Вставьте его и поправьте.
assist-more = Другие варианты
assist-again = Составить заново
assist-shorter = Короче
assist-warmer = Теплее
assist-formal = Официальнее
assist-translate = Перевести
assist-translate-to = на какой язык
assist-form-title =
    { $form ->
        [shorter] Другой вид: короче
        [warmer] Другой вид: теплее
        [formal] Другой вид: официальнее
        [translate] Другой вид: перевод
       *[other] Другой вид: заново
    }
assist-form-take = Оставить новый
assist-form-keep = Вернуть прежний
assist-form-taken = Черновик заменён другим видом
assist-form-ready = Готов другой вид черновика: сравните с прежним
assist-stale = Покупатель написал ещё — этот черновик к прежнему сообщению.
assist-stale-coming = Покупатель написал ещё — этот черновик к прежнему сообщению. Новый готовится.
assist-stale-insert = Всё равно вставить
assist-stale-held = Черновик не вставлен: покупатель с тех пор написал ещё. Можно вставить его кнопкой под ним
assist-not-yet = Черновика пока нет
assist-still-coming = Черновик ещё пишется
assist-anew = Составить новый
assist-writing = Модель пишет, { $time }. Пока только для чтения.
assist-stop = Остановить
assist-replaced = Текст в поле заменён черновиком
assist-replace-title = В поле уже есть текст
assist-replace-now = Сейчас в поле
assist-replace-next = Черновик
assist-replace = Заменить
assist-append = Добавить в конец
assist-no-source = Без источника: проверьте каждое слово
assist-sources = Источники черновика
assist-source-past-reply = ваш прошлый ответ
assist-source-canned = ваш шаблон
assist-source-shipped = общий ответ Пульта
assist-source-snippet = ваша заметка
assist-source-order = заказ
assist-source-item = товар
assist-source-message = сообщение покупателя
assist-open-chat = Открыть тот чат
assist-open-entry = Открыть и изменить
assist-who-own = Без сети, из ваших прошлых ответов, 0 ₽
assist-who-embedded = Без сети, составил сам Пульт, 0 ₽
assist-who-model = { $who }, { $cost }, { $time }
assist-embedded = Пульт, без модели
assist-why = Почему так
assist-looked = Просмотрено
assist-looked-nowhere = ничего: заказа, товара и ваших записей под рукой не было
assist-looked-order = заказ
assist-looked-item = товар
assist-looked-past-reply =
    { $count ->
        [one] { $count } ваш прошлый ответ
        [few] { $count } ваших прошлых ответа
        [many] { $count } ваших прошлых ответов
       *[other] { $count } ваших прошлых ответов
    }
assist-looked-canned =
    { $count ->
        [one] { $count } ваш шаблон
        [few] { $count } ваших шаблона
        [many] { $count } ваших шаблонов
       *[other] { $count } ваших шаблонов
    }
assist-looked-snippet =
    { $count ->
        [one] { $count } ваша заметка
        [few] { $count } ваши заметки
        [many] { $count } ваших заметок
       *[other] { $count } ваших заметок
    }
assist-checked = Проверка
assist-checked-clean = замечаний нет
assist-checked-found =
    { $count ->
        [one] { $count } замечание
        [few] { $count } замечания
        [many] { $count } замечаний
       *[other] { $count } замечаний
    }
assist-held = Задержан из-за
assist-stopped = Отброшено
assist-stopped-count =
    { $count ->
        [one] { $count } вариант с нарушением
        [few] { $count } варианта с нарушением
        [many] { $count } вариантов с нарушением
       *[other] { $count } вариантов с нарушением
    }
assist-maker = Составил
assist-cost = Стоимость
assist-took = Время
assist-made = Когда
assist-model-failed = Модель
assist-blocked = Нельзя отправлять.
assist-strike = Убрать это
assist-rewrite = Заменить на «{ $text }»
assist-good = Хороший черновик
assist-bad = Плохой черновик
assist-what-wrong = Что не так?
assist-fault-wrong-fact = Неверный факт
assist-fault-off-topic = Не о том
assist-fault-wrong-tone = Не тот тон
assist-fault-wrong-length = Не та длина
assist-fault-needs-person = Нужен человек
assist-gap-nothing-open = Отвечать не на что: последнее слово за вами.
assist-gap-only-files = Покупатель прислал только файлы: посмотрите и ответьте сами.
assist-gap-spam = Похоже на рекламу или обман, отвечать не нужно.
assist-gap-unsure = Точного ответа среди ваших прошлых нет, а выдумывать Пульт не станет.
assist-gap-blocked = Все варианты обещали лишнее, поэтому их нет. Напишите сами.
assist-gap-off = Черновики выключены в настройках.
near-title = Вы уже писали похожее
near-replaced = Текст в поле заменён тем, что вы писали раньше
assist-try = Попробовать ещё раз
assist-connect = Подключить модель
quoted = «{ $text }»
