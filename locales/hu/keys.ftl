# Billentyűk: mit tesznek, és hogyan cserélhetők.
key-quick-look = Gyors pillantás egy csevegésre
key-claim = Munkába vétel
key-spam = Spam (lezárja és megjegyzi) vagy nem spam
key-pick-none = Kijelölés törlése
key-note = Jegyzet magamnak
key-send-done = Küldés, lezárás, a következő megnyitása
key-find-in-chat = Keresés ebben a csevegésben
key-edit-keys = Billentyűk beállítása

keys-edit = Beállítás
keys-edit-own = Saját billentyűk
keys-title = Billentyűk
keys-lead = A betűk orosz kiosztáson is működnek. Bármelyik billentyű lecserélhető; a foglaltat a program nem adja oda.
keys-preset = Készlet
keys-preset-hint = Ez a kiindulás. A saját cserék a készlet fölött megmaradnak.
keys-preset-pult = Pult
keys-preset-gmail = Mint a Gmailben
keys-preset-chatwoot = Mint a Chatwootban
keys-preset-plain = Egyes betűk nélkül
keys-find = Művelet vagy billentyű
keys-found-none = Nincs ilyen művelet
keys-none = nincs
keys-add = Billentyű hozzáadása ehhez: „{ $command }”
keys-remove = { $keys } elvétele ettől: „{ $command }”
keys-reset = „{ $command }” visszaállítása a készlet szerint
keys-reset-all = Az egész készlet visszaállítása
keys-was-reset = A billentyűk ismét a készlet szerintiek
keys-changed = A billentyűk megváltoztak
keys-press = Nyomj meg egy billentyűt
keys-press-second = { $keys } és még egy…
keys-press-hint = Esc: marad, ami volt
keys-taken = { $keys } foglalt: „{ $command }”. Előbb ott szabadítsd fel.
keys-reserved = { $keys } a rendszernek vagy a beviteli mezőknek kell
keys-needs-ctrl = A válaszmezőben csak Ctrl-os vagy Alt-os billentyű használható
keys-full = Egy műveletnek legfeljebb négy billentyűje lehet

palette-needs-chat = előbb válassz csevegést
palette-needs-open = előbb nyiss meg egy csevegést
acted-sent-done = Elküldve, a csevegés lezárva
acted-spam = { $count ->
    [one] Spam: a csevegés lezárva
   *[other] Spam: { $count } csevegés lezárva
    }
quick-deadline = Határidő
quick-open = Megnyitás
quick-close = Bezárás
key-space = Szóköz

find-count = { $at } / { $all }
find-none = Nincs találat
find-looking = Keresés…
find-older = Korábbi
find-newer = Későbbi

said-overdue = Lejárt a válaszidő: { $name }
said-overdue-many = { $count ->
        [one] Lejárt a válaszidő { $count } csevegésben
       *[other] Lejárt a válaszidő { $count } csevegésben
    }
