## Keys
key-label = Címke fel vagy le
key-star = Csillag fel vagy le
key-mark-unread = Megjelölés olvasatlanként
key-mark-read = Megjelölés olvasottként
key-pick = Csevegés kijelölése vagy mégse
key-pick-down = A következő kijelölése is
key-pick-up = Az előző kijelölése is
key-pick-row-down = Az alatta lévő sor is
key-pick-row-up = A fölötte lévő sor is
key-pick-all = Minden láthatót kijelöl
key-go-unread = Ugrás: olvasatlanok
key-go-starred = Ugrás: csillagozottak
key-go-ai-drafts = Ugrás: MI-piszkozatok
key-go-spam = Ugrás: spam
key-only-unread = Csak az olvasatlanok
key-save-view = Mentés nézetként
key-manage-labels = Címkék kezelése

## Views
view-unread = Olvasatlan
empty-unread = Minden elolvasva
view-starred = Csillagozott
empty-starred = Még nincs csillagozott csevegés
view-ai-drafts = MI-piszkozatok
empty-ai-drafts = Még nincs kész piszkozat
view-spam = Spam
empty-spam = Nincs spam
empty-narrow = Ennek a szűrőnek egy csevegés sem felel meg
empty-narrow-hint = Töröld a szűrőt, és megjelenik a teljes lista.
filter-unread = olvasatlan
views = Saját nézetek
view-one = Nézet
view-name = Név
view-save-title = Nézet mentése
view-words = szavak: „{ $query }”
view-edit = A(z) „{ $name }” nézet módosítása
view-place = Helye a listában: { $place } / { $of }
view-up = Feljebb
view-down = Lejjebb
view-remove = Nézet törlése
view-removed = A(z) „{ $name }” nézet törölve, a csevegések megvannak

## Labels
labels = Címkék
label-one = Címke
label-change = Módosítás
label-rest = Még { $count }
label-fewer = Kevesebb
row-labels = Címkék:
label-picker = { $count ->
        [1] A csevegés címkéi
        *[other] A kijelölt csevegések címkéi: { $count }
    }
label-picker-hint = Címke keresése vagy új
label-picker-keys = Enter: fel vagy le. Shift+Enter: és még egyet
label-create = Új címke: „{ $name }”
label-none-yet = Még nincs címke. Írd be az első nevét.
label-manage = Minden címke
label-make = Új címke
label-make-save = Létrehozás
label-rename = A(z) „{ $name }” címke neve
label-colour = A(z) „{ $name }” címke színe
label-delete = A(z) „{ $name }” címke törlése
label-delete-asked = { $count ->
        [0] Egy csevegésen sincs rajta. Törlöd?
        *[other] { $count } csevegésről lekerül. Törlöd?
    }
label-deleted = A(z) „{ $name }” címke törölve

## Star
row-starred = csillagozott
star-on = Csillagozás
star-off = Csillag levétele
flag-spam = spam

## Picked chats
bulk-count = { $count } kijelölve
bulk-whole = Mind a { $count }
bulk-none = Kijelölés törlése (Esc)
bulk-label = Mi legyen a kijelöltekkel
bulk-done = Kész
bulk-snooze = Halaszt

## What was done
acted-done = { $count ->
        [1] A csevegés lezárva
        *[other] { $count } csevegés lezárva
    }
acted-back = { $count ->
        [1] A csevegés újra válaszra vár
        *[other] { $count } csevegés újra válaszra vár
    }
acted-taken = { $count ->
        [1] A csevegés folyamatban
        *[other] { $count } csevegés folyamatban
    }
acted-snoozed = { $count ->
        [1] Elhalasztva eddig: { $until }
        *[other] { $count } csevegés elhalasztva eddig: { $until }
    }
acted-snoozed-buyer = { $count ->
        [1] A csevegés visszajön, ha a vásárló ír
        *[other] { $count } csevegés visszajön, ha a vásárló ír
    }
acted-returned = { $count ->
        [1] A csevegés újra a listában
        *[other] { $count } csevegés újra a listában
    }
acted-read = { $count ->
        [1] Olvasottként megjelölve
        *[other] { $count } csevegés olvasottként megjelölve
    }
acted-unread = { $count ->
        [1] Olvasatlanként megjelölve
        *[other] { $count } csevegés olvasatlanként megjelölve
    }
acted-starred = { $count ->
        [1] A csevegés csillagot kapott
        *[other] { $count } csevegés csillagot kapott
    }
acted-unstarred = { $count ->
        [1] A csillag lekerült
        *[other] A csillag lekerült { $count } csevegésről
    }
acted-unspam = { $count ->
        [1] Már nem spam. Ha a tárgya téves, javítsd a csevegésben
        *[other] { $count } csevegés már nem spam. Ha a tárgyuk téves, javítsd a csevegésekben
    }
acted-labelled = { $count ->
        [1] A címke felkerült
        *[other] A címke felkerült { $count } csevegésre
    }
acted-unlabelled = { $count ->
        [1] A címke lekerült
        *[other] A címke lekerült { $count } csevegésről
    }
acted-nothing = Már így volt, semmi nem változott
undone = Visszavonva
undone-but = Visszavonva. { $count } csevegés úgy maradt: azóta történt benne valami
undo-too-late = A válasz már elment, nem hívható vissza. Még egy Z az előtte lévőt vonja vissza

## Chip
chip-off-hours = szünet: { $until }
chip-off-hours-long = A bolt most zárva: az óra eddig áll: { $until }
