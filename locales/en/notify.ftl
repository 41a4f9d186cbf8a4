# Settings of notifications.
notify = Notifications
notify-level = Which chats to notify about
notify-level-hint = The others only raise the count in the title and by the clock.
notify-level-nothing = None
notify-level-urgent = Urgent ones
notify-level-high = Urgent and important ones
notify-level-all = All
notify-hide = Hide buyers’ words
notify-hide-hint = A notification shows only the shop and the time left.
notify-breaches = Overdue chats notify outside working hours too
notify-breaches-hint = Usually notifications wait outside working hours and come as one message.
notify-shop = Notify about the shop “{ $name }”
notify-shop-hint = Turn off to keep its chats from distracting you.
notify-autostart = Start with the system
notify-autostart-hint = The window stays closed: Pult is an icon by the clock.
