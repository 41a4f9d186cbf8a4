## Why a chat must be answered by then: one word or clause per step of a decision.
sla-level-low = nespěchá
sla-level-normal = běžné
sla-level-high = brzy
sla-level-urgent = naléhavé
sla-rule-return = Vrácení
sla-rule-defect = Vadné nebo rozbité
sla-rule-wrong-item = Jiné nebo chybějící zboží
sla-rule-cancel-change = Zrušit nebo změnit objednávku
sla-rule-delivery-delay = Zpoždění
sla-rule-order-status = Kde je objednávka
sla-minutes = { $count ->
    [one] { $count } minuta
    [few] { $count } minuty
   *[other] { $count } minut
}
sla-hours = { $count ->
    [one] { $count } hodina
    [few] { $count } hodiny
   *[other] { $count } hodin
}
sla-off-hours = mimo pracovní dobu
sla-off-day-off = volný den
sla-off-holiday = svátek
sla-step-received = Kupující napsal { $at }
sla-step-negated = pravidlo „{ $rule }“ neplatí: „{ $words }“ je řečeno se záporem
sla-step-calmed = pravidlo „{ $rule }“ neplatí: „{ $words }“, ale jde o něco jiného („{ $by }“)
sla-step-rule = pravidlo „{ $rule }“ („{ $words }“): { $level }, { $time }
sla-step-rule-plain = pravidlo „{ $rule }“: { $level }, { $time }
sla-step-no-rule = žádné pravidlo neplatí: { $level }, { $time }
sla-step-urgency-high = analýza našla spěch: { $level }, { $time }
sla-step-urgency-critical = analýza našla nebezpečí nebo hrozbu: { $level }, { $time }
sla-step-dispute = je to spor, rozhoduje rozhodce tržiště: { $level }, { $time }
sla-step-raised = { $reason }, stupeň zvýšen: { $level }, { $time }
sla-step-off-ignored = { $reason }, čas se nemění
sla-step-paused = hodiny stojí a poběží { $until }
sla-step-deadline = Lhůta: { $at }
# The whole in one sentence; $why is the clauses above.
sla-summary = { $level }, lhůta { $at }: { $why }
## Moments as people say them.
sla-when-today = dnes v { $time }
sla-when-tomorrow = zítra v { $time }
sla-when-yesterday = včera v { $time }
sla-when-date = { $month ->
    [1] { $day }. ledna
    [2] { $day }. února
    [3] { $day }. března
    [4] { $day }. dubna
    [5] { $day }. května
    [6] { $day }. června
    [7] { $day }. července
    [8] { $day }. srpna
    [9] { $day }. září
    [10] { $day }. října
    [11] { $day }. listopadu
   *[12] { $day }. prosince
}
sla-when-year = { $date } { $year }
sla-when-then = { $date } v { $time }
## A snooze that cannot be read.
sla-snooze-empty = Napište, dokdy odložit: „2h30m“, „zítra 9“.
sla-snooze-not-understood = To nevypadá jako čas. Zkuste „2h30m“, „zítra 9“ nebo „po 10“.
sla-snooze-no-such-time = Taková hodina nebo den není.
sla-snooze-in-the-past = Ten čas už uplynul.
sla-snooze-too-far = Odložit lze nejvýše na rok.
## A rule or calendar that cannot be used.
sla-fault-phrase-empty = Ve frázi není žádné slovo.
sla-fault-phrase-too-short = Taková fráze by platila pro každou zprávu.
sla-fault-phrase-too-long = Fráze je příliš dlouhá: nejvýše dvanáct slov.
sla-fault-no-minutes = Uveďte, do kolika minut odpovědět.
sla-fault-id-twice = Dvě pravidla mají stejný název.
sla-fault-hours-invalid = Takové hodiny nejsou.
sla-fault-zone-unknown = Takové časové pásmo není.
