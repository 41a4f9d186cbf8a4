# Az exportált oldal és a vitacsomag szavai: papíron, nem az ablakban.
paper-title = Levelezés, { $count } csevegés
paper-made = A Pultból exportálva: { $time }. Az időpontok időzónája: { $zone }.
paper-shop = Bolt
paper-channel = Piactér
paper-chat = Csevegés száma
paper-order = Rendelés
paper-item = Termék
paper-size = Méret
paper-price = Ár
paper-labels = Címkék
paper-kind = Beszélgetőtárs
paper-kind-support = a piactér ügyfélszolgálata
paper-kind-notification = a piactér értesítései
paper-kind-dispute = a vevő és a döntőbíró
paper-order-state = A rendelés állapota
paper-order-placed = Leadva
paper-order-due = Szállítási határidő
paper-order-delivered = Kézbesítve
paper-order-tracking = Csomagszám
paper-order-asked = A rendelés adatai ekkorról
paper-channel-wildberries = Wildberries
paper-channel-ozon = Ozon
paper-channel-yandex-market = Yandex Market
paper-channel-avito = Avito
paper-channel-demo = Demóbolt
paper-channel-archive = Archívum
paper-author-customer = Vevő
paper-author-seller = Bolt
paper-author-assistant = A bolt segédje
paper-author-system = Rendszer
paper-read = elolvasva
paper-text-before = Eredetileg ez állt itt:
paper-message-unsupported = Az ilyen üzenetet a Pult nem mutatja.
paper-message-deleted = Az üzenetet törölték.
paper-message-call = Hívás
paper-message-location = Hely
paper-message-item = Termék
paper-message-link = Hivatkozás
paper-file-image = Fénykép
paper-file-file = Fájl
paper-file-voice = Hangüzenet
paper-file-missing = nincs a csomagban; az okát a manifest.json írja le
paper-no-messages = Nincs üzenet.
paper-replies = A bolt válaszai és kézbesítésük
paper-reply-text = Válasz
paper-reply-state = Állapot
paper-reply-queued = Megírva
paper-reply-attempt = Utolsó próbálkozás
paper-state-queued = küldésre vár
paper-state-sending = küldés alatt
paper-state-sent = a piactér átvette
paper-state-unconfirmed = a kézbesítés nem igazolt
paper-state-failed = nem ment el
paper-state-cancelled = visszavonva
paper-pack-read-me = A Pult által készített vitacsomag.

    timeline.html: a teljes levelezés, bármely böngészőben megnyílik és nyomtatható
    timeline.json: ugyanez programoknak
    order.json: a rendelés és a termék, ahogy a piactér közölte
    replies.json: a bolt válaszai: mikor készültek, indultak, érkeztek meg
    files: a levelezés fájljai
    manifest.json: a jegyzék: minden fájl mérete és SHA-256 értéke, és hogy mi hiányzik és miért

    Ellenőrzés, hogy semmi sem változott: pultctl export verify FÁJL
    vagy vesse össze a fájlok SHA-256 értékét a jegyzékkel, a jegyzékét pedig a bolttulajdonos által megadott számmal.
