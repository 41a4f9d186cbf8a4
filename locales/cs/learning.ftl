## What edits of drafts teach, what became of drafts, and long chats in short.

## A long chat in short.
summary-title = Chat ve zkratce
summary-messages =
    { $count ->
        [one] { $count } zpráva
        [few] { $count } zprávy
        [many] { $count } zpráv
       *[other] { $count } zpráv
    }
summary-open = Čeká na odpověď
summary-nothing-open = Vše je zodpovězeno.
summary-promised = Slíbili jste
summary-asked = Kupující se ptal
summary-order = objednávka { $order }
summary-stale = Kupující od té doby znovu psal.
summary-more = Co bylo předtím
summary-less = Sbalit
summary-ask = Shrnout modelem
summary-asking = Model čte…
summary-who-embedded = Slovy samotného chatu, bez modelu
summary-who-model = { $who }, { $cost }

## The draft under the owner's pen.
assist-edit = Upravit tady
assist-edit-label = Návrh, který upravujete
assist-habits = Vaše úpravy

## Habits.
knowledge-tab-learned = Úpravy
habits-lead = Když třikrát, u různých kupujících, upravíte návrh stejně, Pult navrhne psát to tak rovnou. Rozhodujete vy a vše jde vrátit.
habits-proposed = Návrhy
habits-none = Zatím není co navrhnout: stejná úprava u tří kupujících ještě nebyla.
habits-kept = Přijato
habit-greeting-changed = Zdravit „{ $becomes }“ místo „{ $was }“
habit-greeting-added = Začínat „{ $becomes }“
habit-greeting-dropped = Nezdravit („{ $was }“)
habit-sign-off-changed = Končit „{ $becomes }“ místo „{ $was }“
habit-sign-off-added = Končit „{ $becomes }“
habit-sign-off-dropped = Nekončit „{ $was }“
habit-phrase-changed = Psát „{ $becomes }“ místo „{ $was }“
habit-phrase-added = Přidávat „{ $becomes }“
habit-phrase-dropped = Nepsat „{ $was }“
habit-words-changed = Psát „{ $becomes }“ místo „{ $was }“
habit-words-added = Přidávat „{ $becomes }“
habit-words-dropped = Nepsat „{ $was }“
habit-shorter =
    { $count ->
        [one] Odpovídat kratčeji: { $count } věta po pozdravu
        [few] Odpovídat kratčeji: { $count } věty po pozdravu
        [many] Odpovídat kratčeji: { $count } vět po pozdravu
       *[other] Odpovídat kratčeji: { $count } vět po pozdravu
    }
habit-snippet = Uložit jako poznámku: „{ $becomes }“
habit-note-text = Text poznámky
habit-seen =
    { $count ->
        [one] Nalezeno v { $count } úpravě
        [few] Nalezeno v { $count } úpravách
        [many] Nalezeno v { $count } úpravách
       *[other] Nalezeno v { $count } úpravách
    }
habit-accept = Přijmout
habit-accept-note = Uložit poznámku
habit-reject = Není třeba
habit-rejected = Už to nenavrhneme
habit-switch-off = Vypnout
habit-switch-on = Zapnout
habit-forget = Odstranit
habit-used =
    { $count ->
        [0] Podle toho ještě žádný návrh nevznikl.
        [one] Podle toho vznikl { $count } návrh.
        [few] Podle toho vznikly { $count } návrhy.
        [many] Podle toho vzniklo { $count } návrhů.
       *[other] Podle toho vzniklo { $count } návrhů.
    }
habit-effect = Dříve jste upravovali { $before } textu, teď { $now } (odesláno takových návrhů: { $drafts }).
habit-effect-after = Upravujete { $now } textu (odesláno takových návrhů: { $drafts }).
habit-effect-none = O kolik méně upravujete, se ukáže po prvních odpovědích.

## What became of drafts.
figures-title = Návrhy za 30 dní
figures-maker = Kdo psal
figures-made = Vzniklo
figures-accepted = Přijato
figures-accepted-how = Odesláno beze změny nebo s úpravou, ze všech, o kterých jste rozhodli
figures-fates = Beze změny / upravené / nepoužité
figures-fates-how = Odesláno beze změny, odesláno s úpravou, odesláno něco jiného
figures-distance = Úprava
figures-distance-how = Průměrný podíl písmen změněných v odeslaném
figures-stopped = Zastaveno
figures-stopped-how = Verze, které kontrola nepustila
figures-cost = Za odpověď
figures-time = Čas
figures-thumbs = Pro / proti
figures-faults = Co bylo špatně: { $faults }.
figures-fault = { $fault }: { $times }
