# Klávesy: co dělají a jak se mění.
key-quick-look = Rychlý náhled chatu
key-claim = Vzít do práce
key-spam = Spam (uzavřít a zapamatovat), nebo zrušit označení
key-pick-none = Zrušit výběr
key-note = Poznámka pro sebe
key-send-done = Odeslat, uzavřít a otevřít další
key-find-in-chat = Hledat v tomto chatu
key-edit-keys = Nastavit klávesy

keys-edit = Nastavit
keys-edit-own = Vaše klávesy
keys-title = Klávesy
keys-lead = Písmena fungují i na ruském rozložení. Každou klávesu lze nahradit; obsazenou program nevydá.
keys-preset = Sada
keys-preset-hint = Kde začít. Vaše změny zůstávají nad sadou.
keys-preset-pult = Pult
keys-preset-gmail = Jako v Gmailu
keys-preset-chatwoot = Jako v Chatwootu
keys-preset-plain = Bez samotných písmen
keys-find = Akce nebo klávesa
keys-found-none = Taková akce není
keys-none = žádná
keys-add = Přidat klávesu pro „{ $command }“
keys-remove = Odebrat { $keys } od „{ $command }“
keys-reset = Vrátit „{ $command }“ podle sady
keys-reset-all = Vrátit celou sadu
keys-was-reset = Klávesy jsou opět podle sady
keys-changed = Klávesy změněny
keys-press = Stiskněte klávesu
keys-press-second = { $keys } a ještě jedna…
keys-press-hint = Esc: neměnit
keys-taken = { $keys } je obsazena: „{ $command }“. Nejprve ji tam uvolněte.
keys-reserved = { $keys } potřebuje systém nebo textová pole
keys-needs-ctrl = V poli odpovědi lze použít jen klávesu s Ctrl nebo Alt
keys-full = Akce má nejvýše čtyři klávesy

palette-needs-chat = nejprve vyberte chat
palette-needs-open = nejprve otevřete chat
acted-sent-done = Odesláno, chat uzavřen
acted-spam = { $count ->
    [one] Spam: chat uzavřen
    [few] Spam: uzavřeny { $count } chaty
    [many] Spam: uzavřeno { $count } chatu
   *[other] Spam: uzavřeno { $count } chatů
    }
quick-deadline = Termín
quick-open = Otevřít
quick-close = Zavřít
key-space = Mezerník

find-count = { $at } z { $all }
find-none = Nenalezeno
find-looking = Hledám…
find-older = Dřívější
find-newer = Pozdější

said-overdue = Lhůta k odpovědi vypršela: { $name }
said-overdue-many = { $count ->
        [one] Lhůta k odpovědi vypršela u { $count } chatu
        [few] Lhůta k odpovědi vypršela u { $count } chatů
        [many] Lhůta k odpovědi vypršela u { $count } chatu
       *[other] Lhůta k odpovědi vypršela u { $count } chatů
    }
