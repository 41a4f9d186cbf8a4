# Keys: what they do and how they are changed.
key-quick-look = Quick look at a chat
key-claim = Take into work
key-spam = Spam (close and remember) or not spam
key-pick-none = Clear the selection
key-note = Note to self
key-send-done = Send, close and open the next
key-find-in-chat = Find in this chat
key-edit-keys = Change keys

keys-edit = Change keys
keys-edit-own = Your keys
keys-title = Keys
keys-lead = Letters work on a Russian layout too. Any key can be replaced; one that is taken is not given away.
keys-preset = Set
keys-preset-hint = Where to begin. Your changes stay on top of the set.
keys-preset-pult = Pult
keys-preset-gmail = As in Gmail
keys-preset-chatwoot = As in Chatwoot
keys-preset-plain = No single letters
keys-find = Action or key
keys-found-none = There is no such action
keys-none = none
keys-add = Add a key for “{ $command }”
keys-remove = Remove { $keys } from “{ $command }”
keys-reset = Put “{ $command }” back as in the set
keys-reset-all = Put the whole set back
keys-was-reset = The keys are as in the set again
keys-changed = Keys changed
keys-press = Press a key
keys-press-second = { $keys } and one more…
keys-press-hint = Esc: leave it
keys-taken = { $keys } is taken: “{ $command }”. Free it there first.
keys-reserved = { $keys } is needed by the system or by text fields
keys-needs-ctrl = In the reply field only a key with Ctrl or Alt will do
keys-full = An action has four keys at most

palette-needs-chat = pick a chat first
palette-needs-open = open a chat first
acted-sent-done = Sent, chat closed
acted-spam = { $count ->
    [one] Spam: chat closed
   *[other] Spam: { $count } chats closed
    }
quick-deadline = Due
quick-open = Open
quick-close = Close
key-space = Space

find-count = { $at } of { $all }
find-none = Not found
find-looking = Looking…
find-older = Earlier
find-newer = Later

said-overdue = Time to answer is over: { $name }
said-overdue-many = { $count ->
        [one] Time to answer is over in { $count } chat
       *[other] Time to answer is over in { $count } chats
    }
