# Слова выгрузки для печати и пакета для спора: на бумаге, не в окне.
paper-title = { $count ->
    [one] Переписка, { $count } чат
    [few] Переписка, { $count } чата
    [many] Переписка, { $count } чатов
   *[other] Переписка, { $count } чатов
}
paper-made = Выгружено из Пульта { $time }. Время указано по поясу { $zone }.
paper-shop = Магазин
paper-channel = Площадка
paper-chat = Номер чата
paper-order = Заказ
paper-item = Товар
paper-size = Размер
paper-price = Цена
paper-labels = Метки
paper-kind = Собеседник
paper-kind-support = поддержка площадки
paper-kind-notification = уведомления площадки
paper-kind-dispute = покупатель и арбитр
paper-order-state = Состояние заказа
paper-order-placed = Оформлен
paper-order-due = Доставить до
paper-order-delivered = Доставлен
paper-order-tracking = Трек-номер
paper-order-asked = Сведения о заказе от
paper-channel-wildberries = Wildberries
paper-channel-ozon = Ozon
paper-channel-yandex-market = Яндекс Маркет
paper-channel-avito = Авито
paper-channel-demo = Демо-магазин
paper-channel-archive = Архив
paper-author-customer = Покупатель
paper-author-seller = Магазин
paper-author-assistant = Помощник магазина
paper-author-system = Система
paper-read = прочитано
paper-text-before = Сначала было написано:
paper-message-unsupported = Сообщение такого вида Пульт не показывает.
paper-message-deleted = Сообщение удалено.
paper-message-call = Звонок
paper-message-location = Место
paper-message-item = Товар
paper-message-link = Ссылка
paper-file-image = Фотография
paper-file-file = Файл
paper-file-voice = Голосовое сообщение
paper-file-missing = в пакете нет, причина в описи manifest.json
paper-no-messages = Сообщений нет.
paper-replies = Ответы магазина и их доставка
paper-reply-text = Ответ
paper-reply-state = Состояние
paper-reply-queued = Написан
paper-reply-attempt = Последняя попытка
paper-state-queued = ждёт отправки
paper-state-sending = отправляется
paper-state-sent = доставлен площадке
paper-state-unconfirmed = доставка не подтверждена
paper-state-failed = не отправлен
paper-state-cancelled = отменён
paper-pack-read-me = Пакет для спора, собранный программой «Пульт».

    timeline.html — вся переписка, открывается в любом браузере и печатается
    timeline.json — то же для программ
    order.json — заказ и товар, какими их знала площадка
    replies.json — ответы магазина: когда написаны, отправлены, доставлены
    files — файлы из переписки
    manifest.json — опись: размер и SHA-256 каждого файла, и каких файлов нет и почему

    Проверить, что ничего не изменено: pultctl export verify ФАЙЛ
    или сверьте SHA-256 файлов с описью, а SHA-256 самой описи с числом, которое назвал владелец магазина.
