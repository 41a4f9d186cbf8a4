## Tools for replies: canned ones, what the guard says while typing, knowledge, own rules.

## Canned replies in the composer.
key-canned = Sablon beszúrása
canned-title = Válaszsablonok
canned-button = Sablon
canned-find = Sablon keresése
canned-none = Még nincs sablon.
canned-first = Az első megírása
canned-not-found = Nincs találat.
canned-manage = Összes sablon
canned-offered =
    { $count ->
        [one] { $count } sablon: ↑ ↓ választás, Enter beszúrás, Esc bezárás
       *[other] { $count } sablon: ↑ ↓ választás, Enter beszúrás, Esc bezárás
    }
canned-gaps = Itt nem ismert: { $names }. Írd be, vagy töröld.
canned-gap-show = Hely megmutatása
composer-held-gaps = Előbb írd be, ami a sablonból hiányzik.
canned-var-customer = vásárló neve
canned-var-order = rendelésszám
canned-var-item = termék
canned-var-status = rendelés állapota
canned-var-shop = bolt
canned-var-price = ár
canned-var-due = szállítás napja
canned-var-tracking = csomagkövetési szám
canned-var-size = méret
canned-sample-customer = Ilona
canned-sample-order = 71204118330
canned-sample-item = Kerámia teáskanna, 1,2 l
canned-sample-status = úton van
canned-sample-shop = Agyagház
canned-sample-price = 2490 ₽
canned-sample-due = november 25.
canned-sample-tracking = RB123456789RU
canned-sample-size = 22 cm

## What the guard says under the field.
guard-sentence = { $why }.
guard-sentence-quoted = { $why } („{ $words }”).
guard-mended = A szöveg lecserélve
composer-held = A szövegben van, amit nem szabad elküldeni. Javítsd ki.

## The page.
knowledge-title = Válaszok és tudnivalók
knowledge-lead = Válaszsablonok, jegyzetek termékekről és szállításról, a bolt hangneme és saját tiltásaid.
knowledge-open = Megnyitás
knowledge-tab-canned = Sablonok
knowledge-tab-snippets = Jegyzetek
knowledge-tab-tone = Hangnem
knowledge-tab-rules = Tiltások
knowledge-any-language = Bármelyik
knowledge-language = Nyelv
knowledge-find = Keresés
knowledge-remove = „{ $name }” törlése
knowledge-removed = „{ $name }” törölve
knowledge-leave-words = Elkezdtél írni, de még nem mentetted. Mentés nélkül elvész.
fared = Piszkozatok 30 nap alatt: { $made }. Változatlanul elküldve: { $sent }, javítva: { $edited }.
fared-none = Az elmúlt 30 napban még nem készült piszkozat.
fared-blocked =
    { $count ->
        [one] { $count } esetben az ellenőrzés megállított egy rossz változatot.
       *[other] { $count } esetben az ellenőrzés megállított egy rossz változatot.
    }

## Canned replies.
canned-lead = A válaszmezőben a sor elején írj / jelet, majd a rövidítést vagy a név egy szavát. A piszkozatok is ezekből készülnek.
canned-add = Új sablon
canned-none-yet = Még nincs sablon. Kezdd azzal a válasszal, amelyet a leggyakrabban írsz.
canned-used =
    { $count ->
        [one] { $count } alkalommal használva
       *[other] { $count } alkalommal használva
    }
canned-name = Név
canned-shortcut = Rövidítés
canned-shortcut-hint = Szóköz nélkül, például „vissza”.
canned-shortcut-taken = Ez a rövidítés már foglalt: „{ $name }”. Válassz másikat.
canned-text = A válasz szövege
canned-variables = A csevegésből behelyettesítve:
canned-unknown = A Pult nem tudja, mit írjon ide: { $names }. Így marad.
canned-preview = Így olvassa majd a vásárló
canned-intent = Milyen kérdésre
canned-intent-none = Nincs megadva
canned-words = Szavak a vásárló kérdésében
canned-words-hint = Soronként egy kifejezés. Ezek alapján a Pult piszkozatként ajánlja, és / után is megtalálod.

## Snippets of knowledge.
snippets-lead = Rövid tudnivalók, amelyekre a piszkozatok épülnek: a termék ápolása, a szállítás ideje, mi van a készletben.
snippets-add = Új jegyzet
snippets-none = Még nincs jegyzet. Írd meg az elsőt, vagy tölts be egy meglévő fájlt.
snippets-import = Betöltés fájlból
snippets-title = Miről szól
snippets-text = Amit tudni kell
snippets-text-hint = Úgy írd, ahogy a vásárlónak válaszolnál: ezek a szavak kerülnek a piszkozatba.
snippets-unreadable = A fájlt nem sikerült elolvasni. Mentsd UTF-8 kódolással.
snippets-kept =
    { $count ->
        [one] { $count } jegyzet elmentve
       *[other] { $count } jegyzet elmentve
    }
snippets-import-lead = Szöveg: bekezdésenként. CSV: az első oszlop a téma, a második a tartalom. Markdown: címenként egy szakasz. Előbb látod, mi van benne.
snippets-choose = Fájl kiválasztása
snippets-form = A fájl fajtája
snippets-form-text = Szöveg
snippets-form-csv = CSV, táblázat
snippets-form-markdown = Markdown
snippets-found =
    { $count ->
        [one] { $count } jegyzet található. Még semmi sincs elmentve.
       *[other] { $count } jegyzet található, íme az elsők. Még semmi sincs elmentve.
    }
snippets-keep = Mentés

## How the shop speaks.
tone-title = Hogyan beszél a bolt
tone-manner = Stílus
tone-neutral = Semleges
tone-warm = Barátságos
tone-formal = Hivatalos
tone-greet = Köszönés név szerint
tone-greet-hint = Ahol a vásárló neve ismert; különben egyszerű köszönés.
tone-signature = Aláírás
tone-signature-hint = Minden piszkozat utolsó sora. Üresen: nincs.
tone-style = Hogyan írjon
tone-style-hint = A modellnek, ha van: „röviden, magázva, emoji nélkül”.
tone-enabled = Piszkozatok készítése
tone-enabled-hint = A Pult választ ajánl, de csak te küldöd el.
tone-ahead = Előre
tone-ahead-hint = A piszkozat kész, mielőtt megnyitod a csevegést.
tone-models = Modellek kérdezése
tone-models-hint = Ha van beállítva. Különben minden ezen a gépen történik.

## Own rules of the guard.
guard-own-lead = A Pult magától is figyeli a visszatérítési ígéreteket, elérhetőségeket és szemrehányásokat. Itt az áll, amit a te boltodban nem szabad írni.
guard-own-stops = nem megy el
guard-own-warns = figyelmeztet
guard-own-add = Új tiltás
guard-own-none = Még nincs saját tiltás. Például: ne ígérj szállítási napot.
guard-own-phrases = Szavak és kifejezések
guard-own-phrases-hint = Soronként egy. A „holnap” minden alakban megtalálható, a „szállít*” mindent, ami így kezdődik, a „=hamar” csak ezt a szót.
guard-own-reason = Miért nem szabad
guard-own-reason-hint = Ezt a mondatot látod majd a válaszmező alatt.
guard-own-blocks = Ne küldje el
guard-own-blocks-hint = Különben a Pult csak figyelmeztet.
guard-own-negation = A „nem” engedi
guard-own-negation-hint = A „nem ígérünk kedvezményt” átmegy, az „ígérünk kedvezményt” nem.
guard-own-channels = Piactereken
guard-own-writers = Ki ír
guard-own-languages = Nyelveken
guard-own-everywhere = nincs bejelölve: mindig
guard-writer-human = Te írsz
guard-writer-assisted = A Pult piszkozata
guard-writer-automatic = Nélküled küldve
guard-try-title = Próbáld ki egy válaszon
guard-try-example = Jó napot! Holnap délig kiszállítjuk.
guard-try-channel = Piactér
guard-try-writer = Ki írja a választ
guard-try-idle = Írj egy választ, és meglátod, mit mond az ellenőrzés. Nem megy el sehova.
guard-verdict-pass = Nincs kifogás
guard-verdict-warn = Elküldhető, de nézd meg
guard-verdict-block = Így nem megy el
