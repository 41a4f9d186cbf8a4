# Jak se píše odpověď: vrácení, odeslání později, odpověď na zprávu, soukromé poznámky, soubory.
mode-label = Co píšete
mode-reply = Odpověď
mode-note = Poznámka

undo-bar = Odpověď odejde za { $seconds } s
undo-bar-elsewhere = Odpověď v jiném chatu odejde za { $seconds } s
undo-bar-planned = Naplánováno: { $at }
undo-bar-said = Odpověď lze vrátit.

later-button = Odeslat později
later-title = Odeslat později
later-label = Kdy odeslat
later-example = zítra 9
later-save = Naplánovat
later-hint = Například „zítra 9“, „2h“, „pondělí 10:30“, „v pracovní době“.
later-at = Odejde { $at }.
later-at-closed = Odejde { $at }: obchod má tou dobou zavřeno.
later-opening = Až otevřeme
later-hour = Za hodinu
later-tomorrow = Zítra v 9

plan-at = Odejde { $at }
plan-due = Odchází: čas byl { $at }
plan-was = plánováno na { $at }
plan-now = Odeslat hned
plan-anyway = Přesto odeslat
plan-edit = Změnit
plan-cancel = Zrušit
plan-news = Kupující od té doby napsal. Sama neodejde: nejdřív se zeptáme.
plan-held = Čeká na vás
plan-held-news = Kupující znovu napsal, proto odpověď plánovaná na { $at } neodešla.
plan-held-late = Čas ({ $at }) uplynul, když program neběžel. Opožděná odpověď sama neodejde.
plan-gone = { $count ->
    [one] Naplánovaná odpověď už nečeká: vaše změny v ní nejsou
    [few] { $count } naplánované odpovědi už nečekají: vaše změny v nich nejsou
    [many] { $count } naplánované odpovědi už nečekají: vaše změny v nich nejsou
   *[other] { $count } naplánovaných odpovědí už nečeká: vaše změny v nich nejsou
}

stale-title = { $count ->
    [one] Kupující napsal znovu
    [few] Kupující napsal ještě { $count } zprávy
    [many] Kupující napsal ještě { $count } zprávy
   *[other] Kupující napsal ještě { $count } zpráv
}
stale-again = Pokud odpověď stále platí, odešlete ji ještě jednou
stale-read = Přečteno

answer-this = Odpovědět na tuto zprávu
answer-to = Na zprávu:
answer-quote = Ukázat kupujícímu
answer-quote-hint = Vloží citaci na začátek odpovědi; jinak odkaz na zprávu vidíte jen vy
answer-clear = Neodpovídat na tuto zprávu
answer-jump = Ukázat zprávu

note-word = Poznámka
note-label = Soukromá poznámka
note-hint = Co si o tomto chatu pamatovat
note-private = Vidíte jen vy
note-keep = Uložit
note-kept = Poznámka je uložena
note-of = Soukromá poznámka, { $time }
note-edit = Změnit
note-remove = Smazat
note-changed = Poznámka je změněna
note-removed = Poznámka je smazána

upload-rename = Přejmenovat soubor { $name }
upload-name = Název souboru { $name }
files-limits = { $channel } přijímá { $kinds }, každý soubor do { $limit }. Soubory odcházejí před textem.
files-any-kind = jakékoli soubory

settings-hold = Pozdržet naplánovanou odpověď, když kupující znovu napsal
settings-hold-hint = Počká na vaše rozhodnutí a neodpoví na starou otázku.
flag-plan-held = čeká na vás
flag-planned = naplánováno
