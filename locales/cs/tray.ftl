# Ikona u hodin, zpráva o skrytém okně, titulek okna.
tray-open = Otevřít Pult
tray-pause = Pozastavit kontrolu chatů
tray-resume = Pokračovat v kontrole chatů
tray-quit = Ukončit
tray-unread = { $count ->
    [0] Žádné nové zprávy
    [one] { $count } nová zpráva
    [few] { $count } nové zprávy
   *[other] { $count } nových zpráv
}
tray-hidden-title = Pult pracuje dál
tray-hidden-body = Okno je skryté, chaty se dál kontrolují. Otevřít ho nebo skončit můžete ikonou u hodin.
window-title = Pult
window-title-unread = ({ $count }) Pult

## The page that a browser shows after a login for Pult.
browser-login-done = Hotovo. Vraťte se do Pultu.
browser-login-failed = Nepovedlo se. Vraťte se do Pultu a zkuste to znovu.
