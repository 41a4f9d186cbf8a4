# The icon by the clock, the note about the hidden window, the window's title.
tray-open = Open Pult
tray-pause = Pause checking chats
tray-resume = Go on checking chats
tray-quit = Quit
tray-unread = { $count ->
    [0] No new messages
    [one] { $count } new message
   *[other] { $count } new messages
}
tray-hidden-title = Pult is still at work
tray-hidden-body = The window is hidden, chats are being checked. Open it or quit from the icon by the clock.
window-title = Pult
window-title-unread = ({ $count }) Pult

## The page that a browser shows after a login for Pult.
browser-login-done = Done. Go back to Pult.
browser-login-failed = It did not work. Go back to Pult and try again.
