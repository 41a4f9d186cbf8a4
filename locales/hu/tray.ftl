# Az óra melletti ikon, az elrejtett ablakról szóló értesítés, az ablak címe.
tray-open = Pult megnyitása
tray-pause = Az ellenőrzés szüneteltetése
tray-resume = Az ellenőrzés folytatása
tray-quit = Kilépés
tray-unread = { $count ->
    [0] Nincs új üzenet
   *[other] { $count } új üzenet
}
tray-hidden-title = A Pult tovább dolgozik
tray-hidden-body = Az ablak rejtve van, a csevegéseket tovább figyeli. Megnyitni vagy kilépni az óra melletti ikonnal lehet.
window-title = Pult
window-title-unread = ({ $count }) Pult

## The page that a browser shows after a login for Pult.
browser-login-done = Kész. Térj vissza a Pulthoz.
browser-login-failed = Nem sikerült. Térj vissza a Pulthoz, és próbáld újra.
