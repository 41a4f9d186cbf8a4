## What edits of drafts teach, what became of drafts, and long chats in short.

## A long chat in short.
summary-title = A csevegés röviden
summary-messages = { $count } üzenet
summary-open = Válaszra vár
summary-nothing-open = Mindenre érkezett válasz.
summary-promised = Ezt ígérted
summary-asked = Ezt kérdezte a vevő
summary-order = { $order } rendelés
summary-stale = A vevő azóta újra írt.
summary-more = Ami korábban volt
summary-less = Becsukás
summary-ask = Összefoglalás modellel
summary-asking = A modell olvas…
summary-who-embedded = A csevegés saját szavaival, modell nélkül
summary-who-model = { $who }, { $cost }

## The draft under the owner's pen.
assist-edit = Szerkesztés itt
assist-edit-label = A szerkesztett piszkozat
assist-habits = A te javításaid

## Habits.
knowledge-tab-learned = Javítások
habits-lead = Ha három különböző vevőnél ugyanúgy javítasz egy piszkozatot, a Pult felajánlja, hogy eleve így írja. Te döntesz, és minden visszavonható.
habits-proposed = Javaslatok
habits-none = Még nincs mit javasolni: három vevőnél még nem volt egyforma javítás.
habits-kept = Elfogadva
habit-greeting-changed = Köszönés: „{ $becomes }” ehelyett: „{ $was }”
habit-greeting-added = Kezdés ezzel: „{ $becomes }”
habit-greeting-dropped = Köszönés nélkül („{ $was }”)
habit-sign-off-changed = Befejezés: „{ $becomes }” ehelyett: „{ $was }”
habit-sign-off-added = Befejezés ezzel: „{ $becomes }”
habit-sign-off-dropped = Ne így fejeződjön be: „{ $was }”
habit-phrase-changed = „{ $becomes }” ehelyett: „{ $was }”
habit-phrase-added = Kerüljön bele: „{ $becomes }”
habit-phrase-dropped = Ne kerüljön bele: „{ $was }”
habit-words-changed = „{ $becomes }” ehelyett: „{ $was }”
habit-words-added = Kerüljön bele: „{ $becomes }”
habit-words-dropped = Ne kerüljön bele: „{ $was }”
habit-shorter = Rövidebb válasz: { $count } mondat a köszönés után
habit-snippet = Mentés jegyzetként: „{ $becomes }”
habit-note-text = A jegyzet szövege
habit-seen = { $count } javításban szerepelt
habit-accept = Elfogadás
habit-accept-note = Jegyzet mentése
habit-reject = Nem kell
habit-rejected = Többé nem javasoljuk
habit-switch-off = Kikapcsolás
habit-switch-on = Bekapcsolás
habit-forget = Törlés
habit-used =
    { $count ->
        [0] Még egy piszkozat sem készült így.
       *[other] { $count } piszkozat készült így.
    }
habit-effect = Korábban a szöveg { $before }-át javítottad, most { $now }-át (elküldött ilyen piszkozat: { $drafts }).
habit-effect-after = A szöveg { $now }-át javítod (elküldött ilyen piszkozat: { $drafts }).
habit-effect-none = Az első válaszok után látszik, mennyivel kevesebbet javítasz.

## What became of drafts.
figures-title = Piszkozatok 30 nap alatt
figures-maker = Ki írta
figures-made = Készült
figures-accepted = Elfogadva
figures-accepted-how = Változatlanul vagy javítva elküldve, azokból, amelyekről döntöttél
figures-fates = Változatlan / javított / mellőzött
figures-fates-how = Változatlanul elküldve, javítva elküldve, más lett elküldve
figures-distance = Javítás
figures-distance-how = Az elküldött szövegekben módosított betűk átlagos aránya
figures-stopped = Megállítva
figures-stopped-how = Változatok, amelyeket az ellenőrzés nem engedett át
figures-cost = Válaszonként
figures-time = Idő
figures-thumbs = Mellette / ellene
figures-faults = Mi volt a baj: { $faults }.
figures-fault = { $fault }: { $times }
