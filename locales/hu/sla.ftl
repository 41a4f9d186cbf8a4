## Why a chat must be answered by then: one word or clause per step of a decision.
sla-level-low = ráér
sla-level-normal = szokásos
sla-level-high = hamarosan
sla-level-urgent = sürgős
sla-rule-return = Visszaküldés
sla-rule-defect = Hibás vagy törött
sla-rule-wrong-item = Rossz vagy hiányzó tétel
sla-rule-cancel-change = Rendelés lemondása vagy módosítása
sla-rule-delivery-delay = Késik
sla-rule-order-status = Hol a rendelésem
sla-minutes = { $count ->
    [one] { $count } perc
   *[other] { $count } perc
}
sla-hours = { $count ->
    [one] { $count } óra
   *[other] { $count } óra
}
sla-off-hours = munkaidőn kívül
sla-off-day-off = szünnap
sla-off-holiday = ünnepnap
sla-step-received = A vevő írt: { $at }
sla-step-negated = a(z) „{ $rule }” szabály nem illik: a „{ $words }” tagadva áll
sla-step-calmed = a(z) „{ $rule }” szabály nem illik: „{ $words }”, de másról van szó („{ $by }”)
sla-step-rule = „{ $rule }” szabály („{ $words }”): { $level }, { $time }
sla-step-rule-plain = „{ $rule }” szabály: { $level }, { $time }
sla-step-no-rule = egyik szabály sem illik: { $level }, { $time }
sla-step-urgency-high = az elemzés sietséget talált: { $level }, { $time }
sla-step-urgency-critical = az elemzés veszélyt vagy fenyegetést talált: { $level }, { $time }
sla-step-dispute = vitás ügy, a piactér döntőbírója dönt: { $level }, { $time }
sla-step-raised = { $reason }, magasabb szint: { $level }, { $time }
sla-step-off-ignored = { $reason }, az idő nem változik
sla-step-paused = az óra áll, és újraindul: { $until }
sla-step-deadline = Válaszidő vége: { $at }
# The whole in one sentence; $why is the clauses above.
sla-summary = { $level }, válaszidő vége: { $at } – { $why }
## Moments as people say them.
sla-when-today = ma { $time }
sla-when-tomorrow = holnap { $time }
sla-when-yesterday = tegnap { $time }
sla-when-date = { $month ->
    [1] január { $day }.
    [2] február { $day }.
    [3] március { $day }.
    [4] április { $day }.
    [5] május { $day }.
    [6] június { $day }.
    [7] július { $day }.
    [8] augusztus { $day }.
    [9] szeptember { $day }.
    [10] október { $day }.
    [11] november { $day }.
   *[12] december { $day }.
}
sla-when-year = { $year }. { $date }
sla-when-then = { $date }, { $time }
## A snooze that cannot be read.
sla-snooze-empty = Írd be, meddig: „2h30m”, „holnap 9”.
sla-snooze-not-understood = Ez nem tűnik időpontnak. Például: „2h30m”, „holnap 9” vagy „hétfő 10”.
sla-snooze-no-such-time = Nincs ilyen óra vagy nap.
sla-snooze-in-the-past = Ez az időpont már elmúlt.
sla-snooze-too-far = Legfeljebb egy évre lehet elhalasztani.
## A rule or calendar that cannot be used.
sla-fault-phrase-empty = A kifejezésben nincs szó.
sla-fault-phrase-too-short = Ez minden üzenetre illene.
sla-fault-phrase-too-long = A kifejezés túl hosszú: legfeljebb tizenkét szó lehet.
sla-fault-no-minutes = Add meg, hány perc alatt kell válaszolni.
sla-fault-id-twice = Két szabálynak ugyanaz a neve.
sla-fault-hours-invalid = Nincs ilyen idősáv.
sla-fault-zone-unknown = Nincs ilyen időzóna.
