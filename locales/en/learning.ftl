## What edits of drafts teach, what became of drafts, and long chats in short.

## A long chat in short.
summary-title = The chat in short
summary-messages =
    { $count ->
        [one] { $count } message
       *[other] { $count } messages
    }
summary-open = Waiting for an answer
summary-nothing-open = Everything is answered.
summary-promised = You promised
summary-asked = The buyer asked
summary-order = order { $order }
summary-stale = The buyer has written since.
summary-more = What came before
summary-less = Fold
summary-ask = Sum up with the model
summary-asking = The model is reading…
summary-who-embedded = In the chat's own words, without a model
summary-who-model = { $who }, { $cost }

## The draft under the owner's pen.
assist-edit = Edit here
assist-edit-label = The draft you are editing
assist-habits = Your edits

## Habits.
knowledge-tab-learned = Edits
habits-lead = When you change a draft the same way for three different buyers, Pult suggests writing it like that. You decide, and everything can be undone.
habits-proposed = Suggestions
habits-none = Nothing to suggest yet: no edit has been the same for three buyers.
habits-kept = Accepted
habit-greeting-changed = Greet with “{ $becomes }” instead of “{ $was }”
habit-greeting-added = Open with “{ $becomes }”
habit-greeting-dropped = Do not greet (“{ $was }”)
habit-sign-off-changed = End with “{ $becomes }” instead of “{ $was }”
habit-sign-off-added = End with “{ $becomes }”
habit-sign-off-dropped = Do not end with “{ $was }”
habit-phrase-changed = Write “{ $becomes }” instead of “{ $was }”
habit-phrase-added = Add “{ $becomes }”
habit-phrase-dropped = Do not write “{ $was }”
habit-words-changed = Write “{ $becomes }” instead of “{ $was }”
habit-words-added = Add “{ $becomes }”
habit-words-dropped = Do not write “{ $was }”
habit-shorter =
    { $count ->
        [one] Answer shorter: { $count } sentence after the greeting
       *[other] Answer shorter: { $count } sentences after the greeting
    }
habit-snippet = Keep as a note: “{ $becomes }”
habit-note-text = The note
habit-seen =
    { $count ->
        [one] Seen in { $count } edit
       *[other] Seen in { $count } edits
    }
habit-accept = Accept
habit-accept-note = Keep the note
habit-reject = Not needed
habit-rejected = It will not be suggested again
habit-switch-off = Switch off
habit-switch-on = Switch on
habit-forget = Remove
habit-used =
    { $count ->
        [0] No drafts have followed it yet.
        [one] { $count } draft followed it.
       *[other] { $count } drafts followed it.
    }
habit-effect = You used to edit { $before } of the text, now { $now } (such drafts sent: { $drafts }).
habit-effect-after = You edit { $now } of the text (such drafts sent: { $drafts }).
habit-effect-none = How much less you edit will show after the first replies.

## What became of drafts.
figures-title = Drafts in 30 days
figures-maker = Made by
figures-made = Made
figures-accepted = Accepted
figures-accepted-how = Sent as they were or edited, of all you decided about
figures-fates = As is / edited / unused
figures-fates-how = Sent unchanged, sent with edits, something else was sent
figures-distance = Edited
figures-distance-how = Mean share of letters changed in what was sent
figures-stopped = Stopped
figures-stopped-how = Versions the check did not let pass
figures-cost = Per answer
figures-time = Time
figures-thumbs = For / against
figures-faults = What was wrong: { $faults }.
figures-fault = { $fault }: { $times }
