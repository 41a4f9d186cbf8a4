# Значок у часов, уведомление о скрытом окне, заголовок окна.
tray-open = Открыть Пульт
tray-pause = Приостановить проверку чатов
tray-resume = Продолжить проверку чатов
tray-quit = Выйти
tray-unread = { $count ->
    [0] Новых сообщений нет
    [one] { $count } новое сообщение
    [few] { $count } новых сообщения
   *[other] { $count } новых сообщений
}
tray-hidden-title = Пульт продолжает работать
tray-hidden-body = Окно скрыто, чаты проверяются. Открыть или выйти можно значком у часов.
window-title = Пульт
window-title-unread = ({ $count }) Пульт

## The page that a browser shows after a login for Pult.
browser-login-done = Готово. Вернитесь в Пульт.
browser-login-failed = Не получилось. Вернитесь в Пульт и попробуйте ещё раз.
