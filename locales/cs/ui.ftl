## Program
brand = Pult
back = Zpět
next = Dál
skip = Přeskočit
cancel = Zrušit
close = Zavřít
retry = Zkusit znovu
copy = Kopírovat
copied = Zkopírováno
copy-refused = Nezkopírováno: systém nepovolil přístup do schránky. Označte text a zkopírujte ho ručně.
undo = Vrátit
send = Odeslat
done = Hotovo
reopen = Znovu otevřít
settings = Nastavení
help = Klávesy
picture = Fotografie
startup-refused = Pult nemůže otevřít svá data
core-silent = Program neodpovídá
core-silent-hint = Vše uložené je v pořádku. Zkoušíme to dál; pokud to trvá dlouho, Pult zavřete a znovu otevřete.
drawing-failed = Tuto stránku se nepodařilo zobrazit
drawing-failed-hint = Chaty i odpovědi jsou v pořádku, selhalo jen zobrazení. Vraťte se a otevřete ji znovu; pokud se to opakuje, uložte si záznam na stránce Stav.
drawing-again = Zpět
save = Uložit
saving = Ukládáme
saved-at = Uloženo: { $path }

## Channels
channel-wildberries = Wildberries
channel-ozon = Ozon
channel-yandex-market = Yandex Market
channel-avito = Avito
channel-demo = Ukázkový obchod
mark-wildberries = WB
mark-ozon = OZ
mark-yandex-market = YM
mark-avito = AV
mark-demo = UK

## Time
time-seconds = { $n } s
time-minutes = { $n } min
time-hours = { $n } h
time-hours-minutes = { $h } h { $m } min
time-days = { $n } { $n ->
        [one] den
        [few] dny
        [many] dne
        *[other] dní
    }
day-today = dnes
day-yesterday = včera

## Views
view-waiting = Čekají na odpověď
view-urgent = Spěchá
view-in-progress = Rozpracované
view-snoozed = Odložené
view-done = Hotové
view-all = Všechny chaty

## Rail
rail-label = Přehledy a obchody
rail-open = Zobrazit přehledy a obchody
rail-shops = Obchody
rail-all-shops = Všechny obchody
rail-add-shop = Přidat obchod
rail-all-checked = Všechny obchody zkontrolovány { $ago } zpět
rail-all-paused = Kontrola je pozastavená
rail-first-check = Probíhá první kontrola
rail-troubled = Nepodařilo se zkontrolovat { $count } { $count ->
        [one] obchod
        [few] obchody
        [many] obchodu
        *[other] obchodů
    }. Uložené zůstává
demo-tag = Ukázka
demo-remove = Odebrat

## State of a shop
sync-checked = zkontrolováno { $ago } zpět
sync-new = zatím nezkontrolováno
sync-first = stahujeme historii: { $count } { $count ->
        [one] zpráva
        [few] zprávy
        [many] zprávy
        *[other] zpráv
    }
sync-running = stahujeme nové: { $count } { $count ->
        [one] zpráva
        [few] zprávy
        [many] zprávy
        *[other] zpráv
    }
sync-paused = pozastaveno vámi
sync-needs-owner = čeká na vás: otevřete nastavení obchodu
problem-status = { $channel } odpověděl { $status }. Nic se neztratilo.
problem-retry = { $what } Znovu za { $wait }.
checked-now = Všechny obchody jsou zkontrolované

## Line over the list
strip-unreachable = Program neodpovídá. Vše uložené zůstává, zkoušíme to znovu.
strip-replies = { $count } { $count ->
        [one] odpověď čeká
        [few] odpovědi čekají
        [many] odpovědi čeká
        *[other] odpovědí čeká
    } na vaše rozhodnutí
strip-show = Zobrazit
strip-new-token = Nový klíč
strip-missing-right = Chybí oprávnění „{ $right }“.
strip-others = A ještě { $count } { $count ->
        [one] obchod
        [few] obchody
        [many] obchodu
        *[other] obchodů
    } s chybou.
expiry-over = Klíč skončil ({ $date }). Chaty jsou uložené; vložte nový.
expiry-today = Klíč skončí do jednoho dne. Vytvořte nový ještě dnes.
expiry-days = Klíč skončí za { $count } { $count ->
        [one] den
        [few] dny
        [many] dne
        *[other] dní
    }, { $date }. Včas vytvořte nový.
expiry-put-away = Skrýt do příští připomínky

## List
list-count = { $count } { $count ->
        [one] chat
        [few] chaty
        [many] chatu
        *[other] chatů
    }
buyer-nameless = Kupující beze jména
item-article = zboží č. { $id }
row-you = Vy:
row-files = { $count } { $count ->
        [one] soubor
        [few] soubory
        [many] souboru
        *[other] souborů
    }
row-no-text = Bez textu
row-empty = Zatím žádné zprávy
row-unread = { $count } { $count ->
        [one] nepřečtená
        [few] nepřečtené
        [many] nepřečtené
        *[other] nepřečtených
    }
flag-failed = neodesláno
flag-unconfirmed = došlo to?
flag-sending = odesílá se
flag-draft = návrh
chip-paused = pauza do { $until }
chip-last = Poslední zpráva: { $when }
chip-left-long = Čeká { $waited }, na odpověď zbývá { $left }
chip-over-long = Po termínu o { $left }, čeká { $waited }
filter-on = Jen
filter-clear = Zobrazit vše

## Empty lists
empty-no-shop = Zatím žádný obchod
empty-no-shop-hint = Připojte obchod a jeho chaty se objeví tady. Nebo si Pult prohlédněte na ukázkovém obchodu.
empty-filter = Z obchodu „{ $shop }“ tu nic není
empty-filter-hint = Zobrazen je jen tento obchod.
empty-filter-clear = Zobrazit všechny obchody
empty-first = Stahujeme chaty
empty-first-hint = První se objeví za pár sekund.
empty-never = Obchod „{ $shop }“ ještě nebyl ani jednou zkontrolován
empty-never-hint = Jeho chaty se tu objeví po první úspěšné kontrole. Co jí brání, je na stránce „Stav“.
empty-waiting = Vše je zodpovězené
empty-urgent = Nic nespěchá
empty-in-progress = Nic rozpracovaného
empty-snoozed = Žádné odložené chaty
empty-done = Zatím žádné uzavřené chaty
empty-all = Zatím žádné chaty
empty-next-check = Další kontrola za { $wait }
empty-show-all = Zobrazit všechny chaty

## Search
search-title = Hledání
search-hint = Hledat v celé historii
search-label = Nalezené zprávy
search-found = Nalezeno: { $count } { $count ->
        [one] zpráva
        [few] zprávy
        [many] zprávy
        *[other] zpráv
    }
search-none = Pro „{ $query }“ se nic nenašlo
search-none-hint = Zkuste jedno slovo nebo jen jeho začátek. Hledali jsme ve všech obchodech.
search-clear = Vymazat hledání

## Thread
thread-label = Chat
thread-log = Zprávy
thread-new = nové
refused-403 = { $channel } k tomuto chatu nedává přístup (odpověď 403), od { $since }.
refused-404 = { $channel } odpovídá, že takový chat neexistuje (odpověď 404), od { $since }.
refused-other = { $channel } odmítá tento chat ukázat (odpověď { $status }), od { $since }.
refused-kept = Vše, co přišlo dřív, je uloženo tady.
refused-nothing = Před odmítnutím odtud nic nepřišlo.
refused-do = Otevřete chat v prodejním účtu na tržišti. Pokud se tam otevře, podívejte se tamtéž, jaká oprávnění má klíč. Pult se sám ptá znovu asi každou půlhodinu a chat dočte, jakmile ho tržiště ukáže.
thread-none = Vyberte chat
thread-none-hint = Šipkami nebo { $next } a { $previous }, otevření:{ "\u00A0" }{ $open }. Všechny klávesy ukáže{ "\u00A0" }{ $help }
thread-none-hint-mouse = Vyberte chat v seznamu šipkami nebo myší.
thread-done = uzavřeno
back-to-list = Zpět na seznam
side-toggle = Kupující a zboží
message-ours = Vaše odpověď, { $time }
message-theirs = Kupující, { $time }
message-reply = Vaše odpověď, zatím nedoručená
message-unsupported = { $channel } poslal něco, co Pult zatím neumí zobrazit
message-unsupported-words = { $channel } poslal něco, co Pult zatím neumí zobrazit:
came-show = ukázat, co přišlo
came-hide = skrýt
came-why = Pult neukazuje všechno, co přišlo
came-title = Co tržiště poslalo, písmeno po písmenu
came-nothing = Uložilo se jen to, co je tu vidět.
came-cut = Tohle je jen začátek: zpráva je na zobrazení příliš dlouhá. Uložená je celá.
state-sent = odesláno
state-sending = Odesílá se
state-failed = Neodesláno
state-unconfirmed = Není jisté, zda odpověď došla
tick-sent = Odpověď je v chatu { $channel }. Zda ji někdo četl, se tam nedozvíte.
tick-accepted = { $channel } odpověď přijal. Čekáme, až se objeví v chatu.
reply-leaves-in = Odejde za { $wait }
reply-held = Čeká, až obchod zase poběží. Odpověď je uložená
reply-in-line = Čeká na odeslání
reply-turned-away = { $channel } žádá o strpení. Odpověď je uložená.
reply-drop = Neodesílat
unconfirmed-looking = Spojení se přerušilo, když odpověď odcházela. Hledáme ji v chatu { $channel }; sama se podruhé neodešle.
unconfirmed-owner = Spojení se přerušilo a odpověď v chatu { $channel } není vidět. Podívejte se tam a rozhodněte: došla, nebo ji poslat znovu?
unconfirmed-long = Spojení se přerušilo, když odpověď odcházela, a dosud se nepodařilo zjistit, zda došla. Podívejte se do účtu { $channel } a rozhodněte: došla, nebo ji poslat znovu?
unconfirmed-arrived = Došla
unconfirmed-again = Poslat znovu
picture-coming = Stahujeme fotografii
file-nameless = Soubor
size-kb = { $n } kB
size-mb = { $n } MB
said-message = Kupující píše: { $text }
said-sent = Odpověď odeslána
said-failed = Odpověď se neodeslala, je uložená
said-unread = { $count } { $count ->
        [one] nepřečtená zpráva
        [few] nepřečtené zprávy
        [many] nepřečtené zprávy
        *[other] nepřečtených zpráv
    }
size-gb = { $n } GB
state-read = přečteno
tick-read = Kupující odpověď přečetl: hlásí to { $channel }.
tick-unread = Odpověď je v chatu { $channel }, kupující ji ještě neotevřel.
kind-call = Hovor
kind-location = Místo
kind-item = Inzerát
kind-link = Odkaz
call-missed = Zmeškaný
message-edited = upraveno
drafted-model = AI, zkontrolováno vámi
drafted-model-edited = AI, upraveno vámi
drafted-pult = Pult, zkontrolováno vámi
drafted-pult-edited = Pult, upraveno vámi
drafted-hint = Odpověď vznikla z návrhu
message-deleted-ours = Tuto zprávu jste smazali
message-deleted-theirs = Kupující smazal zprávu
first-text-show = ukázat, co v ní bylo
first-text-hide = skrýt
delete = Smazat
delete-left = Smazat lze ještě { $left }
delete-title = Smazat zprávu?
delete-words = { $channel } ji odstraní i kupujícímu, ten ji ale mohl stihnout přečíst. Vrátit ji nepůjde.
delete-yes = Smazat oběma
deleted-now = Zpráva smazána
voice-message = Hlasová zpráva
picture-open = Otevřít velké
link-copy = Zkopírovat odkaz: { $host }
link-copy-hint = Pult odkazy neotevírá. Než ho otevřete sami, zkontrolujte adresu.
chat-support = podpora
chat-notification = oznámení
chat-dispute = spor
file-failed = Soubor se neodeslal
file-drop = Odebrat
viewer-smaller = Menší (−)
viewer-larger = Větší (+)
viewer-fit = Podle okna (0)
viewer-fits = Podle okna
viewer-percent = { $n } %

## Composer
composer-label = Odpověď kupujícímu
composer-hint = Napište odpověď
composer-hint-done = Chat je uzavřený. Odpověď ho znovu otevře
composer-keys = Enter dělá nový řádek. Text se ukládá sám
composer-enter = Enter odesílá, Shift+Enter dělá nový řádek
composer-ruler = { $used } / { $limit }
composer-over = O { $over } { $over ->
        [one] znak
        [few] znaky
        [many] znaku
        *[other] znaků
    } víc. { $channel } přijímá nejvýš { $limit }: zkraťte odpověď nebo ji rozdělte.
composer-kept = Text zůstal tady.
attach = Soubor
attach-hint = Přiložit soubor. Obrázek lze i vložit, soubor sem přetáhnout.
uploads-label = Soubory odpovědi
uploads-coming = Přidáváme { $count } { $count ->
        [one] soubor
        [few] soubory
        [many] souboru
        *[other] souborů
    }
upload-remove = Odebrat soubor „{ $name }“
file-refused-none-taken = { $channel } v tomto chatu soubory nepřijímá. Napište to slovy.
file-refused-empty = „{ $name }“ je prázdný. Vyberte jiný soubor.
file-refused-kind = „{ $name }“ nepůjde: { $channel } přijímá { $kinds }.
file-refused-large = „{ $name }“ je moc velký: { $channel } přijímá soubory do { $limit }. Zmenšete ho.
file-refused-sum = „{ $name }“ se už nevejde: { $channel } přijme v jedné odpovědi do { $limit }. Pošlete ho příští odpovědí.
file-refused-many = „{ $name }“ nebyl přidán: víc než { $limit } souborů v jedné odpovědi Pult neposílá.
window-until = Odpovědět lze do { $at }
window-near = Odpovědět lze do { $at }: zbývá { $left }
window-day = { $at }, { $day }

## Side panel
side-label = Kupující, zboží, objednávka
side-item = Zboží
side-article = Číslo zboží
side-size = Velikost
side-paid = Zaplaceno
side-order = Objednávka
side-order-number = Číslo
side-buyer = Kupující
side-name = Jméno
side-since = Píše od
side-messages = Dopisování
side-messages-count = { $count } { $count ->
        [one] zpráva
        [few] zprávy
        [many] zprávy
        *[other] zpráv
    }
side-other = Stejné jméno
side-other-count = ještě { $count } { $count ->
        [one] chat
        [few] chaty
        [many] chatu
        *[other] chatů
    }
side-shop = Obchod
side-channel = Tržiště
side-no-receipts = { $channel } neříká, zda byla odpověď přečtena.
side-asking = obnovujeme
side-price = Cena teď
side-stock = Skladem
side-stock-none = není
side-pieces = { $count } ks
side-page = Stránka
side-state = Stav
side-placed = Vytvořena
side-due = Doručit do
side-delivered = Doručena
side-total = Celkem
side-tracking = Sledování
side-lines = Obsah
order-unknown = neznámý
order-placed = vytvořena
order-packing = balí se
order-on-the-way = na cestě
order-at-pickup = na výdejním místě
order-delivered = doručena
order-returning = vrací se
order-returned = vrácena
order-cancelled = zrušena
order-pieces = × { $n }

## First run
onboarding-step = Krok { $step } z { $of }
onboarding-language = Jakým jazykem budeme mluvit?
onboarding-language-lead = Jazyk tohoto okna. Kupujícím pište, jak chcete.
onboarding-choose = Čím začneme?
onboarding-choose-lead = Všechny chaty s kupujícími v jednom okně, na vašem počítači.
onboarding-add = Který obchod přidáme?
onboarding-demo = Prohlédnout si ukázkový obchod
onboarding-demo-lead = 60 chatů jako skutečných, bez internetu. Odeberete ho jedním kliknutím.
onboarding-demo-coming = Připravujeme ukázkový obchod
onboarding-token = Připojujeme { $channel }
onboarding-finish = Obchod je připojený
onboarding-finish-lead = Chaty se už stahují, nové zprávy kontrolujeme každých 30 sekund.
onboarding-finish-lead-base = Se základním klíčem dovolí Wildberries jeden dotaz za hodinu: nové zprávy přijdou jednou za hodinu a delší historie se stáhne postupně.
onboarding-tip-keys = J a K procházejí chaty, R začne odpověď, otazník ukáže ostatní klávesy.
onboarding-tip-undo = Odpověď neodejde hned: několik sekund ji můžete vzít zpět.
onboarding-tip-offline = Celá historie zůstává tady a dá se číst i bez internetu.
onboarding-open = Otevřít chaty
onboarding-tips = Tři tipy na později
onboarding-hours = Kdy odpovídáte kupujícím?
onboarding-hours-lead = Obchod je připojený a chaty se už stahují. Řekněte, kdy pracujete a na které chaty vás máme upozorňovat. Později to můžete změnit v nastavení.
onboarding-hours-days = Pracovní dny
onboarding-hours-no-day = Vyberte aspoň jeden den
onboarding-hours-time = Pracovní doba
onboarding-hours-uneven = Pracovní dobu máte nastavenou po dnech a tady se nezmění. Upravit ji můžete na stránce „Pravidla a hodiny“.
onboarding-hours-later = Nechat beze změny
onboarding-off-raise = Když někdo napíše mimo pracovní dobu, chat postoupí o stupeň výš a dostane jedenapůlnásobek času toho stupně.
onboarding-off-pause = Mimo pracovní dobu se čas na odpověď zastaví.
onboarding-off-ignore = Mimo pracovní dobu běží čas na odpověď jako obvykle.
onboarding-off-calls = Oznámení zatím počkají a přijdou v jedné zprávě, až budete zase pracovat.
onboarding-off-calls-late = Na zmeškané chaty upozorníme hned, ostatní oznámení zatím počkají a přijdou v jedné zprávě, až budete zase pracovat.

## Connecting a shop
connect-token-hint = Hned ho ověříme a nic neuložíme, dokud nestisknete Připojit. Klíč zůstane v tomto počítači.
connect-checking = { $channel } ověřuje přístup
connect-not-checked = Ověřit se to nepodařilo: { $channel } neodpovídá. Zatím nic není uložené; podívejte se, zda jde internet.
connect-check-again = Ověřit znovu
connect-name = Jak obchod pojmenovat
connect-advanced = Pokročilé
connect-address = Jiná adresa
connect-address-hint = Jen pro simulátor. Pro práci s { $channel } nechte prázdné.
connect-save = Připojit obchod
connect-saving = Připojujeme
needs-wildberries = Klíč z účtu, dvě minuty
needs-ozon = Client-Id a klíč, tarif Premium Plus
needs-yandex-market = Api-Key z účtu, dvě minuty
needs-avito = client_id a client_secret, nejvyšší tarif
how-wildberries-1 = V účtu WB otevřete „Profil → Integrace API“ («Интеграции по API»).
how-wildberries-2 = Vytvořte klíč (WB mu říká „osobní token“, «Персональный токен»); zaškrtněte „Chat s kupujícími“ («Чат с покупателями») a „Obsah“ («Контент»), nikoli „Jen ke čtení“.
how-wildberries-3 = Hned ho zkopírujte: WB ho ukáže jen jednou.
how-ozon-1 = V účtu Ozon Seller otevřete „Nastavení → Seller API“ («Настройки → Seller API»).
how-ozon-2 = Vytvořte klíč s rolí „Admin“, nebo zaškrtněte metody chatu. Číst a odpovídat Ozon dovolí s tarifem Premium Plus nebo Premium Pro.
how-ozon-3 = Hned zkopírujte Client-Id i klíč: klíč se ukáže jen jednou a platí 6 měsíců.
how-yandex-market-1 = V účtu Marketu otevřete „Nastavení → API a moduly“ («Настройки → API и модули»).
how-yandex-market-2 = Vytvořte klíč (Market mu říká „Api-Key token“) s přístupem „Komunikace s kupujícími“ («Общение с покупателями», COMMUNICATION), nikoli jen ke čtení.
how-yandex-market-3 = Zkopírujte ho celý. Účet i obchody podle něj Pult najde sám.
how-avito-1 = Přihlaste se do profilu obchodu na Avitu a otevřete avito.ru/professionals/api.
how-avito-2 = Zkontrolujte tarif: zprávy přes API dává „Maximální“ («Максимальный»), u služeb i „Rozšířený“ («Расширенный»).
how-avito-3 = Zkopírujte client_id a client_secret. Denní přístup si s nimi Pult vyžádá sám.
client-ozon = Client-Id
client-yandex-market = Číslo účtu (businessId)
client-avito = client_id
secret-wildberries = Klíč
secret-ozon = Klíč Api-Key
secret-yandex-market = Klíč Api-Key
secret-avito = client_secret
connect-business-hint = Potřeba jen tehdy, když klíč otevírá více účtů.

## What a token can do
check-ok = Klíč funguje
check-seller = Prodejce: { $name }
check-kind-personal = Osobní klíč: přesně ten správný.
check-kind-base = Základní klíč: Wildberries mu dovolí jeden dotaz na chaty za hodinu.
check-kind-test = Testovací klíč: pro zkušební prostředí Wildberries.
check-kind-service = Servisní klíč: vydaný službě z katalogu Wildberries.
check-kind-unknown = Klíč neříká, jakého je druhu.
check-rejected = Tržiště klíč nepřijalo. Zkopírujte ho znovu celý, nebo vytvořte nový.
check-expired = Platnost klíče skončila. Vytvořte v účtu nový a vložte ho.
check-lacks-right = Klíči chybí oprávnění. Vytvořte nový s tímto oprávněním a vložte ho.
check-missing = Chybí oprávnění „{ $right }“.
check-where = { $channel ->
        [wildberries] Oprávnění hotového klíče nelze měnit. Vytvořte nový v „Profil → Integrace API“ («Интеграции по API») a toto oprávnění zaškrtněte.
        [ozon] Vytvořte nový klíč s rolí „Admin“: „Nastavení → Seller API“.
        [yandex_market] Vytvořte nový klíč s přístupem „Komunikace s kupujícími“ («Общение с покупателями»): „Nastavení → API a moduly“ («API и модули»).
        *[other] Otevřete avito.ru/professionals/api a o toto oprávnění požádejte.
    }
check-plan-low = { $channel }: váš tarif chaty neobsahuje
check-expires = Platí do { $date }
check-chats = Vidíme { $count } { $count ->
        [one] chat
        [few] chaty
        [many] chatu
        *[other] chatů
    }
check-detail = Slovy tržiště: { $detail }
warning-base-token = Se základním klíčem přijdou nové zprávy jednou za hodinu. Raději vytvořte osobní.
warning-read-only = Klíč jen ke čtení: chaty uvidíte, ale odpovědět nepůjde.
warning-expires-soon = Klíč brzy skončí. Včas vytvořte nový a vyměňte ho v nastavení.
warning-test-token = Toto je zkušební prostředí: skuteční kupující v něm nejsou.
warning-unreadable = Samotný klíč nešel přečíst, svědčí pro něj jen odpověď tržiště.
check-plan = { $channel ->
        [ozon] Objednejte Premium Plus nebo Premium Pro v účtu Ozon a ověřte to znovu.
        [avito] Je třeba tarif „Maximální“ («Максимальный»), u služeb stačí „Rozšířený“ («Расширенный»). Objednejte ho na Avitu a ověřte to znovu.
        *[other] Objednejte potřebný tarif v účtu tržiště a ověřte to znovu.
    }

## Settings
settings-shops = Obchody
settings-look = Vzhled
settings-language = Jazyk
settings-theme = Motiv
theme-light = Světlý
theme-dark = Tmavý
theme-system = Podle systému
settings-replies = Odpovědi a klávesy
settings-undo = Čas na vrácení odpovědi
settings-undo-hint = Odpověď odejde, až tento čas uplyne. Odeslané vzít zpět nelze.
settings-undo-none = Hned
settings-enter = Enter odesílá
settings-enter-hint = Nový řádek je pak Shift+Enter.
settings-singles = Jednopísmenné klávesy
settings-singles-hint = J, K, R, E a další, když nepíšete. Vypněte, pokud překážejí.
settings-data = Vaše data
settings-data-where = Celá historie leží v tomto počítači:
settings-secrets-keychain = Klíče uchovává klíčenka systému.
settings-secrets-file = Klíče leží v souboru této složky, bez klíčenky.
settings-version = Pult { $version }
shop-pause = Pozastavit
shop-resume = Pokračovat
shop-token = Nový klíč
shop-token-title = Nový klíč pro „{ $shop }“
shop-token-words = Klíč ověříme a vyměníme. Chaty i čekající odpovědi zůstanou, jak jsou.
shop-token-save = Ověřit a vyměnit
shop-remove = Odebrat
shop-remove-title = Odebrat obchod „{ $shop }“?
shop-remove-demo = Ukázkové chaty zmizí. Ukázkový obchod můžete kdykoli vrátit.
shop-remove-keep = Nechat
shop-remove-yes = Odebrat obchod
shop-edit = Upravit
shop-name = Název
shop-colour = Barva
colour-0 = tyrkysová
colour-1 = modrá
colour-2 = fialová
colour-3 = malinová
colour-4 = cihlová
colour-5 = okrová
colour-6 = olivová
colour-7 = břidlicová
shop-show-support = Zobrazovat chaty s podporou
shop-show-support-hint = Dopisování s Ozonem, ne s kupujícími.
shop-show-notification = Zobrazovat oznámení tržiště
shop-show-notification-hint = Rozesílky Ozonu. Odpovídat v nich nelze.
shop-marks-read = Hlásit { $channel }, co jsem přečetl
shop-marks-read-hint = Kupující může vidět, že je zpráva přečtená a odpověď ještě není. Značku { $channel } vzít zpět nedovolí.
shop-remove-history = Z tohoto počítače zmizí { $count } { $count ->
        [one] zpráva
        [few] zprávy
        [many] zprávy
        *[other] zpráv
    } i se soubory a návrhy.
shop-remove-history-all = Celé dopisování z tohoto počítače zmizí i se soubory a návrhy.
shop-remove-copies = Dopisování zůstane jen v posledních třech denních kopiích na tomto počítači, dokud je nenahradí nové: jedna za den, když Pult běží. Uchovají ho i vaše vlastní zálohy a odložená poškozená databáze.
shop-remove-unsent = Neodeslané odpovědi neodejdou a klíč zmizí z klíčenky.
shop-remove-there = Na { $channel } vše zůstane: po novém připojení dostanete, co se tam ještě uchovává.
shop-remove-final = Vzít to zpět nepůjde.
shop-remove-or-pause = Pokud obchod jen teď nepotřebujete, pozastavte ho: dopisování zůstane, nové zprávy nepřijdou.
shop-remove-pause = Raději pozastavit

## State page
state-title = Stav
state-check-now = Zkontrolovat teď
state-checking = Kontrolujeme
state-save-log = Uložit protokol
state-log-saved = Protokol je uložen, bez dopisování a klíčů: { $path }
state-unknown = Stav se nepodařilo zjistit
state-coming = Díváme se, jak to vypadá
state-last = Poslední kontrola
state-fine = Funguje
state-ago = { $ago } zpět
state-behind = Zpoždění
state-behind-none = žádné, vše načteno
state-behind-unknown = zatím nekontrolováno
state-errors = Chyby
state-errors-row = { $count } po sobě
state-unreadable = Nečitelné
state-unreadable-hint = Události, kterým Pult nerozuměl. Jsou uložené tak, jak přišly.
state-token = Klíč platí do
quota-title = Zbývající dotazy
quota-none = Kolik dotazů zbývá, tržiště zatím neřeklo.
quota-left = { $left } z { $limit } za { $period }
quota-chat = Chaty a odpovědi
quota-chats = Seznam chatů
quota-history = Historie chatů
quota-send = Odesílání odpovědí
quota-files = Soubory
quota-download = Stahování souborů
quota-messenger = Zprávy
quota-orders = Objednávky
quota-offers = Zboží
quota-items = Inzeráty
quota-token = Obnova přístupu
quota-account = Profil
quota-client-id = Všechny dotazy
doctor-title = Kontroly
doctor-none = Zatím se nic nekontrolovalo.
doctor-well = v pořádku
doctor-ails = potřebuje pomoc
doctor-account = Obchod „{ $shop }“
doctor-data-folder = Složka s daty
doctor-database = Databáze
doctor-search-index = Vyhledávání
doctor-keychain = Uložení klíčů
doctor-disk = Místo na disku
doctor-accounts = Obchody
disk-title = Využití disku
disk-database = Dopisování
disk-files = Soubory a fotky
disk-logs = Protokoly
disk-backups = Zálohy
disk-whole = Celkem
program-title = Program
program-version = Verze
program-schema = Verze databáze
program-schema-hint = roste s aktualizacemi Pultu
program-folder = Složka s daty
program-secrets = Klíče uchovává
program-secrets-file = soubor ve složce s daty
program-secrets-keychain = klíčenka systému
program-lookups = Zboží a objednávky
program-lookups-none = zatím se nežádaly
program-lookups-rate = { $percent } % bylo po ruce ({ $hits } z { $asked })
recovery-title = Databáze byla poškozená, pracujeme s její kopií
recovery-copy = Kopie je z { $date }. Co přišlo později, tržiště předají znovu sama.
recovery-texts = Nalezeno neodeslaných textů: { $found }, vráceno do chatů: { $back }. Čekají na vás, samy neodejdou.
recovery-nothing = V poškozeném souboru nebyly žádné neodeslané texty.
recovery-where = Poškozeného souboru jsme se nedotkli:
recovery-seen = Rozumím

## Palette and keys
palette-label = Akce a chaty
palette-hint = Akce nebo jméno kupujícího
palette-none = Žádná taková akce ani kupující
help-title = Klávesy
help-foot = Fungují i na azbuce. Jednotlivá písmena platí, když nepíšete, a v nastavení je lze vypnout.
help-singles-off = Jednopísmenné klávesy jsou v nastavení vypnuté.
key-group-chats = Chaty
key-group-reply = Odpověď
key-group-go = Přejít
key-group-program = Program
key-next-chat = Další chat
key-previous-chat = Předchozí chat
key-row-down = Níž v seznamu
key-row-up = Výš v seznamu
key-open = Otevřít chat
key-back = Zpět na seznam
key-done = Uzavřít chat nebo znovu otevřít
key-done-next = Uzavřít a otevřít další
key-reply = Napsat odpověď
key-send = Odeslat odpověď
key-undo = Vrátit poslední krok
key-search = Hledat v historii
key-palette = Akce a chaty
key-go-waiting = Čekají na odpověď
key-go-urgent = Spěchá
key-go-in-progress = Rozpracované
key-go-done = Hotové
key-go-all = Všechny chaty
key-check-now = Zkontrolovat obchody teď
key-settings = Nastavení
key-help = Všechny klávesy
key-attach = Přiložit soubor
key-go-state = Stav
