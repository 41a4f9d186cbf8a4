## Program
brand = Pult
back = Back
next = Next
skip = Skip
cancel = Cancel
close = Close
retry = Try again
copy = Copy
copied = Copied
copy-refused = Not copied: the system refused the clipboard. Select the text and copy it yourself.
undo = Undo
send = Send
done = Done
reopen = Reopen
settings = Settings
help = Keys
picture = Photo
startup-refused = Pult cannot open its data
core-silent = The program does not answer
core-silent-hint = Everything saved is still there. We keep trying; if this lasts, close Pult and open it again.
drawing-failed = This page could not be shown
drawing-failed-hint = Chats and replies are all there; only showing it failed. Go back and open it again; if it fails again, export the log on the page State.
drawing-again = Go back
save = Save
saving = Saving
saved-at = Saved: { $path }

## Channels
channel-wildberries = Wildberries
channel-ozon = Ozon
channel-yandex-market = Yandex Market
channel-avito = Avito
channel-demo = Demo shop
mark-wildberries = WB
mark-ozon = OZ
mark-yandex-market = YM
mark-avito = AV
mark-demo = DE

## Time
time-seconds = { $n } s
time-minutes = { $n } min
time-hours = { $n } h
time-hours-minutes = { $h } h { $m } min
time-days = { $n } { $n ->
        [one] day
        *[other] days
    }
day-today = today
day-yesterday = yesterday

## Views
view-waiting = Waiting
view-urgent = Urgent
view-in-progress = In progress
view-snoozed = Snoozed
view-done = Done
view-all = All chats

## Rail
rail-label = Views and shops
rail-open = Show views and shops
rail-shops = Shops
rail-all-shops = All shops
rail-add-shop = Add a shop
rail-all-checked = All shops checked { $ago } ago
rail-all-paused = Checking is paused
rail-first-check = First check under way
rail-troubled = { $count } { $count ->
        [one] shop
        *[other] shops
    } could not be checked. What is saved is safe
demo-tag = Demo
demo-remove = Remove

## State of a shop
sync-checked = checked { $ago } ago
sync-new = not checked yet
sync-first = fetching the history: { $count } { $count ->
        [one] message
        *[other] messages
    }
sync-running = fetching news: { $count } { $count ->
        [one] message
        *[other] messages
    }
sync-paused = paused by you
sync-needs-owner = waits for you: open the shop’s settings
problem-status = { $channel } answered { $status }. Nothing is lost.
problem-retry = { $what } Again in { $wait }.
checked-now = All shops were checked

## Line over the list
strip-unreachable = The program does not answer. Everything saved is safe; trying again.
strip-replies = { $count } { $count ->
        [one] reply waits
        *[other] replies wait
    } for your decision
strip-show = Show
strip-new-token = New key
strip-missing-right = The right “{ $right }” is missing.
strip-others = And { $count } more { $count ->
        [one] shop
        *[other] shops
    } with an error.
expiry-over = The key ended on { $date }. The chats are kept; put in a new one.
expiry-today = The key ends within a day. Make a new one today.
expiry-days = The key ends in { $count } { $count ->
        [one] day
        *[other] days
    }, on { $date }. Make a new one in time.
expiry-put-away = Put away until the next reminder

## List
list-count = { $count } { $count ->
        [one] chat
        *[other] chats
    }
buyer-nameless = Buyer without a name
item-article = item { $id }
row-you = You:
row-files = { $count } { $count ->
        [one] file
        *[other] files
    }
row-no-text = No text
row-empty = No messages yet
row-unread = { $count } unread
flag-failed = not sent
flag-unconfirmed = did it arrive?
flag-sending = sending
flag-draft = draft
chip-paused = paused until { $until }
chip-last = Last message: { $when }
chip-left-long = Waiting { $waited }, { $left } left to answer
chip-over-long = Overdue by { $left }, waiting { $waited }
filter-on = Only
filter-clear = Show all

## Empty lists
empty-no-shop = No shop yet
empty-no-shop-hint = Connect a shop and its chats appear here. Or look around with the demo shop.
empty-filter = Nothing here from “{ $shop }”
empty-filter-hint = Only this shop is shown.
empty-filter-clear = Show all shops
empty-first = Fetching the chats
empty-first-hint = The first will be here in a few seconds.
empty-never = The shop “{ $shop }” has never been checked
empty-never-hint = Its chats appear here after the first check that succeeds. What is in the way is told on the page “State”.
empty-waiting = Everything is answered
empty-urgent = Nothing urgent
empty-in-progress = Nothing in progress
empty-snoozed = No snoozed chats
empty-done = No closed chats yet
empty-all = No chats yet
empty-next-check = Next check in { $wait }
empty-show-all = Show all chats

## Search
search-title = Search
search-hint = Search the whole history
search-label = Messages found
search-found = { $count } { $count ->
        [one] message
        *[other] messages
    } found
search-none = Nothing found for “{ $query }”
search-none-hint = Try one word, or just its beginning. All shops were searched.
search-clear = Clear the search

## Thread
thread-label = Conversation
thread-log = Messages
thread-new = new
refused-403 = { $channel } gives no access to this chat (answer 403), since { $since }.
refused-404 = { $channel } answers that there is no such chat (answer 404), since { $since }.
refused-other = { $channel } refuses to show this chat (answer { $status }), since { $since }.
refused-kept = Everything that came before is kept here.
refused-nothing = Nothing had come from it before the refusal.
refused-do = Open the chat in the marketplace’s cabinet. If it opens there, see there which rights the key has. Pult asks again by itself about every half hour and reads on as soon as the chat is shown.
thread-none = Choose a chat
thread-none-hint = With the arrows or { $next } and { $previous }; { $open }{ "\u00A0" }opens. { $help }{ "\u00A0" }shows all keys.
thread-none-hint-mouse = Choose a chat in the list with the arrows or the mouse.
thread-done = closed
back-to-list = Back to the list
side-toggle = Buyer and item
message-ours = Your reply, { $time }
message-theirs = Buyer, { $time }
message-reply = Your reply, not delivered yet
message-unsupported = { $channel } sent something Pult cannot show yet
message-unsupported-words = { $channel } sent something Pult cannot show yet:
came-show = show what came
came-hide = hide
came-why = Pult does not show everything that came
came-title = What the marketplace sent, letter by letter
came-nothing = Only what is shown here was kept.
came-cut = This is only the beginning: the message is too long to be shown here. All of it is kept.
state-sent = sent
state-sending = Sending
state-failed = Not sent
state-unconfirmed = It is unclear whether the reply arrived
tick-sent = The reply is in the { $channel } chat. Whether it was read is not told there.
tick-accepted = { $channel } took the reply. Waiting for it to appear in the chat.
reply-leaves-in = Leaves in { $wait }
reply-held = Waits until the shop works again. The reply is kept
reply-in-line = In line to be sent
reply-turned-away = { $channel } asks us to wait. The reply is kept.
reply-drop = Do not send
unconfirmed-looking = The line broke while the reply was leaving. We look for it in the { $channel } chat; it will not be sent twice by itself.
unconfirmed-owner = The line broke and the reply is not to be seen in the { $channel } chat. Look there and decide: did it arrive, or send it again?
unconfirmed-long = The line broke while the reply was leaving, and it still could not be found out whether it arrived. Look into the { $channel } cabinet and decide: did it arrive, or send it again?
unconfirmed-arrived = It arrived
unconfirmed-again = Send again
picture-coming = Fetching the photo
file-nameless = File
size-kb = { $n } KB
size-mb = { $n } MB
said-message = The buyer writes: { $text }
said-sent = Reply sent
said-failed = The reply was not sent; it is kept
said-unread = { $count } unread { $count ->
        [one] message
        *[other] messages
    }
size-gb = { $n } GB
state-read = read
tick-read = The buyer has read the reply: { $channel } says so.
tick-unread = The reply is in the { $channel } chat; the buyer has not opened it yet.
kind-call = Call
kind-location = Place
kind-item = Listing
kind-link = Link
call-missed = Missed
message-edited = edited
drafted-model = AI, checked by you
drafted-model-edited = AI, edited by you
drafted-pult = Pult, checked by you
drafted-pult-edited = Pult, edited by you
drafted-hint = This reply began as a draft
message-deleted-ours = You deleted this message
message-deleted-theirs = The buyer deleted a message
first-text-show = show what it said
first-text-hide = hide
delete = Delete
delete-left = Can be deleted for another { $left }
delete-title = Delete the message?
delete-words = { $channel } removes it for the buyer too, who may have read it already. It cannot be brought back.
delete-yes = Delete for both
deleted-now = Message deleted
voice-message = Voice message
picture-open = Open large
link-copy = Copy the link: { $host }
link-copy-hint = Pult opens no links. Look at the address before you open it yourself.
chat-support = support
chat-notification = notices
chat-dispute = dispute
file-failed = The file was not sent
file-drop = Remove
viewer-smaller = Smaller (−)
viewer-larger = Larger (+)
viewer-fit = Fit the window (0)
viewer-fits = Fits
viewer-percent = { $n }%

## Composer
composer-label = Reply to the buyer
composer-hint = Write a reply
composer-hint-done = The chat is closed. A reply opens it again
composer-keys = Enter makes a new line. The text is saved by itself
composer-enter = Enter sends, Shift+Enter makes a new line
composer-ruler = { $used } / { $limit }
composer-over = { $over } { $over ->
        [one] character
        *[other] characters
    } too many. { $channel } takes up to { $limit }: shorten or split the reply.
composer-kept = Your text is still here.
attach = File
attach-hint = Attach a file. You can also paste a picture or drop a file here.
uploads-label = Files of the reply
uploads-coming = Adding { $count } { $count ->
        [one] file
        *[other] files
    }
upload-remove = Remove the file “{ $name }”
file-refused-none-taken = { $channel } takes no files in this chat. Say it in words.
file-refused-empty = “{ $name }” is empty. Choose another file.
file-refused-kind = “{ $name }” will not do: { $channel } takes { $kinds }.
file-refused-large = “{ $name }” is too large: { $channel } takes files up to { $limit }. Make it smaller.
file-refused-sum = “{ $name }” does not fit any more: { $channel } takes up to { $limit } in one reply. Send it with the next one.
file-refused-many = “{ $name }” was not added: Pult sends no more than { $limit } files in one reply.
window-until = A reply is taken until { $at }
window-near = A reply is taken until { $at }: { $left } left
window-day = { $at }, { $day }

## Side panel
side-label = Buyer, item, order
side-item = Item
side-article = Article
side-size = Size
side-paid = Paid
side-order = Order
side-order-number = Number
side-buyer = Buyer
side-name = Name
side-since = Writing since
side-messages = Conversation
side-messages-count = { $count } { $count ->
        [one] message
        *[other] messages
    }
side-other = Same name
side-other-count = { $count } more { $count ->
        [one] chat
        *[other] chats
    }
side-shop = Shop
side-channel = Marketplace
side-no-receipts = { $channel } does not tell whether a reply was read.
side-asking = updating
side-price = Price now
side-stock = In stock
side-stock-none = none
side-pieces = { $count } pcs
side-page = Page
side-state = State
side-placed = Placed
side-due = Due
side-delivered = Delivered
side-total = Total
side-tracking = Tracking
side-lines = Contents
order-unknown = unknown
order-placed = placed
order-packing = being packed
order-on-the-way = on the way
order-at-pickup = at the pick-up point
order-delivered = delivered
order-returning = coming back
order-returned = returned
order-cancelled = cancelled
order-pieces = × { $n }

## First run
onboarding-step = Step { $step } of { $of }
onboarding-language = Which language shall we speak?
onboarding-language-lead = The language of this window. You write to buyers in any.
onboarding-choose = Where shall we begin?
onboarding-choose-lead = All chats with your buyers in one window, on your own computer.
onboarding-add = Which shop shall we add?
onboarding-demo = Look around with the demo shop
onboarding-demo-lead = 60 chats like real ones, no network needed. Gone with one click.
onboarding-demo-coming = Setting up the demo shop
onboarding-token = Connecting { $channel }
onboarding-finish = The shop is connected
onboarding-finish-lead = The chats are on their way; new messages are checked every 30 seconds.
onboarding-finish-lead-base = With a base key Wildberries allows one request an hour: new messages come once an hour, and a long history takes a while to arrive.
onboarding-tip-keys = J and K walk through the chats, R begins a reply, a question mark shows the other keys.
onboarding-tip-undo = A reply does not leave at once: for some seconds you can take it back.
onboarding-tip-offline = The whole history stays here and can be read without a network.
onboarding-open = Open the chats
onboarding-tips = Three tips for later
onboarding-hours = When do you answer buyers?
onboarding-hours-lead = The shop is connected, and its chats are on their way. Say when you work and which chats to notify you about. You can change this later in the settings.
onboarding-hours-days = Working days
onboarding-hours-no-day = Tick at least one day
onboarding-hours-time = Working hours
onboarding-hours-uneven = Your hours are set day by day and do not change here. You can adjust them under “Rules and hours”.
onboarding-hours-later = Leave it as it is
onboarding-off-raise = When a buyer writes outside working hours, the chat goes up one level, with one and a half times that level’s usual time.
onboarding-off-pause = Outside working hours the time to answer stands still.
onboarding-off-ignore = Outside working hours the time to answer runs as usual.
onboarding-off-calls = Notifications wait meanwhile and come as one message when you work again.
onboarding-off-calls-late = Overdue chats notify at once; the other notifications wait meanwhile and come as one message when you work again.

## Connecting a shop
connect-token-hint = Checked at once, and nothing is saved until you press Connect. The key stays on this computer.
connect-checking = { $channel } is checking the access
connect-not-checked = It could not be checked: { $channel } does not answer. Nothing is saved yet; see whether the network is there.
connect-check-again = Check again
connect-name = What to call the shop
connect-advanced = Advanced
connect-address = Another address
connect-address-hint = Only for a simulator. Leave empty to work with { $channel }.
connect-save = Connect the shop
connect-saving = Connecting
needs-wildberries = A key from the cabinet, two minutes
needs-ozon = Client-Id and key, Premium Plus plan
needs-yandex-market = An Api-Key from the cabinet, two minutes
needs-avito = client_id and client_secret, top plan
how-wildberries-1 = In the WB cabinet open “Profile → API integrations” («Интеграции по API»).
how-wildberries-2 = Make a key (WB calls it a “personal token”, «Персональный токен»); tick “Buyer chat” («Чат с покупателями») and “Content” («Контент»), not “Read only”.
how-wildberries-3 = Copy it at once: WB shows it only once.
how-ozon-1 = In the Ozon Seller cabinet open “Settings → Seller API” («Настройки → Seller API»).
how-ozon-2 = Make a key with the role “Admin”, or tick the chat methods. Ozon lets you read and reply with the Premium Plus or Premium Pro plan.
how-ozon-3 = Copy the Client-Id and the key at once: the key is shown only once and lives 6 months.
how-yandex-market-1 = In the Market cabinet open “Settings → API and modules” («Настройки → API и модули»).
how-yandex-market-2 = Make a key (the Market calls it an “Api-Key token”) with the access “Communication with buyers” («Общение с покупателями», COMMUNICATION), not the read-only one.
how-yandex-market-3 = Copy the whole of it. Pult finds the cabinet and the shops by itself.
how-avito-1 = Sign in to the shop’s Avito profile and open avito.ru/professionals/api.
how-avito-2 = Look at the plan: messages over the API come with “Maximum” («Максимальный»), in services also with “Extended” («Расширенный»).
how-avito-3 = Copy client_id and client_secret. Pult gets the daily access with them by itself.
client-ozon = Client-Id
client-yandex-market = Cabinet number (businessId)
client-avito = client_id
secret-wildberries = Key
secret-ozon = Api-Key
secret-yandex-market = Api-Key
secret-avito = client_secret
connect-business-hint = Needed only if the key opens several cabinets.

## What a token can do
check-ok = The key works
check-seller = Seller: { $name }
check-kind-personal = A personal key: the right kind.
check-kind-base = A base key: Wildberries allows it one chat request an hour.
check-kind-test = A test key: for the Wildberries sandbox.
check-kind-service = A service key: made for a service in the Wildberries catalogue.
check-kind-unknown = The key does not say of which kind it is.
check-rejected = The marketplace did not accept the key. Copy it again in full, or make a new one.
check-expired = The key’s time is over. Make a new one in the cabinet and paste it.
check-lacks-right = The key lacks a right. Make a new one with that right and paste it.
check-missing = The right “{ $right }” is missing.
check-where = { $channel ->
        [wildberries] The rights of a made key cannot be changed. Make a new one under “Profile → API integrations” («Интеграции по API») and tick this right.
        [ozon] Make a new key with the role “Admin” under “Settings → Seller API”.
        [yandex_market] Make a new key with the access “Communication with buyers” («Общение с покупателями») under “Settings → API and modules” («API и модули»).
        *[other] Open avito.ru/professionals/api and ask for this right.
    }
check-plan-low = { $channel }: your plan does not include chats
check-expires = Valid until { $date }
check-chats = { $count } { $count ->
        [one] chat
        *[other] chats
    } in sight
check-detail = The marketplace’s own words: { $detail }
warning-base-token = With a base key new messages come once an hour. Better make a personal one.
warning-read-only = A read-only key: you will see the chats but cannot reply.
warning-expires-soon = The key ends soon. Make a new one in time and put it in under Settings.
warning-test-token = This is the sandbox: there are no real buyers in it.
warning-unreadable = The key itself could not be read; only the marketplace’s answer speaks for it.
check-plan = { $channel ->
        [ozon] Take Premium Plus or Premium Pro in the Ozon cabinet, then check again.
        [avito] The plan “Maximum” («Максимальный») is needed, in services “Extended” («Расширенный») will do. Take it at Avito, then check again.
        *[other] Take the plan in the marketplace’s cabinet, then check again.
    }

## Settings
settings-shops = Shops
settings-look = Look
settings-language = Language
settings-theme = Theme
theme-light = Light
theme-dark = Dark
theme-system = System
settings-replies = Replies and keys
settings-undo = Time to take back a reply
settings-undo-hint = The reply leaves when this time is over. What has left cannot be recalled.
settings-undo-none = At once
settings-enter = Enter sends
settings-enter-hint = A new line is then Shift+Enter.
settings-singles = Single-letter keys
settings-singles-hint = J, K, R, E and others, while you are not typing. Turn off if they are in the way.
settings-data = Your data
settings-data-where = The whole history lies on this computer:
settings-secrets-keychain = Keys are kept in the system’s keychain.
settings-secrets-file = Keys lie in a file of this folder, without a keychain.
settings-version = Pult { $version }
shop-pause = Pause
shop-resume = Resume
shop-token = New key
shop-token-title = New key for “{ $shop }”
shop-token-words = The key is checked and replaced. Chats and queued replies stay as they are.
shop-token-save = Check and replace
shop-remove = Remove
shop-remove-title = Remove the shop “{ $shop }”?
shop-remove-demo = The demo chats disappear. You can bring the demo shop back at any time.
shop-remove-keep = Keep it
shop-remove-yes = Remove the shop
shop-edit = Change
shop-name = Name
shop-colour = Colour
colour-0 = teal
colour-1 = blue
colour-2 = violet
colour-3 = raspberry
colour-4 = brick
colour-5 = ochre
colour-6 = olive
colour-7 = slate
shop-show-support = Show chats with support
shop-show-support-hint = Conversations with Ozon, not with buyers.
shop-show-notification = Show the marketplace’s notices
shop-show-notification-hint = Ozon’s mailings. They take no replies.
shop-marks-read = Tell { $channel } what I have read
shop-marks-read-hint = The buyer may see that the message was read while there is no reply yet. { $channel } does not let the mark be taken back.
shop-remove-history = { $count } { $count ->
        [one] message leaves
        *[other] messages leave
    } this computer, with their files and drafts.
shop-remove-history-all = The whole conversation leaves this computer, with files and drafts.
shop-remove-copies = Only the last three daily copies on this computer keep the conversation, until new ones replace them: one a day while Pult runs. Your own backups, and a damaged database that was set aside, keep it too.
shop-remove-unsent = Unsent replies will not leave, and the key is removed from the keychain.
shop-remove-there = At { $channel } everything stays: connect the shop again and you get what is still kept there.
shop-remove-final = This cannot be undone.
shop-remove-or-pause = If you only do not need the shop now, pause it: the conversations stay, nothing new comes.
shop-remove-pause = Pause instead

## State page
state-title = State
state-check-now = Check now
state-checking = Checking
state-save-log = Save the log
state-log-saved = The log is saved, without conversations and keys: { $path }
state-unknown = The state could not be found out
state-coming = Looking how things are
state-last = Last check
state-fine = Works
state-ago = { $ago } ago
state-behind = Behind by
state-behind-none = none, all is read
state-behind-unknown = not checked yet
state-errors = Errors
state-errors-row = { $count } in a row
state-unreadable = Unreadable
state-unreadable-hint = Events Pult did not understand. They are kept as they came.
state-token = Key valid until
quota-title = Requests left
quota-none = The marketplace has not told yet how many requests are left.
quota-left = { $left } of { $limit } per { $period }
quota-chat = Chats and replies
quota-chats = List of chats
quota-history = Chat history
quota-send = Sending replies
quota-files = Files
quota-download = Fetching files
quota-messenger = Messages
quota-orders = Orders
quota-offers = Goods
quota-items = Listings
quota-token = Renewing access
quota-account = Profile
quota-client-id = All requests
doctor-title = Checks
doctor-none = Nothing was checked yet.
doctor-well = well
doctor-ails = needs help
doctor-account = Shop “{ $shop }”
doctor-data-folder = Data folder
doctor-database = Database
doctor-search-index = Search
doctor-keychain = Keeping of keys
doctor-disk = Room on the disk
doctor-accounts = Shops
disk-title = Disk use
disk-database = Conversations
disk-files = Files and photos
disk-logs = Logs
disk-backups = Backups
disk-whole = In all
program-title = Program
program-version = Version
program-schema = Database version
program-schema-hint = grows as Pult is updated
program-folder = Data folder
program-secrets = Keys are kept in
program-secrets-file = a file of the data folder
program-secrets-keychain = the system’s keychain
program-lookups = Items and orders
program-lookups-none = not asked for yet
program-lookups-rate = { $percent }% were at hand ({ $hits } of { $asked })
recovery-title = The database was damaged; a copy took its place
recovery-copy = The copy is of { $date }. What came later, the marketplaces hand over again by themselves.
recovery-texts = Unsent texts found: { $found }, put back into their chats: { $back }. They wait for you and do not leave by themselves.
recovery-nothing = There were no unsent texts in the damaged file.
recovery-where = The damaged file was left untouched:
recovery-seen = Understood

## Palette and keys
palette-label = Actions and chats
palette-hint = An action or a buyer’s name
palette-none = No such action or buyer
help-title = Keys
help-foot = They work on a Cyrillic layout too. Single letters work while you are not typing, and can be turned off in the settings.
help-singles-off = Single-letter keys are turned off in the settings.
key-group-chats = Chats
key-group-reply = Reply
key-group-go = Go to
key-group-program = Program
key-next-chat = Next chat
key-previous-chat = Previous chat
key-row-down = Down the list
key-row-up = Up the list
key-open = Open the chat
key-back = Back to the list
key-done = Close the chat or reopen it
key-done-next = Close and open the next
key-reply = Write a reply
key-send = Send the reply
key-undo = Undo the last step
key-search = Search the history
key-palette = Actions and chats
key-go-waiting = Waiting
key-go-urgent = Urgent
key-go-in-progress = In progress
key-go-done = Done
key-go-all = All chats
key-check-now = Check the shops now
key-settings = Settings
key-help = All keys
key-attach = Attach a file
key-go-state = State
