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
    } cannot be reached. What is saved is safe
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
strip-new-token = New token
strip-missing-right = The right “{ $right }” is missing.

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
chip-urgent-long = Urgent: waiting { $waited }, { $left } left to answer
chip-over-long = Overdue by { $left }, waiting { $waited }

## Empty lists
empty-no-shop = No shop yet
empty-no-shop-hint = Connect a shop and its chats appear here. Or look around with the demo shop.
empty-filter = Nothing here from “{ $shop }”
empty-filter-hint = Only this shop is shown.
empty-filter-clear = Show all shops
empty-first = Fetching the chats
empty-first-hint = The first will be here in a few seconds.
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
thread-none = Choose a chat
thread-none-hint = With the arrows or J and K; Enter opens. A question mark shows all keys.
thread-done = closed
back-to-list = Back to the list
side-toggle = Buyer and item
message-ours = Your reply, { $time }
message-theirs = Buyer, { $time }
message-reply = Your reply, not delivered yet
message-unsupported = { $channel } sent something Pult cannot show yet
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
unconfirmed-arrived = It arrived
unconfirmed-again = Send again
picture-coming = Fetching the photo
file-nameless = File
size-kb = { $n } KB
size-mb = { $n } MB
moved-done = Chat closed
moved-back = The chat waits again
said-message = The buyer writes: { $text }
said-sent = Reply sent
said-failed = The reply was not sent; it is kept
said-unread = { $count } unread { $count ->
        [one] message
        *[other] messages
    }

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

## First run
onboarding-step = Step { $step } of { $of }
onboarding-language = Which language shall we speak?
onboarding-language-lead = The language of this window. You write to buyers in any.
onboarding-choose = Where shall we begin?
onboarding-choose-lead = All chats with your buyers in one window, on your own computer.
onboarding-add = Which shop shall we add?
onboarding-connect = Connect a Wildberries shop
onboarding-connect-lead = Takes a token from the seller’s cabinet and two minutes.
onboarding-demo = Look around with the demo shop
onboarding-demo-lead = 60 chats like real ones, no network needed. Gone with one click.
onboarding-demo-coming = Setting up the demo shop
onboarding-token = Paste the Wildberries token
onboarding-finish = The shop is connected
onboarding-finish-lead = The chats are on their way; new messages are checked every 30 seconds.
onboarding-tip-keys = J and K walk through the chats, R begins a reply, a question mark shows the other keys.
onboarding-tip-undo = A reply does not leave at once: for some seconds you can take it back.
onboarding-tip-offline = The whole history stays here and can be read without a network.
onboarding-open = Open the chats

## Connecting a shop
connect-how-1 = In the WB cabinet open “Profile → API integrations” («Интеграции по API»).
connect-how-2 = Make a personal token; tick “Buyer chat” («Чат с покупателями») and “Content” («Контент»), not “Read only”.
connect-how-3 = Copy it at once: WB shows it only once.
connect-token = Token
connect-token-hint = Checked at once, and nothing is saved until you press Connect. The token stays on this computer.
connect-checking = Checking the token
connect-not-checked = The token could not be checked: the marketplace did not answer. Nothing is saved yet; see whether the network is there.
connect-check-again = Check again
connect-name = What to call the shop
connect-advanced = Advanced
connect-address = Another address
connect-address-hint = Only for a simulator. Leave empty to work with Wildberries.
connect-save = Connect the shop
connect-saving = Connecting

## What a token can do
check-ok = The token works
check-seller = Seller: { $name }
check-kind-personal = A personal token: the right kind.
check-kind-base = A base token: Wildberries allows it one chat request an hour.
check-kind-test = A test token: for the Wildberries sandbox.
check-kind-service = A service token: made for a service in the Wildberries catalogue.
check-kind-unknown = The token does not say of which kind it is.
check-missing = The right “{ $right }” is missing.
check-where = The rights of a made token cannot be changed. Make a new one under “Profile → API integrations” («Интеграции по API») and tick this right.
check-expires = Valid until { $date }
check-chats = { $count } { $count ->
        [one] chat
        *[other] chats
    } in sight
check-detail = The marketplace’s own words: { $detail }
warning-base-token = With a base token new messages come once an hour. Better make a personal one.
warning-read-only = A read-only token: you will see the chats but cannot reply.
warning-expires-soon = The token ends soon. Make a new one in time and put it in under Settings.
warning-test-token = This is the sandbox: there are no real buyers in it.
warning-unreadable = The token itself could not be read; only the marketplace’s answer speaks for it.

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
settings-secrets-keychain = Tokens are kept in the system’s keychain.
settings-secrets-file = Tokens lie in a file of this folder, without a keychain.
settings-version = Pult { $version }
shop-pause = Pause
shop-resume = Resume
shop-token = New token
shop-token-title = New token for “{ $shop }”
shop-token-words = The token is checked and replaced. Chats and queued replies stay as they are.
shop-token-save = Check and replace
shop-remove = Remove
shop-remove-title = Remove the shop “{ $shop }”?
shop-remove-words = Its chats, files, drafts and unsent replies leave this computer, and so does the token. At the marketplace everything stays: connect the shop again and you get what it still keeps.
shop-remove-demo = The demo chats disappear. You can bring the demo shop back at any time.
shop-remove-keep = Keep it
shop-remove-yes = Remove the shop

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
