## What if: the past under other hours, rules and times to answer.
key-go-what-if = Co kdyby
sim-title = Co kdyby
sim-open = Co kdyby
sim-open-hint = Vyzkoušet tato pravidla a hodiny na posledních 90 dnech
sim-lead = Přehrajte minulost s jinou pracovní dobou, lhůtami nebo rychlostí odpovědí a podívejte se, kolik zpoždění by se změnilo. Nic se neukládá ani neodesílá.
sim-unsaved = Zkoušejí se pravidla a hodiny, které právě upravujete. Ještě nejsou uloženy.
sim-form = Co změnit
sim-result = Jak by to dopadlo
sim-weekdays = Všední dny
sim-saturday = Sobota
sim-sunday = Neděle
sim-mixed = různě
sim-level-out = nastavit stejně
sim-times = Za jak dlouho odpovědět
sim-differ = různé
sim-rest-rule = Všechno ostatní
sim-answering = Jak rychle odpovídáte
sim-as-it-was = Jak to bylo
sim-quicker = Rychleji o
sim-quicker-number = O kolik procent rychleji
sim-at-most = Nejdéle za
sim-at-most-number = Nejdéle za tolik minut
sim-minutes-unit = min
sim-days = Za posledních
sim-days-of = { $count ->
    [one] { $count } den
    [few] { $count } dny
    [many] { $count } dne
   *[other] { $count } dní
}
sim-start = Vyzkoušet
sim-starting = Zkoušíme…
sim-untouched = Zatím je vše při starém: uvidíte, kde jste odpovídali pozdě.
sim-idle = Něco změňte a stiskněte „Vyzkoušet“
sim-idle-hint = Třeba otevřete o hodinu dřív nebo odpovídejte o třetinu rychleji.
sim-running = Ověřené chaty: { $chats } z { $all }
sim-progress = Průběh ověřování
sim-cancelled = Zastaveno
sim-cancelled-hint = Nic se nezměnilo. Kdykoli můžete začít znovu.
sim-failed = Nepodařilo se to vyzkoušet
sim-nobody = V této době vám nikdo nepsal
sim-nobody-hint = Zatím není na čem to zkoušet. Zvolte delší dobu, nebo se vraťte, až bude víc chatů.
sim-never-late = { $count ->
    [one] Na { $all } dotaz jste odpověděli včas. Nic se nezpozdilo a ani by se nezpozdilo.
    [few] Na { $all } dotazy jste odpověděli včas. Nic se nezpozdilo a ani by se nezpozdilo.
    [many] Na { $all } dotazu jste odpověděli včas. Nic se nezpozdilo a ani by se nezpozdilo.
   *[other] Na { $all } dotazů jste odpověděli včas. Nic se nezpozdilo a ani by se nezpozdilo.
}
sim-same = Nic by se nezměnilo: stejně zpoždění, { $after } z { $all } dotazů.
sim-better = Zpoždění by bylo méně: { $after } místo { $before }, z { $all } dotazů.
sim-worse = Zpoždění by bylo víc: { $after } místo { $before }, z { $all } dotazů.
sim-moved = Zpoždění by bylo stejně, { $after } z { $all } dotazů, ale jiných: { $moved } by zmizelo a stejně by jich přibylo.
sim-note-as-it-was = Odpovědi bereme tak, jak byly; mění se jen lhůty.
sim-note-quicker = Počítáme s rychlejšími odpověďmi; co by na ně kupující napsal, neodhadujeme.
sim-note-words = Chatů je velmi mnoho, proto rozhodovala slova zpráv, ne jejich význam.
sim-note-apart = { $count ->
    [one] { $count } obchod má vlastní pravidla, mění se u něj jen rychlost odpovědí.
    [few] { $count } obchody mají vlastní pravidla, mění se u nich jen rychlost odpovědí.
    [many] { $count } obchodu má vlastní pravidla, mění se u nich jen rychlost odpovědí.
   *[other] { $count } obchodů má vlastní pravidla, mění se u nich jen rychlost odpovědí.
}
sim-stale = Změnili jste podmínky. Stiskněte „Vyzkoušet“ a výsledek se obnoví.
sim-show = Co zobrazit
sim-avoided = Odpadlo by
sim-added = Přibylo by
sim-before = Bylo
sim-after = Bylo by
sim-caption-avoided = Zpoždění, která by odpadla, podle dne a hodiny zprávy kupujícího
sim-caption-added = Nová zpoždění podle dne a hodiny zprávy kupujícího
sim-caption-before = Zpoždění, jak byla, podle dne a hodiny zprávy kupujícího
sim-caption-after = Zpoždění, jak by byla, podle dne a hodiny zprávy kupujícího
sim-sum = Celkem
sim-how-to-read = Ukažte na buňku nebo jděte šipkami a přečtete si ji slovy.
sim-cell-nobody = nikdo nepsal
sim-cell = dotazů { $all }, pozdě bylo { $before }, bylo by { $after }
sim-peaks = Nejvíc: { $places }
sim-apply = Použít
sim-apply-hint = Tato pravidla a hodiny začnou platit a lhůty otevřených chatů se přepočítají. Lze vrátit zpět.
sim-nothing-to-keep = Pravidla a hodiny jsou stejné, není co ukládat.
sim-applied = Použito, lhůty přepočítány
sim-undone = Dřívější pravidla a hodiny jsou zpět
