## Why a chat must be answered by then: one word or clause per step of a decision.
sla-level-low = no hurry
sla-level-normal = normal
sla-level-high = soon
sla-level-urgent = urgent
sla-rule-return = Return
sla-rule-defect = Broken or faulty
sla-rule-wrong-item = Wrong or missing item
sla-rule-cancel-change = Cancel or change an order
sla-rule-delivery-delay = Late
sla-rule-order-status = Where is my order
sla-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
sla-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
sla-off-hours = outside working hours
sla-off-day-off = a day off
sla-off-holiday = a holiday
sla-step-received = The buyer wrote { $at }
sla-step-negated = the rule “{ $rule }” did not match: “{ $words }” is said with a “not”
sla-step-calmed = the rule “{ $rule }” did not match: “{ $words }”, but it is about something else (“{ $by }”)
sla-step-rule = rule “{ $rule }” (“{ $words }”): { $level }, { $time }
sla-step-rule-plain = rule “{ $rule }”: { $level }, { $time }
sla-step-no-rule = no rule matched: { $level }, { $time }
sla-step-urgency-high = the analysis found haste: { $level }, { $time }
sla-step-urgency-critical = the analysis found danger or a threat: { $level }, { $time }
sla-step-dispute = this is a dispute, the marketplace’s arbiter decides: { $level }, { $time }
sla-step-raised = { $reason }, level raised: { $level }, { $time }
sla-step-off-ignored = { $reason }, the time stays
sla-step-paused = the clock stands still and goes on { $until }
sla-step-deadline = Answer due: { $at }
# The whole in one sentence; $why is the clauses above.
sla-summary = { $level }, answer due { $at }: { $why }
## Moments as people say them.
sla-when-today = today at { $time }
sla-when-tomorrow = tomorrow at { $time }
sla-when-yesterday = yesterday at { $time }
sla-when-date = { $month ->
    [1] { $day } January
    [2] { $day } February
    [3] { $day } March
    [4] { $day } April
    [5] { $day } May
    [6] { $day } June
    [7] { $day } July
    [8] { $day } August
    [9] { $day } September
    [10] { $day } October
    [11] { $day } November
   *[12] { $day } December
}
sla-when-year = { $date } { $year }
sla-when-then = { $date } at { $time }
## A snooze that cannot be read.
sla-snooze-empty = Say until when: “2h30m”, “tomorrow 9am”.
sla-snooze-not-understood = This does not look like a time. Try “2h30m”, “tomorrow 9am” or “mon 10”.
sla-snooze-no-such-time = There is no such hour or day.
sla-snooze-in-the-past = That time has passed already.
sla-snooze-too-far = A chat can be snoozed for a year at most.
## A rule or calendar that cannot be used.
sla-fault-phrase-empty = The phrase has no word in it.
sla-fault-phrase-too-short = Such a phrase would match every message.
sla-fault-phrase-too-long = The phrase is too long: keep it to twelve words.
sla-fault-no-minutes = Say in how many minutes to answer.
sla-fault-id-twice = Two rules have the same name.
sla-fault-hours-invalid = There are no such hours.
sla-fault-zone-unknown = There is no such time zone.
