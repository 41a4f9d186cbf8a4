# Настройки уведомлений.
notify = Уведомления
notify-level = О каких чатах уведомлять
notify-level-hint = Остальные только увеличивают счётчик в заголовке и у часов.
notify-level-nothing = Ни о каких
notify-level-urgent = О срочных
notify-level-high = О срочных и важных
notify-level-all = Обо всех
notify-hide = Скрывать слова покупателей
notify-hide-hint = В уведомлении будут только магазин и срок.
notify-breaches = Просроченные — и в нерабочее время
notify-breaches-hint = Обычно вне рабочих часов уведомления откладываются и приходят одним сообщением.
notify-shop = Уведомлять о магазине «{ $name }»
notify-shop-hint = Выключите, чтобы его чаты не отвлекали.
notify-autostart = Запускать при входе в систему
notify-autostart-hint = Окно не откроется: Пульт будет значком у часов.
