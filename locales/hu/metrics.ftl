## Figures: how the shop answers.
key-go-metrics = Mutatók
metrics-title = Mutatók
metrics-period = Időszak
metrics-days-count =
    { $count ->
        [one] { $count } nap
        *[other] { $count } nap
    }
metrics-year = Egy év
metrics-shop = Bolt
metrics-covers =
    { $chats ->
        [one] { $from } – { $until }, { $count } csevegés.
        *[other] { $from } – { $until }, { $count } csevegés.
    }
metrics-counted = Kiszámítva: { $at }.
metrics-counting = Számolunk…
metrics-not-counted = A mutatókat nem sikerült kiszámolni
metrics-known-since = Csak { $day } óta vannak üzenetek; a korábbiakról semmit sem tudunk.
metrics-incomplete = Még letöltés alatt: { $shops }. A számok változni fognak.
metrics-empty = Ebben az időszakban senki sem írt
metrics-empty-hint = Válassz hosszabb időszakot vagy másik boltot.
metrics-empty-year = Az egész év mutatása
metrics-save-csv = Táblázat mentése (CSV)
metrics-save-json = JSON mentése
metrics-saved = Elmentve: { $path }
metrics-how = Hogyan számoljuk: { $name }
metrics-longer = > { $time }

## Tiles
metrics-first = Első válasz
metrics-first-how = Mennyit vár a vevő a csevegés legelső válaszára. Aki még vár, az is számít: róla annyit tudunk, hogy az eddigi időnél is tovább nincs válasza. A munkaidőbe nem számítanak bele az éjszakák, a szabadnapok és a bolt ünnepnapjai.
metrics-every = Minden válasz
metrics-every-how = Mennyit vár a vevő minden alkalommal: az első megválaszolatlan üzenettől a következő válaszodig. Több egymás utáni üzenet egy várakozás. Az elhalasztott csevegésben is telik az idő.
metrics-half = A vevők fele legfeljebb ennyit várt: { $time }.
metrics-half-unanswered = Ennyi idő alatt a felénél is kevesebben kaptak választ: { $time }.
metrics-nobody-asked = Ebben az időszakban senki sem kérdezett.
metrics-calendar = Teljes idő
metrics-working = Munkaidő
metrics-median = A fele
metrics-p90 = 10-ből 9
metrics-by-people = Emberek, { $count }
metrics-by-assistant = Asszisztens, { $count }
metrics-open-of-these = Még vár: { $count }.
metrics-closed-of-these = Válasz nélkül lezárva: { $count }.
metrics-in-time = Időben
metrics-in-time-how = A várakozások aránya, amelyek a szabályok szerinti határidő előtt értek véget. Aki a határidőn túl vár, már késésnek számít; akinek még nem járt le, egyelőre nem számít. A határidők a mostani szabályok és nyitvatartás szerintiek.
metrics-in-time-words = Időben { $good }, összesen { $all }.
metrics-open-late =
    { $count ->
        [one] { $count } vevő a határidőn túl vár.
        *[other] { $count } vevő a határidőn túl vár.
    }
metrics-undecided =
    { $count ->
        [one] További { $count } határideje még nem járt le.
        *[other] További { $count } határideje még nem járt le.
    }
metrics-open = Most várnak
metrics-open-how = Vevők, akik ebben a percben válaszra várnak, akármikor írtak is. Az elhalasztott csevegések is itt vannak.
metrics-open-none = Mindenki kapott választ.
metrics-open-overdue =
    { $count ->
        [one] { $count } vár a határidőn túl.
        *[other] { $count } vár a határidőn túl.
    }
metrics-open-in-time = Senkinek sem járt le a határideje.
metrics-open-longest = Leghosszabban
metrics-open-longest-working = ebből munkaidő
metrics-volume = Üzenetek
metrics-volume-how = Hány üzenet jött a vevőktől ebben az időszakban. Új az a csevegés, amelynek első üzenete ekkor jött; lezárt az, amelyet késznek jelöltél.
metrics-replies = A válaszaid
metrics-assistant-replies = Az asszisztens válaszai
metrics-chats-new = Új csevegések
metrics-chats-done = Lezárva

## Charts
metrics-as-table = Táblázatként
metrics-as-chart = Diagramként
metrics-which = Melyik válaszok
metrics-clock = Melyik idő
metrics-lengths = Mennyit vártak
metrics-lengths-how = Az időszak összes várakozása hossz szerint. Aki még vár, ott áll, amennyit eddig várt.
metrics-length = Várakozás
metrics-to-1 = 1 óráig
metrics-to-4 = 1–4 óra
metrics-to-8 = 4–8 óra
metrics-to-24 = 8–24 óra
metrics-over-24 = 24 órától
metrics-answered = Megválaszolva
metrics-closed = Válasz nélkül lezárva
metrics-still-open = Még várnak
metrics-days = Naponta
metrics-weeks = Hetente
metrics-day = Nap
metrics-week = Hét kezdete
metrics-days-how = Mennyit írtak a vevők, és mennyit válaszoltál. A napok a bolt órája szerint.
metrics-days-summary = A legtöbbet ekkor írták: { $day }, { $count }
metrics-incoming = A vevők üzenetei
metrics-incoming-short = Üzenetek
metrics-replies-short = Válaszok
metrics-late = Késések
metrics-hours = Órák és napok szerint
metrics-hours-how = Az órák a bolt órája szerint. A késés abban az órában áll, amikor a vevő írt.
metrics-show = Mit mutasson
metrics-sum = Összesen

## Shops
metrics-shops = Boltok szerint
metrics-half-waited = A fele eddig várt
