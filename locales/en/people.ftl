# Chats of one buyer in several shops, and going to a date.

people-title = Other chats of this buyer
people-perhaps = Perhaps the same person
people-likely = Likely:
people-possible = Possibly:
people-reason-buyer = the same buyer at the marketplace
people-reason-phone = both chats name a phone ending in { $value }
people-reason-order = both chats are about order { $value }
people-reason-name = the same name
people-join = Same buyer
people-apart = Somebody else
people-part = This chat is somebody else’s
people-leave = Take the open chat out
people-by-itself = Joined by itself: the same buyer in the same shop
people-joined = The chats are joined
people-parted = The chat is on its own again
people-apart-said = These chats will not be suggested again
people-state-waiting = waiting
people-state-in-progress = in progress
people-state-done = done
people-state-snoozed = snoozed
key-next-of-buyer = Next chat of this buyer
key-jump-date = Go to a date in the chat

date-title = Go to a date
date-label = Date
date-example = 12/03/2026 or 12 March
date-go = Go
date-from = The chat begins on { $day }
date-not-understood = That does not read as a date. For example: 12/03/2026, 12 March, yesterday
date-nothing = There are no messages in this chat yet
date-nearest = Nobody wrote on { $day }; these are the nearest messages
date-empty-day = no messages
date-month-before = Previous month
date-month-after = Next month
