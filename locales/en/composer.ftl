# How a reply is written: undo, send later, answering a message, private notes, files.
mode-label = What you are writing
mode-reply = Reply
mode-note = Note

undo-bar = The reply leaves in { $seconds } s
undo-bar-elsewhere = The reply in another chat leaves in { $seconds } s
undo-bar-planned = Planned: { $at }
undo-bar-said = The reply can be undone.

later-button = Send later
later-title = Send later
later-label = When to send it
later-example = tomorrow 9
later-save = Plan it
later-hint = For example “tomorrow 9”, “2h”, “monday 10:30”, “opening hours”.
later-at = Leaves { $at }.
later-at-closed = Leaves { $at }: the shop is closed then.
later-opening = When we open
later-hour = In an hour
later-tomorrow = Tomorrow at 9

plan-at = Leaves { $at }
plan-due = Leaving: its time was { $at }
plan-was = planned for { $at }
plan-now = Send now
plan-anyway = Send anyway
plan-edit = Change
plan-cancel = Cancel
plan-news = The buyer has written since. It will not leave by itself: you will be asked first.
plan-held = Waits for you
plan-held-news = The buyer has written again, so the reply planned for { $at } did not leave.
plan-held-late = Its time ({ $at }) passed while the program was not running. A late reply does not leave by itself.
plan-gone = { $count ->
    [one] The planned reply no longer waits: your changes did not go into it
   *[other] { $count } planned replies no longer wait: your changes did not go into them
}

stale-title = { $count ->
    [one] The buyer has written again
   *[other] The buyer has written { $count } more messages
}
stale-again = If the reply still holds, send it once more
stale-read = I have read it

answer-this = Answer this message
answer-to = To the message:
answer-quote = Show it to the buyer
answer-quote-hint = Puts a quotation at the start of the reply; otherwise only you see which message it answers
answer-clear = Do not answer this message
answer-jump = Show the message

note-word = Note
note-label = Private note
note-hint = What is worth remembering about this chat
note-private = Only you see it
note-keep = Keep
note-kept = The note is kept
note-of = Private note, { $time }
note-edit = Change
note-remove = Delete
note-changed = The note is changed
note-removed = The note is deleted

upload-rename = Rename the file { $name }
upload-name = Name of the file { $name }
files-limits = { $channel } takes { $kinds }, each file up to { $limit }. Files leave before the text.
files-any-kind = files of any kind

settings-hold = Hold a planned reply when the buyer has written again
settings-hold-hint = It waits for your word instead of answering an old question.
flag-plan-held = waits for you
flag-planned = planned
