## What if: the past under other hours, rules and times to answer.
key-go-what-if = What if
sim-title = What if
sim-open = What if
sim-open-hint = Try these rules and hours on the last 90 days
sim-lead = Replay the past with other hours, times to answer or speed of replies, and see how many late replies that would have changed. Nothing is saved or sent.
sim-unsaved = This tries the rules and hours you are editing. They are not saved yet.
sim-form = What to change
sim-result = What would have happened
sim-weekdays = Weekdays
sim-saturday = Saturday
sim-sunday = Sunday
sim-mixed = they differ
sim-level-out = set one time
sim-times = Time to answer
sim-differ = differ
sim-rest-rule = Everything else
sim-answering = How quickly you answer
sim-as-it-was = As it was
sim-quicker = Quicker by
sim-quicker-number = Quicker by how many per cent
sim-at-most = In no more than
sim-at-most-number = In no more than so many minutes
sim-minutes-unit = min
sim-days = Over the last
sim-days-of = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
sim-start = Try it
sim-starting = Trying…
sim-untouched = Nothing is changed yet: this will show where you were late.
sim-idle = Change something and press “Try it”
sim-idle-hint = Open an hour earlier, for example, or answer a third quicker.
sim-running = Chats checked: { $chats } of { $all }
sim-progress = How far it is
sim-cancelled = Stopped
sim-cancelled-hint = Nothing was changed. You can start again at any moment.
sim-failed = This could not be tried
sim-nobody = Nobody wrote to you in this time
sim-nobody-hint = There is nothing to try it on yet. Choose a longer time, or come back when there are more chats.
sim-never-late = { $count ->
    [one] You answered { $all } enquiry in time. Nothing was late, and nothing would have been.
   *[other] You answered { $all } enquiries in time. Nothing was late, and nothing would have been.
}
sim-same = Nothing would have changed: { $after } late replies to { $all } enquiries, as before.
sim-better = Fewer replies would have been late: { $after } instead of { $before }, of { $all } enquiries.
sim-worse = More replies would have been late: { $after } instead of { $before }, of { $all } enquiries.
sim-moved = As many replies would have been late, { $after } of { $all } enquiries, but others: { $moved } gone and as many new.
sim-note-as-it-was = Your replies are taken as they were; only the deadlines change.
sim-note-quicker = Your replies are taken as quicker; what the buyer would have written then is not guessed.
sim-note-words = There are very many chats, so messages were judged by their words, not by their meaning.
sim-note-apart = { $count ->
    [one] { $count } shop has rules of its own; only the speed of replies changes there.
   *[other] { $count } shops have rules of their own; only the speed of replies changes there.
}
sim-stale = You have changed the terms. Press “Try it” to bring the result up to date.
sim-show = What to show
sim-avoided = Avoided
sim-added = Added
sim-before = As it was
sim-after = As it would be
sim-caption-avoided = Late replies that would not have been, by weekday and hour of the buyer’s message
sim-caption-added = New late replies, by weekday and hour of the buyer’s message
sim-caption-before = Late replies as it was, by weekday and hour of the buyer’s message
sim-caption-after = Late replies as it would be, by weekday and hour of the buyer’s message
sim-sum = All
sim-how-to-read = Point at a cell, or walk with the arrow keys, to read it in words.
sim-cell-nobody = nobody wrote
sim-cell = enquiries { $all }, late { $before }, would be late { $after }
sim-peaks = Most: { $places }
sim-apply = Apply
sim-apply-hint = These rules and hours become yours, and the deadlines of open chats follow. You can undo it.
sim-nothing-to-keep = The rules and hours are the same, so there is nothing to save.
sim-applied = Applied, deadlines recalculated
sim-undone = The earlier rules and hours are back
