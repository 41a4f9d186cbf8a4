## Keys
key-label = Přidat nebo odebrat štítek
key-star = Přidat nebo odebrat hvězdičku
key-mark-unread = Označit jako nepřečtené
key-mark-read = Označit jako přečtené
key-pick = Vybrat chat nebo výběr zrušit
key-pick-down = Vybrat i další
key-pick-up = Vybrat i předchozí
key-pick-row-down = Vybrat i řádek níže
key-pick-row-up = Vybrat i řádek výše
key-pick-all = Vybrat všechny zobrazené
key-go-unread = Přejít: nepřečtené
key-go-starred = Přejít: s hvězdičkou
key-go-ai-drafts = Přejít: návrhy AI
key-go-spam = Přejít: spam
key-only-unread = Jen nepřečtené
key-save-view = Uložit jako pohled
key-manage-labels = Spravovat štítky

## Views
view-unread = Nepřečtené
empty-unread = Všechno přečteno
view-starred = S hvězdičkou
empty-starred = Zatím žádný chat s hvězdičkou
view-ai-drafts = Návrhy AI
empty-ai-drafts = Zatím není připraven žádný návrh
view-spam = Spam
empty-spam = Žádný spam
empty-narrow = Tomuto výběru neodpovídá žádný chat
empty-narrow-hint = Zrušte výběr a uvidíte celý seznam.
filter-unread = nepřečtené
views = Moje pohledy
view-one = Pohled
view-name = Název
view-save-title = Uložit pohled
view-words = slova „{ $query }“
view-edit = Upravit pohled „{ $name }“
view-place = Místo v seznamu: { $place } z { $of }
view-up = Výš
view-down = Níž
view-remove = Odebrat pohled
view-removed = Pohled „{ $name }“ je odebrán, chaty zůstaly

## Labels
labels = Štítky
label-one = Štítek
label-change = Upravit
label-rest = Ještě { $count }
label-fewer = Méně
row-labels = Štítky:
label-picker = { $count ->
        [1] Štítky chatu
        *[other] Štítky vybraných chatů: { $count }
    }
label-picker-hint = Najít nebo vytvořit štítek
label-picker-keys = Enter: přidat nebo odebrat. Shift+Enter: a vybrat další
label-create = Vytvořit štítek „{ $name }“
label-none-yet = Zatím žádné štítky. Napište název prvního.
label-manage = Všechny štítky
label-make = Nový štítek
label-make-save = Vytvořit
label-rename = Název štítku „{ $name }“
label-colour = Barva štítku „{ $name }“
label-delete = Smazat štítek „{ $name }“
label-delete-asked = { $count ->
        [0] Není u žádného chatu. Smazat ho?
        [one] Zmizí z { $count } chatu. Smazat ho?
        [few] Zmizí z { $count } chatů. Smazat ho?
        [many] Zmizí z { $count } chatů. Smazat ho?
        *[other] Zmizí z { $count } chatů. Smazat ho?
    }
label-deleted = Štítek „{ $name }“ je smazán

## Star
row-starred = s hvězdičkou
star-on = Přidat hvězdičku
star-off = Odebrat hvězdičku
flag-spam = spam

## Picked chats
bulk-count = { $count ->
        [one] Vybrán { $count } chat
        [few] Vybrány { $count } chaty
        [many] Vybráno { $count } chatů
        *[other] Vybráno { $count } chatů
    }
bulk-whole = Vybrat všech { $count }
bulk-none = Zrušit výběr (Esc)
bulk-label = Co s vybranými
bulk-done = Hotovo
bulk-snooze = Odložit

## What was done
acted-done = { $count ->
        [1] Chat je uzavřen
        *[other] Uzavřeno chatů: { $count }
    }
acted-back = { $count ->
        [1] Chat znovu čeká na odpověď
        *[other] Znovu čekají na odpověď: { $count }
    }
acted-taken = { $count ->
        [1] Chat je rozpracovaný
        *[other] Rozpracováno: { $count }
    }
acted-snoozed = { $count ->
        [1] Odloženo do { $until }
        *[other] Odloženo do { $until }: { $count }
    }
acted-snoozed-buyer = { $count ->
        [1] Chat se vrátí, až kupující napíše
        *[other] Vrátí se, až kupující napíše: { $count }
    }
acted-returned = { $count ->
        [1] Chat je zpět v seznamu
        *[other] Zpět v seznamu: { $count }
    }
acted-read = { $count ->
        [1] Označeno jako přečtené
        *[other] Přečteno chatů: { $count }
    }
acted-unread = { $count ->
        [1] Označeno jako nepřečtené
        *[other] Nepřečteno chatů: { $count }
    }
acted-starred = { $count ->
        [1] Hvězdička přidána
        *[other] Hvězdička přidána, chatů: { $count }
    }
acted-unstarred = { $count ->
        [1] Hvězdička odebrána
        *[other] Hvězdička odebrána, chatů: { $count }
    }
acted-unspam = { $count ->
        [1] Už není spam. Je-li téma chybné, opravte ho v chatu
        *[other] Už není spam, chatů: { $count }. Je-li téma chybné, opravte ho v chatech
    }
acted-labelled = { $count ->
        [1] Štítek přidán
        *[other] Štítek přidán, chatů: { $count }
    }
acted-unlabelled = { $count ->
        [1] Štítek odebrán
        *[other] Štítek odebrán, chatů: { $count }
    }
acted-nothing = Už to tak bylo, nic se nezměnilo
undone = Vráceno
undone-but = { $count ->
        [one] Vráceno. { $count } chat zůstal, jak je: mezitím se v něm něco změnilo
        [few] Vráceno. { $count } chaty zůstaly, jak jsou: mezitím se v nich něco změnilo
        [many] Vráceno. { $count } chatů zůstalo, jak jsou: mezitím se v nich něco změnilo
        *[other] Vráceno. { $count } chatů zůstalo, jak jsou: mezitím se v nich něco změnilo
    }
undo-too-late = Odpověď už odešla a vrátit ji nelze. Další Z vrátí to, co bylo před ní

## Chip
chip-off-hours = pauza do { $until }
chip-off-hours-long = Obchod má teď zavřeno: čas stojí do { $until }
