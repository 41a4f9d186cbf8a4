# Words of exports to be printed and of the dispute pack: on paper, not in the window.
paper-title = { $count ->
    [one] Correspondence, { $count } chat
   *[other] Correspondence, { $count } chats
}
paper-made = Exported from Pult on { $time }. Times are in the zone { $zone }.
paper-shop = Shop
paper-channel = Marketplace
paper-chat = Chat number
paper-order = Order
paper-item = Item
paper-size = Size
paper-price = Price
paper-labels = Labels
paper-kind = With
paper-kind-support = the marketplace’s support
paper-kind-notification = the marketplace’s announcements
paper-kind-dispute = the buyer and an arbiter
paper-order-state = State of the order
paper-order-placed = Placed
paper-order-due = Deliver by
paper-order-delivered = Delivered
paper-order-tracking = Tracking number
paper-order-asked = Order facts of
paper-channel-wildberries = Wildberries
paper-channel-ozon = Ozon
paper-channel-yandex-market = Yandex Market
paper-channel-avito = Avito
paper-channel-demo = Demo shop
paper-channel-archive = Archive
paper-author-customer = Buyer
paper-author-seller = Shop
paper-author-assistant = The shop’s assistant
paper-author-system = System
paper-read = read
paper-text-before = First it said:
paper-message-unsupported = Pult does not show messages of this kind.
paper-message-deleted = The message was deleted.
paper-message-call = Call
paper-message-location = Place
paper-message-item = Item
paper-message-link = Link
paper-file-image = Photo
paper-file-file = File
paper-file-voice = Voice message
paper-file-missing = not in the pack; manifest.json says why
paper-no-messages = No messages.
paper-replies = The shop’s replies and their delivery
paper-reply-text = Reply
paper-reply-state = State
paper-reply-queued = Written
paper-reply-attempt = Last attempt
paper-state-queued = waits to be sent
paper-state-sending = being sent
paper-state-sent = delivered to the marketplace
paper-state-unconfirmed = delivery not confirmed
paper-state-failed = not sent
paper-state-cancelled = cancelled
paper-pack-read-me = A dispute pack made by Pult.

    timeline.html: the whole correspondence, opens in any browser and prints
    timeline.json: the same for programs
    order.json: the order and the item as the marketplace told them
    replies.json: the shop’s replies: when written, sent, delivered
    files: the files of the correspondence
    manifest.json: the list: size and SHA-256 of every file, and which files are missing and why

    To check that nothing was changed: pultctl export verify FILE
    or compare the SHA-256 of the files with the list, and that of the list with the number the shop’s owner gave.
