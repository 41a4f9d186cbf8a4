# Slova exportu k tisku a balíčku pro spor: na papíře, ne v okně.
paper-title = { $count ->
    [one] Korespondence, { $count } chat
    [few] Korespondence, { $count } chaty
    [many] Korespondence, { $count } chatů
   *[other] Korespondence, { $count } chatů
}
paper-made = Exportováno z Pultu { $time }. Časy jsou v pásmu { $zone }.
paper-shop = Obchod
paper-channel = Tržiště
paper-chat = Číslo chatu
paper-order = Objednávka
paper-item = Zboží
paper-size = Velikost
paper-price = Cena
paper-labels = Štítky
paper-kind = Protistrana
paper-kind-support = podpora tržiště
paper-kind-notification = oznámení tržiště
paper-kind-dispute = kupující a rozhodce
paper-order-state = Stav objednávky
paper-order-placed = Zadána
paper-order-due = Doručit do
paper-order-delivered = Doručena
paper-order-tracking = Číslo zásilky
paper-order-asked = Údaje o objednávce z
paper-channel-wildberries = Wildberries
paper-channel-ozon = Ozon
paper-channel-yandex-market = Yandex Market
paper-channel-avito = Avito
paper-channel-demo = Ukázkový obchod
paper-channel-archive = Archiv
paper-author-customer = Kupující
paper-author-seller = Obchod
paper-author-assistant = Pomocník obchodu
paper-author-system = Systém
paper-read = přečteno
paper-text-before = Původně zde stálo:
paper-message-unsupported = Zprávy tohoto druhu Pult nezobrazuje.
paper-message-deleted = Zpráva byla smazána.
paper-message-call = Hovor
paper-message-location = Místo
paper-message-item = Zboží
paper-message-link = Odkaz
paper-file-image = Fotografie
paper-file-file = Soubor
paper-file-voice = Hlasová zpráva
paper-file-missing = v balíčku není; důvod je v manifest.json
paper-no-messages = Žádné zprávy.
paper-replies = Odpovědi obchodu a jejich doručení
paper-reply-text = Odpověď
paper-reply-state = Stav
paper-reply-queued = Napsána
paper-reply-attempt = Poslední pokus
paper-state-queued = čeká na odeslání
paper-state-sending = odesílá se
paper-state-sent = doručena tržišti
paper-state-unconfirmed = doručení nepotvrzeno
paper-state-failed = neodeslána
paper-state-cancelled = zrušena
paper-pack-read-me = Balíček pro spor vytvořený programem Pult.

    timeline.html: celá korespondence, otevře se v každém prohlížeči a dá se vytisknout
    timeline.json: totéž pro programy
    order.json: objednávka a zboží, jak je uvedlo tržiště
    replies.json: odpovědi obchodu: kdy byly napsány, odeslány, doručeny
    files: soubory z korespondence
    manifest.json: soupis: velikost a SHA-256 každého souboru a co chybí a proč

    Ověření, že se nic nezměnilo: pultctl export verify SOUBOR
    nebo porovnejte SHA-256 souborů se soupisem a SHA-256 soupisu s číslem, které sdělil majitel obchodu.
