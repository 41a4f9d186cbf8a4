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
rail-all-checked = Všechny obchody zkontrolovány před { $ago }
rail-all-paused = Kontrola je pozastavená
rail-first-check = Probíhá první kontrola
rail-troubled = { $count } { $count ->
        [one] obchod není dostupný
        [few] obchody nejsou dostupné
        [many] obchodu není dostupné
        *[other] obchodů není dostupných
    }. Uložené zůstává
demo-tag = Ukázka
demo-remove = Odebrat

## State of a shop
sync-checked = zkontrolováno před { $ago }
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
strip-new-token = Nový token
strip-missing-right = Chybí oprávnění „{ $right }“.

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
flag-draft = koncept
chip-paused = pauza do { $until }
chip-last = Poslední zpráva: { $when }
chip-left-long = Čeká { $waited }, na odpověď zbývá { $left }
chip-urgent-long = Spěchá: čeká { $waited }, na odpověď zbývá { $left }
chip-over-long = Po termínu o { $left }, čeká { $waited }

## Empty lists
empty-no-shop = Zatím žádný obchod
empty-no-shop-hint = Připojte obchod a jeho chaty se objeví tady. Nebo si Pult prohlédněte na ukázkovém obchodu.
empty-filter = Z obchodu „{ $shop }“ tu nic není
empty-filter-hint = Zobrazen je jen tento obchod.
empty-filter-clear = Zobrazit všechny obchody
empty-first = Stahujeme chaty
empty-first-hint = První se objeví za pár sekund.
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
thread-label = Konverzace
thread-log = Zprávy
thread-new = nové
thread-none = Vyberte chat
thread-none-hint = Šipkami nebo J a K, otevření: Enter. Všechny klávesy ukáže otazník.
thread-done = uzavřeno
back-to-list = Zpět na seznam
side-toggle = Kupující a zboží
message-ours = Vaše odpověď, { $time }
message-theirs = Kupující, { $time }
message-reply = Vaše odpověď, zatím nedoručená
message-unsupported = { $channel } poslal něco, co Pult zatím neumí zobrazit
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
unconfirmed-arrived = Došla
unconfirmed-again = Poslat znovu
picture-coming = Stahujeme fotografii
file-nameless = Soubor
size-kb = { $n } kB
size-mb = { $n } MB
moved-done = Chat uzavřen
moved-back = Chat znovu čeká na odpověď
said-message = Kupující píše: { $text }
said-sent = Odpověď odeslána
said-failed = Odpověď se neodeslala, je uložená
said-unread = { $count } { $count ->
        [one] nepřečtená zpráva
        [few] nepřečtené zprávy
        [many] nepřečtené zprávy
        *[other] nepřečtených zpráv
    }

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
side-messages = Konverzace
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

## First run
onboarding-step = Krok { $step } z { $of }
onboarding-language = Jakým jazykem budeme mluvit?
onboarding-language-lead = Jazyk tohoto okna. Kupujícím pište, jak chcete.
onboarding-choose = Čím začneme?
onboarding-choose-lead = Všechny chaty s kupujícími v jednom okně, na vašem počítači.
onboarding-add = Který obchod přidáme?
onboarding-connect = Připojit obchod na Wildberries
onboarding-connect-lead = Stačí token z prodejního účtu a dvě minuty.
onboarding-demo = Prohlédnout si ukázkový obchod
onboarding-demo-lead = 60 chatů jako skutečných, bez internetu. Odeberete ho jedním kliknutím.
onboarding-demo-coming = Připravujeme ukázkový obchod
onboarding-token = Vložte token z Wildberries
onboarding-finish = Obchod je připojený
onboarding-finish-lead = Chaty se už stahují, nové zprávy kontrolujeme každých 30 sekund.
onboarding-tip-keys = J a K procházejí chaty, R začne odpověď, otazník ukáže ostatní klávesy.
onboarding-tip-undo = Odpověď neodejde hned: několik sekund ji můžete vzít zpět.
onboarding-tip-offline = Celá historie zůstává tady a dá se číst i bez internetu.
onboarding-open = Otevřít chaty

## Connecting a shop
connect-how-1 = V účtu WB otevřete „Profil → Integrace API“ («Интеграции по API»).
connect-how-2 = Vytvořte osobní token; zaškrtněte „Chat s kupujícími“ («Чат с покупателями») a „Obsah“ («Контент»), nikoli „Jen ke čtení“.
connect-how-3 = Hned ho zkopírujte: WB ho ukáže jen jednou.
connect-token = Token
connect-token-hint = Hned ho ověříme a nic neuložíme, dokud nestisknete Připojit. Token zůstane v tomto počítači.
connect-checking = Ověřujeme token
connect-not-checked = Token se nepodařilo ověřit: tržiště neodpovědělo. Zatím nic není uložené; podívejte se, zda jde internet.
connect-check-again = Ověřit znovu
connect-name = Jak obchod pojmenovat
connect-advanced = Pokročilé
connect-address = Jiná adresa
connect-address-hint = Jen pro simulátor. Pro práci s Wildberries nechte prázdné.
connect-save = Připojit obchod
connect-saving = Připojujeme

## What a token can do
check-ok = Token funguje
check-seller = Prodejce: { $name }
check-kind-personal = Osobní token: přesně ten správný.
check-kind-base = Základní token: Wildberries mu dovolí jeden dotaz na chaty za hodinu.
check-kind-test = Testovací token: pro zkušební prostředí Wildberries.
check-kind-service = Servisní token: vydaný službě z katalogu Wildberries.
check-kind-unknown = Token neříká, jakého je druhu.
check-missing = Chybí oprávnění „{ $right }“.
check-where = Oprávnění hotového tokenu nelze měnit. Vytvořte nový v „Profil → Integrace API“ («Интеграции по API») a toto oprávnění zaškrtněte.
check-expires = Platí do { $date }
check-chats = Vidíme { $count } { $count ->
        [one] chat
        [few] chaty
        [many] chatu
        *[other] chatů
    }
check-detail = Slovy tržiště: { $detail }
warning-base-token = Se základním tokenem přijdou nové zprávy jednou za hodinu. Raději vytvořte osobní.
warning-read-only = Token jen ke čtení: chaty uvidíte, ale odpovědět nepůjde.
warning-expires-soon = Token brzy skončí. Včas vytvořte nový a vyměňte ho v nastavení.
warning-test-token = Toto je zkušební prostředí: skuteční kupující v něm nejsou.
warning-unreadable = Samotný token nešel přečíst, svědčí pro něj jen odpověď tržiště.

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
settings-secrets-keychain = Tokeny uchovává klíčenka systému.
settings-secrets-file = Tokeny leží v souboru této složky, bez klíčenky.
settings-version = Pult { $version }
shop-pause = Pozastavit
shop-resume = Pokračovat
shop-token = Nový token
shop-token-title = Nový token pro „{ $shop }“
shop-token-words = Token ověříme a vyměníme. Chaty i čekající odpovědi zůstanou, jak jsou.
shop-token-save = Ověřit a vyměnit
shop-remove = Odebrat
shop-remove-title = Odebrat obchod „{ $shop }“?
shop-remove-words = Jeho chaty, soubory, koncepty a neodeslané odpovědi z tohoto počítače zmizí, token také. Na tržišti vše zůstane: po novém připojení dostanete, co ještě uchovává.
shop-remove-demo = Ukázkové chaty zmizí. Ukázkový obchod můžete kdykoli vrátit.
shop-remove-keep = Nechat
shop-remove-yes = Odebrat obchod

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
