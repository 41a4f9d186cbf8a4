## Figures: how the shop answers.
key-go-metrics = Ukazatele
metrics-title = Ukazatele
metrics-period = Období
metrics-days-count =
    { $count ->
        [one] { $count } den
        [few] { $count } dny
        [many] { $count } dne
        *[other] { $count } dní
    }
metrics-year = Rok
metrics-shop = Obchod
metrics-covers =
    { $chats ->
        [one] { $from } – { $until }, { $count } chat.
        [few] { $from } – { $until }, { $count } chaty.
        [many] { $from } – { $until }, { $count } chatu.
        *[other] { $from } – { $until }, { $count } chatů.
    }
metrics-counted = Spočítáno v { $at }.
metrics-counting = Počítáme…
metrics-not-counted = Ukazatele se nepodařilo spočítat
metrics-known-since = Zprávy jsou až od { $day }; o dřívější době nic nevíme.
metrics-incomplete = Ještě se stahuje: { $shops }. Čísla se změní.
metrics-empty = V této době nikdo nepsal
metrics-empty-hint = Zvolte delší období nebo jiný obchod.
metrics-empty-year = Ukázat celý rok
metrics-save-csv = Uložit tabulku (CSV)
metrics-save-json = Uložit JSON
metrics-saved = Uloženo: { $path }
metrics-how = Jak se počítá: { $name }
metrics-longer = > { $time }

## Tiles
metrics-first = První odpověď
metrics-first-how = Jak dlouho kupující čeká na úplně první odpověď v chatu. Kdo ještě čeká, se počítá také: víme, že odpověď nemá déle, než už uplynulo. Pracovní doba nezahrnuje noci, volné dny a svátky obchodu.
metrics-every = Každá odpověď
metrics-every-how = Jak dlouho kupující čeká pokaždé: od první nezodpovězené zprávy do vaší další odpovědi. Několik zpráv za sebou je jedno čekání. Odložení chatu čas nezastaví.
metrics-half = Polovina kupujících čekala nejvýš { $time }.
metrics-half-unanswered = Ani za { $time } nemělo odpověď víc než polovina.
metrics-nobody-asked = V této době se nikdo na nic neptal.
metrics-calendar = Celý čas
metrics-working = Pracovní doba
metrics-median = Polovina
metrics-p90 = 9 z 10
metrics-by-people = Lidé, { $count }
metrics-by-assistant = Asistent, { $count }
metrics-open-of-these = Ještě čekají: { $count }.
metrics-closed-of-these = Uzavřeno bez odpovědi: { $count }.
metrics-in-time = Včas
metrics-in-time-how = Podíl čekání, která skončila před termínem podle vašich pravidel. Kdo čeká déle, je už zpoždění; komu termín ještě neuplynul, zatím se nepočítá. Termíny jsou podle dnešních pravidel a hodin.
metrics-in-time-words = Včas { $good } z { $all }.
metrics-open-late =
    { $count ->
        [one] { $count } kupující čeká po termínu.
        [few] { $count } kupující čekají po termínu.
        [many] { $count } kupujícího čeká po termínu.
        *[other] { $count } kupujících čeká po termínu.
    }
metrics-undecided =
    { $count ->
        [one] Dalšímu { $count } termín ještě neuplynul.
        [few] Dalším { $count } termín ještě neuplynul.
        [many] Dalším { $count } termín ještě neuplynul.
        *[other] Dalším { $count } termín ještě neuplynul.
    }
metrics-open = Čekají teď
metrics-open-how = Kupující, kteří v tuto minutu čekají na odpověď, ať psali kdykoli. Odložené chaty jsou tu také.
metrics-open-none = Všichni mají odpověď.
metrics-open-overdue =
    { $count ->
        [one] Po termínu čeká { $count }.
        [few] Po termínu čekají { $count }.
        [many] Po termínu čeká { $count }.
        *[other] Po termínu čeká { $count }.
    }
metrics-open-in-time = Nikomu termín neuplynul.
metrics-open-longest = Nejdéle
metrics-open-longest-working = z toho pracovní
metrics-volume = Zprávy
metrics-volume-how = Kolik zpráv přišlo od kupujících v této době. Nový je chat, jehož první zpráva přišla v této době; uzavřený ten, který jste označili za hotový.
metrics-replies = Vaše odpovědi
metrics-assistant-replies = Odpovědi asistenta
metrics-chats-new = Nové chaty
metrics-chats-done = Uzavřeno

## Charts
metrics-as-table = Jako tabulka
metrics-as-chart = Jako graf
metrics-which = Které odpovědi
metrics-clock = Který čas
metrics-lengths = Jak dlouho čekali
metrics-lengths-how = Všechna čekání této doby podle délky. Kdo ještě čeká, stojí tam, kolik už čeká.
metrics-length = Čekání
metrics-to-1 = do 1 h
metrics-to-4 = 1–4 h
metrics-to-8 = 4–8 h
metrics-to-24 = 8–24 h
metrics-over-24 = od 24 h
metrics-answered = S odpovědí
metrics-closed = Uzavřeno bez odpovědi
metrics-still-open = Ještě čekají
metrics-days = Po dnech
metrics-weeks = Po týdnech
metrics-day = Den
metrics-week = Týden od
metrics-days-how = Kolik psali kupující a kolik jste odpověděli. Dny podle hodin obchodu.
metrics-days-summary = Nejvíc se psalo { $day }: { $count }
metrics-incoming = Zprávy kupujících
metrics-incoming-short = Zprávy
metrics-replies-short = Odpovědi
metrics-late = Zpoždění
metrics-hours = Podle hodin a dnů v týdnu
metrics-hours-how = Čas podle hodin obchodu. Zpoždění stojí v hodině, kdy kupující napsal.
metrics-show = Co ukázat
metrics-sum = Celkem

## Shops
metrics-shops = Podle obchodů
metrics-half-waited = Polovina čekala do
