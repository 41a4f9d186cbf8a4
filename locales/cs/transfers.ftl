# Chaty ven a historie dovnitř.
export-title-one = Exportovat chat
export-title = { $count ->
    [one] Exportovat { $count } chat
    [few] Exportovat { $count } chaty
    [many] Exportovat { $count } chatů
   *[other] Exportovat { $count } chatů
}
export-title-found = Exportovat nalezené chaty
export-form = Druh souboru
export-form-html = Stránka
export-form-html-hint = Otevře se v každém prohlížeči, dá se vytisknout a uložit jako PDF.
export-form-json = JSON
export-form-json-hint = Pro programy a pro načtení zpět do Pultu; nic se neztratí.
export-form-csv = Tabulka CSV
export-form-csv-hint = Pro Excel a jiné tabulky, jedna zpráva na řádek.
export-form-pack = Balíček pro spor
export-form-pack-hint = Korespondence, soubory, objednávka, doručení odpovědí a SHA-256 každého souboru v jednom zipu.
export-folder = Složka
export-folder-hint = Stažené soubory
export-left-out = Klíče, návrhy a soukromé poznámky se nikdy neexportují.
export-print = Tisk…
export-start = Exportovat
export-running = Chaty: { $chats } z { $all }, zprávy: { $messages }
export-files-fetched = Souborů staženo z tržiště: { $count }
export-stop = Zastavit
export-done = { $messages ->
    [one] Hotovo: { $messages } zpráva, { $size }.
    [few] Hotovo: { $messages } zprávy, { $size }.
    [many] Hotovo: { $messages } zpráv, { $size }.
   *[other] Hotovo: { $messages } zpráv, { $size }.
}
export-hash = SHA-256 soupisu. Zapište si ho nebo ho pošlete s balíčkem: je z něj vidět, že se nic nezměnilo.
export-files-missing = { $count ->
    [one] { $count } soubor v tomto počítači není; důvod je v soupisu.
    [few] { $count } soubory v tomto počítači nejsou; důvod je v soupisu.
    [many] { $count } souborů v tomto počítači není; důvod je v soupisu.
   *[other] { $count } souborů v tomto počítači není; důvod je v soupisu.
}
export-capped = Hledání našlo víc, než se vejde: vzaty byly chaty prvního tisíce nálezů.
export-stopped = Zastaveno, žádný soubor nezůstal.
export-again = Znovu
print-cut = Toto jsou poslední zprávy; ostatní exportujte jako stránku.
print-order = objednávka
print-file = Soubor
print-author-customer = Kupující
print-author-seller = Obchod
print-author-assistant = Pomocník obchodu
print-author-system = Systém
key-export = Exportovat chaty
key-print = Vytisknout chat
import-title = Načtení historie
import-steps = Kroky
import-step-file = Soubor
import-step-columns = Co a kam
import-step-trial = Zkouška
import-step-done = Hotovo
import-lead = Stará korespondence z jiného Pultu nebo jiného programu se zařadí do historie: je vidět a dá se najít, ale nikdo v ní nečeká, nic v ní není nepřečtené a na nic neupozorňuje.
import-choose = Vybrat soubor
import-reading = Čteme soubor
import-kinds = Hodí se JSON a CSV exportované z Pultu a každá tabulka CSV v UTF-8, kde je čas, autor, text a chat nebo kupující. Nejvýše 1 GB.
import-form-json = Export Pultu
import-form-own-csv = Tabulka Pultu
import-form-csv = Tabulka
import-columns = Sloupce
import-columns-lead = Odhadli jsme je podle záhlaví; opravte, co nesedí. Časy bez pásma čteme v pásmu { $zone }.
import-heading = Záhlaví
import-sample = Příklad
import-means = Co to je
import-means-of = Co je ve sloupci „{ $heading }“
import-column-none = vynechat
import-column-time = čas
import-column-time-utc = čas v UTC
import-column-author = autor
import-column-text = text
import-column-chat = číslo chatu
import-column-customer = kupující
import-column-order = objednávka
import-column-item = zboží
import-column-message = číslo zprávy
import-column-files = soubory
import-column-channel = tržiště
import-column-kind = druh zprávy
import-lacks = Chybí:
import-lack-time = čas
import-lack-author = autor
import-lack-text = text
import-lack-chat = chat nebo kupující
import-where = Kam
import-to-archive = Do archivu
import-to-archive-hint = Místo samo pro sebe: z tržišť nic nestahuje a nic neodesílá.
import-archive-name = Archiv
import-archive-label = Název archivu
import-to-shop = Do obchodu
import-to-shop-hint = Přidá se k jeho chatům; co už tam je, podruhé se nepřidá. Nejdřív nechte obchod stáhnout vlastní chaty.
import-shop-label = Obchod
import-other-file = Jiný soubor
import-try = Vyzkoušet
import-trying = Díváme se, co v souboru je: { $count }
import-would-add = Přidá se
import-added = Přidáno
import-known = Už je zde
import-refused = Vynecháno
import-chats = { $count ->
    [one] { $count } chat
    [few] { $count } chaty
    [many] { $count } chatů
   *[other] { $count } chatů
}
import-messages = { $count ->
    [one] { $count } zpráva
    [few] { $count } zprávy
    [many] { $count } zpráv
   *[other] { $count } zpráv
}
import-lines = { $count ->
    [one] { $count } řádek
    [few] { $count } řádky
    [many] { $count } řádků
   *[other] { $count } řádků
}
import-faults = Které řádky a proč
import-fault-line = Řádek { $line }: { $why }
import-faults-more = A dalších { $count }.
import-fault-not-utf8 = není v UTF-8
import-fault-too-long = delší, než zpráva může být
import-fault-quote-open = otevřená uvozovka, která se nezavře
import-fault-not-a-record = nedá se přečíst
import-fault-few-cells = málo buněk
import-fault-no-time = chybí čas
import-fault-time-unclear = čas není jasný
import-fault-time-impossible = takový čas být nemůže
import-fault-no-author = není řečeno, kdo psal
import-fault-author-unknown = není jasné, zda kupující, nebo obchod
import-fault-no-chat = není řečeno, který je to chat
import-fault-chat-unknown = jeho chat nešlo přečíst
import-fault-other-channel = jiné tržiště než zvolený obchod
import-fault-empty = prázdná zpráva
import-fault-cut = soubor končí uprostřed
import-back = Zpět
import-go = Načíst
import-nothing = Všechno už zde je, nebo se nedá přečíst; není co načítat.
import-going = Načítáme, zprávy: { $count }
import-undoing = Odebíráme, zprávy: { $count }
import-stopped = Zastaveno. Co se načetlo, zůstává: pokračujte stejným souborem, nebo to vraťte zpět.
import-undo = Vrátit načtení
import-undo-ask = Odebrat vše, co toto načtení přidalo: chaty { $chats }, zprávy { $messages }? Co od té doby přišlo z tržiště, zůstane.
import-undone = { $count ->
    [one] Načtení vráceno, odebrána { $count } zpráva.
    [few] Načtení vráceno, odebrány { $count } zprávy.
    [many] Načtení vráceno, odebráno { $count } zpráv.
   *[other] Načtení vráceno, odebráno { $count } zpráv.
}
import-another = Další soubor
import-past = Předchozí načtení
import-broken-off = ne do konce
key-import = Načíst historii
channel-archive = Archiv
mark-archive = Ar
sync-archive = historie ze souborů
