## Figures: how the shop answers.
key-go-metrics = Показатели
metrics-title = Показатели
metrics-period = Период
metrics-days-count =
    { $count ->
        [one] { $count } день
        [few] { $count } дня
        [many] { $count } дней
        *[other] { $count } дня
    }
metrics-year = Год
metrics-shop = Магазин
metrics-covers =
    { $chats ->
        [one] { $from } – { $until }, { $count } чат.
        [few] { $from } – { $until }, { $count } чата.
        [many] { $from } – { $until }, { $count } чатов.
        *[other] { $from } – { $until }, { $count } чата.
    }
metrics-counted = Посчитано в { $at }.
metrics-counting = Считаем…
metrics-not-counted = Посчитать не получилось
metrics-known-since = Сообщения есть только с { $day }: о более раннем ничего не известно.
metrics-incomplete = Ещё загружается: { $shops }. Цифры изменятся.
metrics-empty = За это время никто не писал
metrics-empty-hint = Выберите период подольше или другой магазин.
metrics-empty-year = Показать за год
metrics-save-csv = Сохранить таблицу (CSV)
metrics-save-json = Сохранить JSON
metrics-saved = Сохранено: { $path }
metrics-how = Как считается: { $name }
metrics-longer = > { $time }

## Tiles
metrics-first = Первый ответ
metrics-first-how = Сколько покупатель ждёт самый первый ответ в чате. Кто ещё ждёт, тоже учтён: ответа нет дольше, чем уже прошло. Рабочее время не включает ночи, выходные и праздники магазина.
metrics-every = Каждый ответ
metrics-every-how = Сколько покупатель ждёт каждый раз: от первого сообщения без ответа до вашего следующего ответа. Несколько сообщений подряд считаются одним ожиданием. Если чат отложен, время всё равно идёт.
metrics-half = Половина покупателей ждала не больше { $time }.
metrics-half-unanswered = Даже за { $time } ответили меньше чем половине.
metrics-nobody-asked = За это время никто не спрашивал.
metrics-calendar = Всё время
metrics-working = Рабочее время
metrics-median = Половина
metrics-p90 = 9 из 10
metrics-by-people = Люди, { $count }
metrics-by-assistant = Помощник, { $count }
metrics-open-of-these = Ещё ждут: { $count }.
metrics-closed-of-these = Закрыто без ответа: { $count }.
metrics-in-time = В срок
metrics-in-time-how = Доля ожиданий, которые закончились до срока по вашим правилам. Кто ждёт дольше срока, уже считается опозданием; у кого срок ещё не вышел, пока не считается. Сроки взяты по нынешним правилам и часам.
metrics-in-time-words = Уложились в срок: { $good } из { $all }.
metrics-open-late =
    { $count ->
        [one] { $count } покупатель ждёт дольше срока.
        [few] { $count } покупателя ждут дольше срока.
        [many] { $count } покупателей ждут дольше срока.
        *[other] { $count } покупателя ждут дольше срока.
    }
metrics-undecided =
    { $count ->
        [one] Ещё у { $count } срок не вышел.
        [few] Ещё у { $count } срок не вышел.
        [many] Ещё у { $count } срок не вышел.
        *[other] Ещё у { $count } срок не вышел.
    }
metrics-open = Ждут сейчас
metrics-open-how = Покупатели, которые ждут ответа в эту минуту, когда бы они ни написали. Отложенные чаты тоже здесь.
metrics-open-none = Все получили ответ.
metrics-open-overdue =
    { $count ->
        [one] Дольше срока ждёт { $count }.
        [few] Дольше срока ждут { $count }.
        [many] Дольше срока ждут { $count }.
        *[other] Дольше срока ждут { $count }.
    }
metrics-open-in-time = Срок ни у кого не вышел.
metrics-open-longest = Дольше всех
metrics-open-longest-working = из них рабочих
metrics-volume = Сообщения
metrics-volume-how = Сколько сообщений пришло от покупателей за это время. Новый чат тот, где первое сообщение пришло за это время; закрыт тот, который вы отметили готовым.
metrics-replies = Ваши ответы
metrics-assistant-replies = Ответы помощника
metrics-chats-new = Новые чаты
metrics-chats-done = Закрыто

## Charts
metrics-as-table = Таблицей
metrics-as-chart = Графиком
metrics-which = Какие ответы
metrics-clock = Какое время
metrics-lengths = Сколько ждали
metrics-lengths-how = Все ожидания за это время по длине. Кто ещё ждёт, стоит там, сколько уже прождал.
metrics-length = Ожидание
metrics-to-1 = до 1 ч
metrics-to-4 = 1–4 ч
metrics-to-8 = 4–8 ч
metrics-to-24 = 8–24 ч
metrics-over-24 = от 24 ч
metrics-answered = С ответом
metrics-closed = Закрыто без ответа
metrics-still-open = Ещё ждут
metrics-days = По дням
metrics-weeks = По неделям
metrics-day = День
metrics-week = Неделя с
metrics-days-how = Сколько писали покупатели и сколько отвечали вы. Дни по часам магазина.
metrics-days-summary = Больше всего писали { $day }: { $count }
metrics-incoming = Сообщения покупателей
metrics-incoming-short = Сообщения
metrics-replies-short = Ответы
metrics-late = Опоздания
metrics-hours = По часам и дням недели
metrics-hours-how = Время по часам магазина. Опоздание стоит в том часе, когда покупатель написал.
metrics-show = Что показать
metrics-sum = Всего

## Shops
metrics-shops = По магазинам
metrics-half-waited = Половина ждала до
