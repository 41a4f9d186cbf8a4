# L'icône près de l'horloge, l'avis de fenêtre masquée, le titre de la fenêtre.
tray-open = Ouvrir Pult
tray-pause = Suspendre la relève des messages
tray-resume = Reprendre la relève des messages
tray-quit = Quitter
tray-unread = { $count ->
    [0] Aucun nouveau message
    [one] { $count } nouveau message
   *[other] { $count } nouveaux messages
}
tray-hidden-title = Pult continue de travailler
tray-hidden-body = La fenêtre est masquée, les messages sont toujours relevés. Pour l'ouvrir ou quitter, utilisez l'icône près de l'horloge.
window-title = Pult
window-title-unread = ({ $count }) Pult

## The page that a browser shows after a login for Pult.
browser-login-done = C’est fait. Revenez à Pult.
browser-login-failed = Cela n’a pas marché. Revenez à Pult et réessayez.
