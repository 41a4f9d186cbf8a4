## The drafted reply.
key-insert-draft = Piszkozat beszúrása
key-regenerate-draft = Új piszkozat
key-why-draft = Miért ilyen a piszkozat
key-go-models = Modellek
assist-title = Válaszpiszkozat
assist-ready = Elkészült a válaszpiszkozat
assist-sure-sure = biztos
assist-sure-check = ellenőrizd
assist-sure-unsure = bizonytalan
assist-sure-figure = Bizonyosság: { $percent } %
assist-insert = Beszúrás
assist-sent = A piszkozat útnak indult
assist-edit-dropped = A piszkozat szerkesztését elvetettük
assist-send-blocked = A piszkozatban olyasmi áll, amit nem szabad elküldeni. Szúrd be, és javítsd ki.
assist-more = Más változatok
assist-again = Új piszkozat
assist-shorter = Rövidebben
assist-warmer = Kedvesebben
assist-formal = Hivatalosabban
assist-translate = Fordítás
assist-translate-to = melyik nyelvre
assist-form-title =
    { $form ->
        [shorter] Másik változat: rövidebb
        [warmer] Másik változat: kedvesebb
        [formal] Másik változat: hivatalosabb
        [translate] Másik változat: fordítás
       *[other] Másik változat: újra
    }
assist-form-take = Legyen az új
assist-form-keep = Marad a régi
assist-form-taken = A piszkozat helyére másik változat került
assist-form-ready = Elkészült a piszkozat másik változata: vesd össze a régivel
assist-stale = A vevő újra írt: ez a piszkozat a korábbi üzenetére válaszol.
assist-stale-coming = A vevő újra írt: ez a piszkozat a korábbi üzenetére válaszol. Már készül az új.
assist-stale-insert = Beszúrás mégis
assist-stale-held = A piszkozat nem került a mezőbe: a vevő azóta újra írt. Az alatta lévő gombbal mégis beszúrhatod
assist-not-yet = Még nincs piszkozat
assist-still-coming = A piszkozat még készül
assist-anew = Új készítése
assist-writing = A modell ír, { $time }. Egyelőre csak olvasásra.
assist-stop = Leállítás
assist-replaced = A mező szövegét a piszkozat váltotta fel
assist-replace-title = A mezőben már van szöveg
assist-replace-now = Most a mezőben
assist-replace-next = A piszkozat
assist-replace = Csere
assist-append = Hozzáfűzés
assist-no-source = Forrás nélkül: ellenőrizz minden szót
assist-sources = A piszkozat forrásai
assist-source-past-reply = korábbi válaszod
assist-source-canned = sablonod
assist-source-shipped = a Pult általános válasza
assist-source-snippet = jegyzeted
assist-source-order = rendelés
assist-source-item = termék
assist-source-message = a vevő üzenete
assist-open-chat = Annak a csevegésnek a megnyitása
assist-open-entry = Megnyitás és módosítás
assist-who-own = Hálózat nélkül, a korábbi válaszaidból, 0 ₽
assist-who-embedded = Hálózat nélkül, maga a Pult állította össze, 0 ₽
assist-who-model = { $who }, { $cost }, { $time }
assist-embedded = Pult, modell nélkül
assist-why = Miért így
assist-looked = Átnézve
assist-looked-nowhere = semmi: nem volt kéznél se rendelés, se termék, se saját feljegyzésed
assist-looked-order = rendelés
assist-looked-item = termék
assist-looked-past-reply =
    { $count ->
        [one] { $count } korábbi válaszod
       *[other] { $count } korábbi válaszod
    }
assist-looked-canned =
    { $count ->
        [one] { $count } sablonod
       *[other] { $count } sablonod
    }
assist-looked-snippet =
    { $count ->
        [one] { $count } jegyzeted
       *[other] { $count } jegyzeted
    }
assist-checked = Ellenőrzés
assist-checked-clean = nincs észrevétel
assist-checked-found =
    { $count ->
        [one] { $count } észrevétel
       *[other] { $count } észrevétel
    }
assist-held = Visszatartja
assist-stopped = Elvetve
assist-stopped-count =
    { $count ->
        [one] { $count } szabályt sértő változat
       *[other] { $count } szabályt sértő változat
    }
assist-maker = Készítette
assist-cost = Költség
assist-took = Idő
assist-made = Mikor
assist-model-failed = Modell
assist-blocked = Nem küldhető.
assist-strike = Ennek törlése
assist-rewrite = Csere erre: „{ $text }”
assist-good = Jó piszkozat
assist-bad = Rossz piszkozat
assist-what-wrong = Mi a baj vele?
assist-fault-wrong-fact = Téves adat
assist-fault-off-topic = Nem erről szól
assist-fault-wrong-tone = Nem jó hangnem
assist-fault-wrong-length = Nem jó hossz
assist-fault-needs-person = Ember kell hozzá
assist-gap-nothing-open = Nincs mire válaszolni: az utolsó szó a tiéd.
assist-gap-only-files = A vevő csak fájlokat küldött: nézd meg, és válaszolj magad.
assist-gap-spam = Reklámnak vagy csalásnak látszik, nem kell rá válaszolni.
assist-gap-unsure = Erre pontos válasz nincs a korábbi válaszaid között, a Pult pedig nem talál ki semmit.
assist-gap-blocked = Minden változat túl sokat ígért, ezért nincs. Írd meg magad.
assist-gap-off = A piszkozatok ki vannak kapcsolva a beállításokban.
near-title = Ilyesmit már írtál
near-replaced = A mező szövegét az váltotta fel, amit korábban írtál
assist-try = Próbáld újra
assist-connect = Modell csatlakoztatása
quoted = „{ $text }”
