## Keys
key-label = Put on or take off a label
key-star = Star or unstar
key-mark-unread = Mark as unread
key-mark-read = Mark as read
key-pick = Select the chat or not
key-pick-down = Select the next one too
key-pick-up = Select the previous one too
key-pick-row-down = Select the row below too
key-pick-row-up = Select the row above too
key-pick-all = Select all that are shown
key-go-unread = Go to unread
key-go-starred = Go to starred
key-go-ai-drafts = Go to AI drafts
key-go-spam = Go to spam
key-only-unread = Only unread
key-save-view = Save as a view
key-manage-labels = Manage labels

## Views
view-unread = Unread
empty-unread = Everything is read
view-starred = Starred
empty-starred = No starred chats yet
view-ai-drafts = AI drafts
empty-ai-drafts = No drafts are ready yet
view-spam = Spam
empty-spam = No spam
empty-narrow = No chats match this filter
empty-narrow-hint = Clear the filter to see the whole list.
filter-unread = unread
views = My views
view-one = View
view-name = Name
view-save-title = Save a view
view-words = words “{ $query }”
view-edit = Change the view “{ $name }”
view-place = Place in the list: { $place } of { $of }
view-up = Up
view-down = Down
view-remove = Remove the view
view-removed = The view “{ $name }” is removed, its chats stay

## Labels
labels = Labels
label-one = Label
label-change = Change
label-rest = { $count } more
label-fewer = Fewer
row-labels = Labels:
label-picker = { $count ->
        [1] Labels of the chat
        *[other] Labels of the selected chats: { $count }
    }
label-picker-hint = Find or make a label
label-picker-keys = Enter: put on or take off. Shift+Enter: and go on
label-create = Make the label “{ $name }”
label-none-yet = No labels yet. Type the name of the first.
label-manage = All labels
label-make = New label
label-make-save = Make
label-rename = Name of the label “{ $name }”
label-colour = Colour of the label “{ $name }”
label-delete = Delete the label “{ $name }”
label-delete-asked = { $count ->
        [0] No chat has this label. Delete it?
        [one] It will come off { $count } chat. Delete it?
        *[other] It will come off { $count } chats. Delete it?
    }
label-deleted = The label “{ $name }” is deleted

## Star
row-starred = starred
star-on = Star
star-off = Remove the star
flag-spam = spam

## Picked chats
bulk-count = { $count } selected
bulk-whole = Select all { $count }
bulk-none = Clear the selection (Esc)
bulk-label = What to do with them
bulk-done = Done
bulk-snooze = Snooze

## What was done
acted-done = { $count ->
        [1] The chat is closed
        *[other] { $count } chats closed
    }
acted-back = { $count ->
        [1] The chat waits again
        *[other] { $count } chats wait again
    }
acted-taken = { $count ->
        [1] The chat is in progress
        *[other] { $count } chats in progress
    }
acted-snoozed = { $count ->
        [1] Snoozed until { $until }
        *[other] { $count } chats snoozed until { $until }
    }
acted-snoozed-buyer = { $count ->
        [1] The chat is back when the buyer writes
        *[other] { $count } chats come back when their buyers write
    }
acted-returned = { $count ->
        [1] The chat is back in the list
        *[other] { $count } chats are back in the list
    }
acted-read = { $count ->
        [1] Marked as read
        *[other] { $count } chats marked as read
    }
acted-unread = { $count ->
        [1] Marked as unread
        *[other] { $count } chats marked as unread
    }
acted-starred = { $count ->
        [1] Starred
        *[other] { $count } chats starred
    }
acted-unstarred = { $count ->
        [1] Star removed
        *[other] Star removed from { $count } chats
    }
acted-unspam = { $count ->
        [1] No longer spam. If its subject is wrong, correct it in the chat
        *[other] { $count } chats are no longer spam. If their subjects are wrong, correct them in the chats
    }
acted-labelled = { $count ->
        [1] Label put on
        *[other] Label put on { $count } chats
    }
acted-unlabelled = { $count ->
        [1] Label taken off
        *[other] Label taken off { $count } chats
    }
acted-nothing = It was so already, nothing changed
undone = Undone
undone-but = { $count ->
        [one] Undone. { $count } chat was left alone: something has changed in it since
        *[other] Undone. { $count } chats were left alone: something has changed in them since
    }
undo-too-late = The reply has left and cannot be recalled. Z again undoes what was before it

## Chip
chip-off-hours = paused until { $until }
chip-off-hours-long = The shop is closed now: the clock stands until { $until }
