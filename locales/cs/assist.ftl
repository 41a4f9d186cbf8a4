## The drafted reply.
key-insert-draft = Vložit návrh
key-regenerate-draft = Navrhnout znovu
key-why-draft = Proč takový návrh
key-go-models = Modely
assist-title = Návrh odpovědi
assist-ready = Návrh odpovědi je hotový
assist-sure-sure = jistě
assist-sure-check = zkontrolujte
assist-sure-unsure = nejisté
assist-sure-figure = Jistota { $percent } %
assist-insert = Vložit
assist-sent = Návrh je na cestě
assist-edit-dropped = Vaše úprava návrhu je zahozena
assist-send-blocked = V návrhu je něco, co se odeslat nesmí. Vložte ho a opravte.
assist-more = Jiné podoby
assist-again = Navrhnout znovu
assist-shorter = Kratší
assist-warmer = Vřelejší
assist-formal = Úřednější
assist-translate = Přeložit
assist-translate-to = do jazyka
assist-form-title =
    { $form ->
        [shorter] Jiná podoba: kratší
        [warmer] Jiná podoba: vřelejší
        [formal] Jiná podoba: úřednější
        [translate] Jiná podoba: překlad
       *[other] Jiná podoba: znovu
    }
assist-form-take = Použít novou
assist-form-keep = Nechat původní
assist-form-taken = Návrh nahradila jiná podoba
assist-form-ready = Jiná podoba návrhu je hotová: porovnejte ji s původní
assist-stale = Kupující napsal znovu: tento návrh odpovídá na jeho předchozí zprávu.
assist-stale-coming = Kupující napsal znovu: tento návrh odpovídá na jeho předchozí zprávu. Nový se připravuje.
assist-stale-insert = Přesto vložit
assist-stale-held = Návrh nebyl vložen: kupující od té doby napsal znovu. Vložit ho můžete tlačítkem pod ním
assist-not-yet = Návrh zatím není
assist-still-coming = Návrh se ještě píše
assist-anew = Navrhnout nový
assist-writing = Model píše, { $time }. Zatím jen ke čtení.
assist-stop = Zastavit
assist-replaced = Text v poli nahradil návrh
assist-replace-title = V poli už je text
assist-replace-now = Teď v poli
assist-replace-next = Návrh
assist-replace = Nahradit
assist-append = Připojit na konec
assist-no-source = Bez zdroje: zkontrolujte každé slovo
assist-sources = Zdroje návrhu
assist-source-past-reply = vaše dřívější odpověď
assist-source-canned = vaše šablona
assist-source-shipped = obecná odpověď Pultu
assist-source-snippet = vaše poznámka
assist-source-order = objednávka
assist-source-item = zboží
assist-source-message = zpráva kupujícího
assist-open-chat = Otevřít ten chat
assist-open-entry = Otevřít a upravit
assist-who-own = Bez sítě, z vašich dřívějších odpovědí, 0 ₽
assist-who-embedded = Bez sítě, sestavil sám Pult, 0 ₽
assist-who-model = { $who }, { $cost }, { $time }
assist-embedded = Pult, bez modelu
assist-why = Proč tak
assist-looked = Prohledáno
assist-looked-nowhere = nic: po ruce nebyla objednávka, zboží ani vaše zápisy
assist-looked-order = objednávka
assist-looked-item = zboží
assist-looked-past-reply =
    { $count ->
        [one] { $count } vaše dřívější odpověď
        [few] { $count } vaše dřívější odpovědi
        [many] { $count } vaší dřívější odpovědi
       *[other] { $count } vašich dřívějších odpovědí
    }
assist-looked-canned =
    { $count ->
        [one] { $count } vaše šablona
        [few] { $count } vaše šablony
        [many] { $count } vaší šablony
       *[other] { $count } vašich šablon
    }
assist-looked-snippet =
    { $count ->
        [one] { $count } vaše poznámka
        [few] { $count } vaše poznámky
        [many] { $count } vaší poznámky
       *[other] { $count } vašich poznámek
    }
assist-checked = Kontrola
assist-checked-clean = bez připomínek
assist-checked-found =
    { $count ->
        [one] { $count } připomínka
        [few] { $count } připomínky
        [many] { $count } připomínek
       *[other] { $count } připomínek
    }
assist-held = Zadržuje
assist-stopped = Zahozeno
assist-stopped-count =
    { $count ->
        [one] { $count } pokus porušil pravidlo
        [few] { $count } pokusy porušily pravidlo
        [many] { $count } pokusů porušilo pravidlo
       *[other] { $count } pokusů porušilo pravidlo
    }
assist-maker = Sestavil
assist-cost = Cena
assist-took = Čas
assist-made = Kdy
assist-model-failed = Model
assist-blocked = Nesmí se odeslat.
assist-strike = Vypustit
assist-rewrite = Nahradit za „{ $text }“
assist-good = Dobrý návrh
assist-bad = Špatný návrh
assist-what-wrong = Co je špatně?
assist-fault-wrong-fact = Nepravdivý údaj
assist-fault-off-topic = Mimo věc
assist-fault-wrong-tone = Nevhodný tón
assist-fault-wrong-length = Nevhodná délka
assist-fault-needs-person = Potřebuje člověka
assist-gap-nothing-open = Není na co odpovídat: poslední slovo máte vy.
assist-gap-only-files = Kupující poslal jen soubory: podívejte se a odpovězte sami.
assist-gap-spam = Vypadá to jako reklama nebo podvod, odpovídat netřeba.
assist-gap-unsure = Přesná odpověď mezi vašimi dřívějšími není a Pult si nevymýšlí.
assist-gap-blocked = Všechny pokusy slibovaly příliš, proto tu žádný není. Napište odpověď sami.
assist-gap-off = Návrhy jsou v nastavení vypnuté.
near-title = Něco podobného jste už psali
near-replaced = Text v poli nahradilo to, co jste psali dřív
assist-try = Zkusit znovu
assist-connect = Připojit model
quoted = „{ $text }“
