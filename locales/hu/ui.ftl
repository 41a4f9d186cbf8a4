## Program
brand = Pult
back = Vissza
next = Tovább
skip = Kihagyom
cancel = Mégse
close = Bezárás
retry = Próbáld újra
copy = Másolás
copied = Kimásolva
undo = Visszavonás
send = Küldés
done = Kész
reopen = Újranyitás
settings = Beállítások
help = Billentyűk
picture = Fénykép
startup-refused = A Pult nem tudja megnyitni az adatait
core-silent = A program nem válaszol
core-silent-hint = Minden, ami mentve volt, megvan. Magunktól újra próbáljuk; ha sokáig tart, zárd be a Pultot, és nyisd meg újra.

## Channels
channel-wildberries = Wildberries
channel-ozon = Ozon
channel-yandex-market = Yandex Market
channel-avito = Avito
channel-demo = Demóbolt
mark-wildberries = WB
mark-ozon = OZ
mark-yandex-market = YM
mark-avito = AV
mark-demo = DE

## Time
time-seconds = { $n } mp
time-minutes = { $n } perc
time-hours = { $n } óra
time-hours-minutes = { $h } ó { $m } p
time-days = { $n } nap
day-today = ma
day-yesterday = tegnap

## Views
view-waiting = Válaszra vár
view-urgent = Sürgős
view-in-progress = Folyamatban
view-snoozed = Elhalasztva
view-done = Kész
view-all = Minden csevegés

## Rail
rail-label = Nézetek és boltok
rail-open = Nézetek és boltok megjelenítése
rail-shops = Boltok
rail-all-shops = Minden bolt
rail-add-shop = Bolt hozzáadása
rail-all-checked = Minden bolt ellenőrizve: { $ago } ezelőtt
rail-all-paused = Az ellenőrzés szünetel
rail-first-check = Folyamatban az első ellenőrzés
rail-troubled = { $count } bolt most nem érhető el. Ami mentve van, megvan
demo-tag = Demó
demo-remove = Eltávolítás

## State of a shop
sync-checked = ellenőrizve { $ago } ezelőtt
sync-new = még nem ellenőriztük
sync-first = előzmények letöltése: { $count } üzenet
sync-running = új üzenetek letöltése: { $count }
sync-paused = te szüneteltetted
sync-needs-owner = rád vár: nyisd meg a bolt beállításait
problem-status = { $channel } válasza: { $status }. Semmi sem veszett el.
problem-retry = { $what } Újra { $wait } múlva.
checked-now = Minden boltot ellenőriztünk

## Line over the list
strip-unreachable = A program nem válaszol. Minden mentett adat megvan, újra próbáljuk.
strip-replies = { $count } válasz vár a döntésedre
strip-show = Megnézem
strip-new-token = Új token
strip-missing-right = Hiányzó jog: „{ $right }”.

## List
list-count = { $count } csevegés
buyer-nameless = Névtelen vásárló
item-article = cikkszám: { $id }
row-you = Te:
row-files = { $count } fájl
row-no-text = Szöveg nélkül
row-empty = Még nincs üzenet
row-unread = { $count } olvasatlan
flag-failed = nem ment el
flag-unconfirmed = megérkezett?
flag-sending = küldés
flag-draft = piszkozat
chip-paused = szünet: { $until }-ig
chip-last = Utolsó üzenet: { $when }
chip-left-long = { $waited } óta vár, válaszra maradt: { $left }
chip-urgent-long = Sürgős: { $waited } óta vár, válaszra maradt: { $left }
chip-over-long = Lejárt, késés: { $left }, { $waited } óta vár

## Empty lists
empty-no-shop = Még nincs bolt
empty-no-shop-hint = Kapcsolj össze egy boltot, és itt lesznek a csevegései. Vagy nézz körül a demóbolttal.
empty-filter = A(z) „{ $shop }” boltból itt nincs semmi
empty-filter-hint = Most csak ez a bolt látszik.
empty-filter-clear = Minden bolt megjelenítése
empty-first = Csevegések letöltése
empty-first-hint = Az elsők pár másodpercen belül itt lesznek.
empty-waiting = Mindenre válaszoltál
empty-urgent = Semmi sürgős
empty-in-progress = Nincs folyamatban lévő
empty-snoozed = Nincs elhalasztott csevegés
empty-done = Még nincs lezárt csevegés
empty-all = Még nincs csevegés
empty-next-check = Következő ellenőrzés { $wait } múlva
empty-show-all = Minden csevegés megjelenítése

## Search
search-title = Keresés
search-hint = Keresés a teljes előzményben
search-label = Talált üzenetek
search-found = { $count } találat
search-none = Nincs találat erre: „{ $query }”
search-none-hint = Próbálj egyetlen szót, vagy csak az elejét. Minden boltban kerestünk.
search-clear = Keresés törlése

## Thread
thread-label = Beszélgetés
thread-log = Üzenetek
thread-new = új
thread-none = Válassz egy csevegést
thread-none-hint = Nyilakkal vagy J és K billentyűvel; megnyitás: Enter. Minden billentyű: kérdőjel.
thread-done = lezárva
back-to-list = Vissza a listához
side-toggle = Vásárló és termék
message-ours = A válaszod, { $time }
message-theirs = Vásárló, { $time }
message-reply = A válaszod, még nem kézbesítve
message-unsupported = { $channel } olyat küldött, amit a Pult még nem tud megmutatni
state-sent = elküldve
state-sending = Küldés folyamatban
state-failed = Nem ment el
state-unconfirmed = Nem biztos, hogy megérkezett
tick-sent = A válasz látszik itt: { $channel }. Hogy elolvasták-e, azt ott nem jelzik.
tick-accepted = { $channel } átvette a választ. Várjuk, hogy megjelenjen a csevegésben.
reply-leaves-in = Indul { $wait } múlva
reply-held = Vár, amíg a bolt újra működik. A válasz megvan
reply-in-line = Küldésre vár
reply-turned-away = { $channel } türelmet kér. A válasz megvan.
reply-drop = Ne küldd el
unconfirmed-looking = Megszakadt a kapcsolat, miközben a válasz indult. Keressük itt: { $channel }; magától nem megy el kétszer.
unconfirmed-owner = Megszakadt a kapcsolat, és a válasz nem látszik itt: { $channel }. Nézd meg az ottani fiókodban, és döntsd el: megérkezett, vagy küldjük újra?
unconfirmed-arrived = Megérkezett
unconfirmed-again = Küldjük újra
picture-coming = Fénykép letöltése
file-nameless = Fájl
size-kb = { $n } KB
size-mb = { $n } MB
moved-done = Csevegés lezárva
moved-back = A csevegés újra válaszra vár
said-message = A vásárló írja: { $text }
said-sent = Válasz elküldve
said-failed = A válasz nem ment el, de megvan
said-unread = { $count } olvasatlan üzenet

## Composer
composer-label = Válasz a vásárlónak
composer-hint = Írd meg a választ
composer-hint-done = A csevegés lezárva. Egy válasz újra megnyitja
composer-keys = Enter: új sor. A szöveg magától mentődik
composer-enter = Enter: küldés, Shift+Enter: új sor
composer-ruler = { $used } / { $limit }
composer-over = { $over } karakterrel hosszabb. { $channel }: legfeljebb { $limit }. Rövidítsd le, vagy küldd két részben.
composer-kept = A szöveg itt maradt.

## Side panel
side-label = Vásárló, termék, rendelés
side-item = Termék
side-article = Cikkszám
side-size = Méret
side-paid = Fizetve
side-order = Rendelés
side-order-number = Szám
side-buyer = Vásárló
side-name = Név
side-since = Első üzenet
side-messages = Beszélgetés
side-messages-count = { $count } üzenet
side-other = Ugyanez a név
side-other-count = még { $count } csevegés
side-shop = Bolt
side-channel = Piactér
side-no-receipts = { $channel } nem jelzi, hogy elolvasták-e a választ.

## First run
onboarding-step = { $step }. lépés, összesen { $of }
onboarding-language = Milyen nyelven beszéljünk?
onboarding-language-lead = Ez az ablak nyelve. A vásárlóknak bármilyen nyelven írhatsz.
onboarding-choose = Mivel kezdjük?
onboarding-choose-lead = Minden vásárlói csevegés egy ablakban, a saját gépeden.
onboarding-add = Melyik boltot adjuk hozzá?
onboarding-connect = Wildberries-bolt összekapcsolása
onboarding-connect-lead = Egy token kell az eladói fiókból, és két perc.
onboarding-demo = Körülnézek a demóboltban
onboarding-demo-lead = 60 valósághű csevegés, internet nélkül. Egy kattintással eltávolítható.
onboarding-demo-coming = Készül a demóbolt
onboarding-token = Illeszd be a Wildberries-tokent
onboarding-finish = A bolt csatlakoztatva
onboarding-finish-lead = A csevegések már töltődnek, az új üzeneteket 30 másodpercenként nézzük.
onboarding-tip-keys = J és K lépked a csevegések között, R választ kezd, a kérdőjel mutatja a többit.
onboarding-tip-undo = A válasz nem indul azonnal: pár másodpercig visszavonhatod.
onboarding-tip-offline = A teljes előzmény itt marad, és internet nélkül is olvasható.
onboarding-open = Csevegések megnyitása

## Connecting a shop
connect-how-1 = A WB-fiókban nyisd meg: „Profil → API-integrációk” («Интеграции по API»).
connect-how-2 = Készíts személyes tokent; jelöld be: „Vásárlói csevegés” («Чат с покупателями») és „Tartalom” («Контент»), a „Csak olvasás” maradjon üres.
connect-how-3 = Azonnal másold ki: a WB csak egyszer mutatja meg.
connect-token = Token
connect-token-hint = Azonnal ellenőrizzük, és semmit sem mentünk, amíg nem nyomod meg az Összekapcsolás gombot. A token ezen a gépen marad.
connect-checking = Token ellenőrzése
connect-not-checked = Nem sikerült ellenőrizni a tokent: a piactér nem válaszolt. Még semmit sem mentettünk; nézd meg, van-e internet.
connect-check-again = Ellenőrzés újra
connect-name = Hogy hívjuk a boltot?
connect-advanced = Haladó
connect-address = Másik cím
connect-address-hint = Csak szimulátorhoz kell. A Wildberrieshez hagyd üresen.
connect-save = Bolt összekapcsolása
connect-saving = Összekapcsolás

## What a token can do
check-ok = A token jó
check-seller = Eladó: { $name }
check-kind-personal = Személyes token: pont ilyen kell.
check-kind-base = Alap token: a Wildberries óránként egy csevegéslekérést enged vele.
check-kind-test = Teszt token: a Wildberries próbakörnyezetéhez.
check-kind-service = Szolgáltatási token: a Wildberries katalógusának egy szolgáltatásához készült.
check-kind-unknown = A token nem árulja el a fajtáját.
check-missing = Hiányzó jog: „{ $right }”.
check-where = A kész token jogai nem módosíthatók. Készíts újat itt: „Profil → API-integrációk” («Интеграции по API»), és jelöld be ezt a jogot.
check-expires = Érvényes eddig: { $date }
check-chats = { $count } csevegést látunk
check-detail = A piactér szavaival: { $detail }
warning-base-token = Alap tokennel óránként egyszer jönnek az új üzenetek. Jobb, ha személyeset készítesz.
warning-read-only = Csak olvasható token: látod a csevegéseket, de válaszolni nem tudsz.
warning-expires-soon = A token hamarosan lejár. Készíts időben újat, és cseréld le a beállításokban.
warning-test-token = Ez próbakörnyezet: nincsenek benne valódi vásárlók.
warning-unreadable = Magát a tokent nem tudtuk elolvasni, csak a piactér válasza szól mellette.

## Settings
settings-shops = Boltok
settings-look = Megjelenés
settings-language = Nyelv
settings-theme = Téma
theme-light = Világos
theme-dark = Sötét
theme-system = Rendszer szerint
settings-replies = Válaszok és billentyűk
settings-undo = Visszavonási idő
settings-undo-hint = A válasz ennyi idő után indul. Ami elment, nem hívható vissza.
settings-undo-none = Azonnal
settings-enter = Enter küld
settings-enter-hint = Új sor ilyenkor: Shift+Enter.
settings-singles = Egybetűs billentyűk
settings-singles-hint = J, K, R, E és társaik, amikor nem gépelsz. Kapcsold ki, ha zavarnak.
settings-data = Az adataid
settings-data-where = A teljes előzmény ezen a gépen van:
settings-secrets-keychain = A tokeneket a rendszer kulcstárolója őrzi.
settings-secrets-file = A tokenek ennek a mappának egy fájljában vannak, kulcstároló nélkül.
settings-version = Pult { $version }
shop-pause = Szüneteltetés
shop-resume = Folytatás
shop-token = Új token
shop-token-title = Új token ehhez: „{ $shop }”
shop-token-words = Ellenőrizzük és lecseréljük a tokent. A csevegések és a várakozó válaszok maradnak.
shop-token-save = Ellenőrzés és csere
shop-remove = Eltávolítás
shop-remove-title = Eltávolítod ezt a boltot: „{ $shop }”?
shop-remove-words = A csevegések, fájlok, piszkozatok és el nem küldött válaszok eltűnnek erről a gépről, a token is. A piactéren minden megmarad: ha újra összekapcsolod, visszakapod, amit az még őriz.
shop-remove-demo = A demócsevegések eltűnnek. A demóboltot bármikor visszahozhatod.
shop-remove-keep = Maradjon
shop-remove-yes = Bolt eltávolítása

## Palette and keys
palette-label = Műveletek és csevegések
palette-hint = Művelet vagy a vásárló neve
palette-none = Nincs ilyen művelet vagy vásárló
help-title = Billentyűk
help-foot = Cirill kiosztáson is működnek. Az egybetűsek akkor élnek, amikor nem gépelsz, és a beállításokban kikapcsolhatók.
help-singles-off = Az egybetűs billentyűk most ki vannak kapcsolva a beállításokban.
key-group-chats = Csevegések
key-group-reply = Válasz
key-group-go = Ugrás
key-group-program = Program
key-next-chat = Következő csevegés
key-previous-chat = Előző csevegés
key-row-down = Lejjebb a listában
key-row-up = Feljebb a listában
key-open = Csevegés megnyitása
key-back = Vissza a listához
key-done = Csevegés lezárása vagy újranyitása
key-done-next = Lezárás, és jöhet a következő
key-reply = Válasz írása
key-send = Válasz küldése
key-undo = Utolsó lépés visszavonása
key-search = Keresés az előzményekben
key-palette = Műveletek és csevegések
key-go-waiting = Válaszra vár
key-go-urgent = Sürgős
key-go-in-progress = Folyamatban
key-go-done = Kész
key-go-all = Minden csevegés
key-check-now = Boltok ellenőrzése most
key-settings = Beállítások
key-help = Minden billentyű
