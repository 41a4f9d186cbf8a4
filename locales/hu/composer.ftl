# Hogyan készül a válasz: visszavonás, későbbi küldés, válasz egy üzenetre, saját jegyzetek, fájlok.
mode-label = Mit írsz
mode-reply = Válasz
mode-note = Jegyzet

undo-bar = A válasz { $seconds } mp múlva elmegy
undo-bar-elsewhere = Egy másik csevegés válasza { $seconds } mp múlva elmegy
undo-bar-planned = Időzítve: { $at }
undo-bar-said = A válasz visszavonható.

later-button = Küldés később
later-title = Küldés később
later-label = Mikor menjen el
later-example = holnap 9
later-save = Időzítés
later-hint = Például: „holnap 9”, „2 óra”, „hétfő 10:30”, „munkaidőben”.
later-at = Elmegy: { $at }.
later-at-closed = Elmegy: { $at }. A bolt ekkor zárva van.
later-opening = Nyitáskor
later-hour = Egy óra múlva
later-tomorrow = Holnap 9-kor

plan-at = Elmegy: { $at }
plan-due = Most megy el: ideje { $at } volt
plan-was = tervezett idő: { $at }
plan-now = Küldés most
plan-anyway = Küldés mégis
plan-edit = Módosítás
plan-cancel = Visszavonás
plan-news = A vevő azóta írt. Magától nem megy el: előbb megkérdezünk.
plan-held = Rád vár
plan-held-news = A vevő újra írt, ezért az időzített válasz ({ $at }) nem ment el.
plan-held-late = Az ideje ({ $at }) elmúlt, amíg a program nem futott. A késő válasz nem megy el magától.
plan-gone = { $count ->
    [one] Az időzített válasz már nem vár: a módosításaid nem kerültek bele
   *[other] { $count } időzített válasz már nem vár: a módosításaid nem kerültek beléjük
}

stale-title = { $count ->
    [one] A vevő újra írt
   *[other] A vevő még { $count } üzenetet írt
}
stale-again = Ha a válasz így is helyes, küldd el még egyszer
stale-read = Elolvastam

answer-this = Válasz erre az üzenetre
answer-to = Erre az üzenetre:
answer-quote = Lássa a vevő is
answer-quote-hint = Idézetet tesz a válasz elejére; különben csak te látod, melyik üzenetre válaszolsz
answer-clear = Ne erre az üzenetre
answer-jump = Az üzenet megmutatása

note-word = Jegyzet
note-label = Saját jegyzet
note-hint = Amit érdemes megjegyezni erről a csevegésről
note-private = Csak te látod
note-keep = Mentés
note-kept = A jegyzet elmentve
note-of = Saját jegyzet, { $time }
note-edit = Módosítás
note-remove = Törlés
note-changed = A jegyzet módosult
note-removed = A jegyzet törölve

upload-rename = { $name } fájl átnevezése
upload-name = { $name } fájl neve
files-limits = { $channel } ezeket fogadja: { $kinds }, fájlonként legfeljebb { $limit }. A fájlok a szöveg előtt mennek el.
files-any-kind = bármilyen fájl

settings-hold = Az időzített válasz várjon, ha a vevő újra írt
settings-hold-hint = A te döntésedre vár, nem egy régi kérdésre válaszol.
flag-plan-held = rád vár
flag-planned = időzítve
