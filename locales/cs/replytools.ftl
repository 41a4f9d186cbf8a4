## Tools for replies: canned ones, what the guard says while typing, knowledge, own rules.

## Canned replies in the composer.
key-canned = Vložit šablonu
canned-title = Šablony odpovědí
canned-button = Šablona
canned-find = Najít šablonu
canned-none = Zatím žádné šablony.
canned-first = Napsat první
canned-not-found = Nic neodpovídá.
canned-manage = Všechny šablony
canned-offered =
    { $count ->
        [one] { $count } šablona: ↑ ↓ vybrat, Enter vložit, Esc zavřít
        [few] { $count } šablony: ↑ ↓ vybrat, Enter vložit, Esc zavřít
        [many] { $count } šablony: ↑ ↓ vybrat, Enter vložit, Esc zavřít
       *[other] { $count } šablon: ↑ ↓ vybrat, Enter vložit, Esc zavřít
    }
canned-gaps = Zde není známo: { $names }. Doplňte, nebo smažte.
canned-gap-show = Ukázat místo
composer-held-gaps = Nejdřív doplňte, co v šabloně chybí.
canned-var-customer = jméno kupujícího
canned-var-order = číslo objednávky
canned-var-item = zboží
canned-var-status = stav objednávky
canned-var-shop = obchod
canned-var-price = cena
canned-var-due = termín doručení
canned-var-tracking = číslo zásilky
canned-var-size = velikost
canned-sample-customer = Elena
canned-sample-order = 71204118330
canned-sample-item = Keramická konvice, 1,2 l
canned-sample-status = na cestě
canned-sample-shop = Hliněný dům
canned-sample-price = 2 490 ₽
canned-sample-due = 25. listopadu
canned-sample-tracking = RB123456789RU
canned-sample-size = 22 cm

## What the guard says under the field.
guard-sentence = { $why }.
guard-sentence-quoted = { $why } („{ $words }“).
guard-mended = Text nahrazen
composer-held = V textu je něco, co se nesmí odeslat. Upravte ho.

## The page.
knowledge-title = Odpovědi a znalosti
knowledge-lead = Šablony odpovědí, poznámky o zboží a dopravě, tón obchodu a vaše zákazy.
knowledge-open = Otevřít
knowledge-tab-canned = Šablony
knowledge-tab-snippets = Poznámky
knowledge-tab-tone = Tón
knowledge-tab-rules = Zákazy
knowledge-any-language = Jakýkoli
knowledge-language = Jazyk
knowledge-find = Najít
knowledge-remove = Smazat „{ $name }“
knowledge-removed = „{ $name }“ smazáno
knowledge-leave-words = Začali jste psát a ještě jste neuložili. Bez uložení to zmizí.
fared = Návrhů za 30 dní: { $made }. Odesláno beze změny: { $sent }, s úpravou: { $edited }.
fared-none = Za posledních 30 dní zatím žádné návrhy.
fared-blocked =
    { $count ->
        [one] V { $count } případě kontrola zastavila nevhodnou verzi.
        [few] Ve { $count } případech kontrola zastavila nevhodnou verzi.
        [many] V { $count } případu kontrola zastavila nevhodnou verzi.
       *[other] V { $count } případech kontrola zastavila nevhodnou verzi.
    }

## Canned replies.
canned-lead = V poli odpovědi napište na začátku řádku / a zkratku nebo slovo z názvu. Ze šablon vznikají i návrhy.
canned-add = Nová šablona
canned-none-yet = Zatím žádné šablony. Začněte odpovědí, kterou píšete nejčastěji.
canned-used =
    { $count ->
        [one] použito { $count }krát
        [few] použito { $count }krát
        [many] použito { $count }krát
       *[other] použito { $count }krát
    }
canned-name = Název
canned-shortcut = Zkratka
canned-shortcut-hint = Bez mezer, například „vrácení“.
canned-shortcut-taken = Tuto zkratku má šablona „{ $name }“. Zvolte jinou.
canned-text = Text odpovědi
canned-variables = Doplnit z chatu:
canned-unknown = Pult neví, co doplnit: { $names }. Zůstane, jak je.
canned-preview = Jak se to bude číst
canned-intent = Na jakou otázku
canned-intent-none = Neuvedeno
canned-words = Slova v otázce kupujícího
canned-words-hint = Na každém řádku jedna fráze. Podle nich Pult šablonu nabídne jako návrh a najdete ji přes /.

## Snippets of knowledge.
snippets-lead = Krátké údaje, o které se návrhy opírají: péče o zboží, doba dopravy, obsah sady.
snippets-add = Nová poznámka
snippets-none = Zatím žádné poznámky. Napište první, nebo načtěte soubor, který už máte.
snippets-import = Načíst ze souboru
snippets-title = O čem
snippets-text = Co je třeba vědět
snippets-text-hint = Pište, jak byste odpověděli kupujícímu: slova odtud jdou do návrhu.
snippets-unreadable = Soubor se nepodařilo přečíst. Uložte ho v kódování UTF-8.
snippets-kept =
    { $count ->
        [one] Uložena { $count } poznámka
        [few] Uloženy { $count } poznámky
        [many] Uloženo { $count } poznámky
       *[other] Uloženo { $count } poznámek
    }
snippets-import-lead = Text: odstavec po odstavci. CSV: první sloupec o čem, druhý co. Markdown: oddíl pod každým nadpisem. Nejdřív uvidíte, co se našlo.
snippets-choose = Vybrat soubor
snippets-form = Druh souboru
snippets-form-text = Text
snippets-form-csv = CSV, tabulka
snippets-form-markdown = Markdown
snippets-found =
    { $count ->
        [one] Nalezena { $count } poznámka. Zatím nic není uloženo.
        [few] Nalezeny { $count } poznámky, zde jsou první. Zatím nic není uloženo.
        [many] Nalezeno { $count } poznámky, zde jsou první. Zatím nic není uloženo.
       *[other] Nalezeno { $count } poznámek, zde jsou první. Zatím nic není uloženo.
    }
snippets-keep = Uložit

## How the shop speaks.
tone-title = Jak mluví obchod
tone-manner = Styl
tone-neutral = Běžný
tone-warm = Vřelý
tone-formal = Oficiální
tone-greet = Zdravit jménem
tone-greet-hint = Kde je jméno kupujícího známé; jinak prostý pozdrav.
tone-signature = Podpis
tone-signature-hint = Poslední řádek každého návrhu. Prázdné: bez podpisu.
tone-style = Jak psát
tone-style-hint = Pro model, je-li připojen: „krátce, vykat, bez smajlíků“.
tone-enabled = Připravovat návrhy
tone-enabled-hint = Pult nabídne odpověď, odesíláte ji jen vy.
tone-ahead = Předem
tone-ahead-hint = Návrh je hotový, než chat otevřete.
tone-models = Ptát se modelů
tone-models-hint = Je-li nějaký připojen. Jinak se vše děje v tomto počítači.

## Own rules of the guard.
guard-own-lead = Pult sám hlídá sliby vrácení peněz, kontakty a výčitky. Zde je to, co se nesmí psát právě ve vašem obchodě.
guard-own-stops = neodejde
guard-own-warns = upozorní
guard-own-add = Nový zákaz
guard-own-none = Zatím žádné vlastní zákazy. Například: neuvádět den doručení.
guard-own-phrases = Slova a fráze
guard-own-phrases-hint = Jedna na řádku. „doruč*“ najde vše, co tak začíná, „=brzy“ jen toto slovo.
guard-own-reason = Proč ne
guard-own-reason-hint = Tuto větu uvidíte pod polem odpovědi.
guard-own-blocks = Neodesílat
guard-own-blocks-hint = Jinak Pult jen upozorní.
guard-own-negation = „Ne“ povoluje
guard-own-negation-hint = „Neslibujeme slevu“ projde, „slibujeme slevu“ ne.
guard-own-channels = Na tržištích
guard-own-writers = Kdo píše
guard-own-languages = V jazycích
guard-own-everywhere = nic nezaškrtnuto: vždy
guard-writer-human = Píšete vy
guard-writer-assisted = Návrh Pultu
guard-writer-automatic = Odesláno bez vás
guard-try-title = Vyzkoušejte na odpovědi
guard-try-example = Dobrý den! Doručíme zítra do oběda.
guard-try-channel = Tržiště
guard-try-writer = Kdo píše odpověď
guard-try-idle = Napište odpověď a uvidíte, co řekne kontrola. Nikam se neodešle.
guard-verdict-pass = Bez námitek
guard-verdict-warn = Lze odeslat, ale podívejte se
guard-verdict-block = Takto neodejde
