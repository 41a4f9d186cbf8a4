## Figures: how the shop answers.
key-go-metrics = Figures
metrics-title = Figures
metrics-period = Period
metrics-days-count =
    { $count ->
        [one] { $count } day
        *[other] { $count } days
    }
metrics-year = Year
metrics-shop = Shop
metrics-covers =
    { $chats ->
        [one] { $from } – { $until }, { $count } chat.
        *[other] { $from } – { $until }, { $count } chats.
    }
metrics-counted = Counted at { $at }.
metrics-counting = Counting…
metrics-not-counted = The figures could not be counted
metrics-known-since = Messages are here only since { $day }; nothing is known of the time before.
metrics-incomplete = Still being fetched: { $shops }. The figures will change.
metrics-empty = Nobody wrote in this time
metrics-empty-hint = Choose a longer period or another shop.
metrics-empty-year = Show the year
metrics-save-csv = Save a table (CSV)
metrics-save-json = Save JSON
metrics-saved = Saved: { $path }
metrics-how = How it is counted: { $name }
metrics-longer = > { $time }

## Tiles
metrics-first = First reply
metrics-first-how = How long a buyer waits for the very first reply in a chat. Those who still wait count too: they have had no reply for longer than has passed. Working time leaves out the nights, days off and holidays of the shop.
metrics-every = Every reply
metrics-every-how = How long a buyer waits each time: from the first unanswered message to your next reply. Several messages in a row are one wait. Snoozing a chat does not stop the time.
metrics-half = Half of the buyers waited no longer than { $time }.
metrics-half-unanswered = Even within { $time } fewer than half had a reply.
metrics-nobody-asked = Nobody asked anything in this time.
metrics-calendar = All hours
metrics-working = Working time
metrics-median = Half
metrics-p90 = 9 of 10
metrics-by-people = People, { $count }
metrics-by-assistant = Assistant, { $count }
metrics-open-of-these = Still waiting: { $count }.
metrics-closed-of-these = Closed without a reply: { $count }.
metrics-in-time = In time
metrics-in-time-how = The share of waits that ended before their deadline by your rules. Who waits past the deadline is late already; whose deadline has not come is not counted yet. Deadlines follow the present rules and hours.
metrics-in-time-words = On time { $good } of { $all }.
metrics-open-late =
    { $count ->
        [one] { $count } buyer waits past the deadline.
        *[other] { $count } buyers wait past the deadline.
    }
metrics-undecided =
    { $count ->
        [one] { $count } more is not due yet.
        *[other] { $count } more are not due yet.
    }
metrics-open = Waiting now
metrics-open-how = Buyers without a reply at this minute, whenever they wrote. Snoozed chats are here too.
metrics-open-none = Everybody has a reply.
metrics-open-overdue =
    { $count ->
        [one] { $count } waits past the deadline.
        *[other] { $count } wait past the deadline.
    }
metrics-open-in-time = Nobody is past the deadline.
metrics-open-longest = Longest
metrics-open-longest-working = of it working time
metrics-volume = Messages
metrics-volume-how = How many messages of buyers came in this time. A chat is new when its first message came in this time, and closed when you marked it done.
metrics-replies = Your replies
metrics-assistant-replies = Replies of the assistant
metrics-chats-new = New chats
metrics-chats-done = Closed

## Charts
metrics-as-table = As a table
metrics-as-chart = As a chart
metrics-which = Which replies
metrics-clock = Which time
metrics-lengths = How long they waited
metrics-lengths-how = All waits of this time by their length. Those who still wait stand at what they have waited so far.
metrics-length = Wait
metrics-to-1 = up to 1 h
metrics-to-4 = 1–4 h
metrics-to-8 = 4–8 h
metrics-to-24 = 8–24 h
metrics-over-24 = 24 h and more
metrics-answered = Replied
metrics-closed = Closed without a reply
metrics-still-open = Still waiting
metrics-days = By day
metrics-weeks = By week
metrics-day = Day
metrics-week = Week of
metrics-days-how = How much buyers wrote and you replied. Days by the clock of the shop.
metrics-days-summary = Most was written on { $day }: { $count }
metrics-incoming = Messages of buyers
metrics-incoming-short = Messages
metrics-replies-short = Replies
metrics-late = Late
metrics-hours = By hour and weekday
metrics-hours-how = Hours by the clock of the shop. A late reply stands in the hour when the buyer wrote.
metrics-show = What to show
metrics-sum = Total

## Shops
metrics-shops = By shop
metrics-half-waited = Half waited up to
