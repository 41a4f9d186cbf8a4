# Chats that leave, and history that comes in.
export-title-one = Export the chat
export-title = { $count ->
    [one] Export { $count } chat
   *[other] Export { $count } chats
}
export-title-found = Export the chats found
export-form = Form of the file
export-form-html = Page
export-form-html-hint = Opens in any browser, prints, and saves as PDF.
export-form-json = JSON
export-form-json-hint = For programs and for reading back into Pult; nothing is lost.
export-form-csv = CSV table
export-form-csv-hint = For Excel and other spreadsheets, one message a row.
export-form-pack = Dispute pack
export-form-pack-hint = Correspondence, files, order, delivery of replies, and the SHA-256 of every file in one zip.
export-folder = Folder
export-folder-hint = Downloads
export-left-out = Keys, drafts and private notes are never exported.
export-print = Print…
export-start = Export
export-running = Chats: { $chats } of { $all }, messages: { $messages }
export-files-fetched = Files fetched from the marketplace: { $count }
export-stop = Stop
export-done = { $messages ->
    [one] Done: { $messages } message, { $size }.
   *[other] Done: { $messages } messages, { $size }.
}
export-hash = SHA-256 of the list. Write it down or send it with the pack: it shows that nothing was changed.
export-files-missing = { $count ->
    [one] { $count } file is not on this computer; the list says why.
   *[other] { $count } files are not on this computer; the list says why.
}
export-capped = The search found more than fits: the chats of the first thousand hits were taken.
export-stopped = Stopped; no file is left.
export-again = Again
print-cut = These are the last messages; export the rest as a page.
print-order = order
print-file = File
print-author-customer = Buyer
print-author-seller = Shop
print-author-assistant = The shop’s assistant
print-author-system = System
key-export = Export chats
key-print = Print the chat
import-title = Import of history
import-steps = Steps
import-step-file = File
import-step-columns = What and where
import-step-trial = Trial
import-step-done = Done
import-lead = Old correspondence from another Pult or another program joins the history: it is seen and found, but nobody waits in it, nothing in it is unread, and it calls nobody.
import-choose = Choose a file
import-reading = Reading the file
import-kinds = JSON and CSV exported from Pult will do, and any CSV table in UTF-8 that has the time, the author, the text, and the chat or the buyer. Up to 1 GB.
import-form-json = Pult export
import-form-own-csv = Pult table
import-form-csv = Table
import-columns = Columns
import-columns-lead = Guessed by their headings; put right what is not. Times without a zone are read in { $zone }.
import-heading = Heading
import-sample = Example
import-means = What it is
import-means-of = What “{ $heading }” holds
import-column-none = leave out
import-column-time = time
import-column-time-utc = time in UTC
import-column-author = author
import-column-text = text
import-column-chat = chat number
import-column-customer = buyer
import-column-order = order
import-column-item = item
import-column-message = message number
import-column-files = files
import-column-channel = marketplace
import-column-kind = kind of message
import-lacks = Missing:
import-lack-time = the time
import-lack-author = the author
import-lack-text = the text
import-lack-chat = the chat or the buyer
import-where = Where to
import-to-archive = Into an archive
import-to-archive-hint = A place of its own: it fetches nothing from marketplaces and sends nothing.
import-archive-name = Archive
import-archive-label = Name of the archive
import-to-shop = Into a shop
import-to-shop-hint = It joins the shop’s chats; what is there is not added twice. Let the shop fetch its own chats first.
import-shop-label = Shop
import-other-file = Another file
import-try = Try
import-trying = Looking at what is in the file: { $count }
import-would-add = Would be added
import-added = Added
import-known = Here already
import-refused = Left out
import-chats = { $count ->
    [one] { $count } chat
   *[other] { $count } chats
}
import-messages = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
import-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
import-faults = Which lines, and why
import-fault-line = Line { $line }: { $why }
import-faults-more = And { $count } more.
import-fault-not-utf8 = not UTF-8
import-fault-too-long = longer than a message can be
import-fault-quote-open = a quote is opened and never closed
import-fault-not-a-record = cannot be read
import-fault-few-cells = too few cells
import-fault-no-time = no time
import-fault-time-unclear = the time is not clear
import-fault-time-impossible = there can be no such time
import-fault-no-author = nobody is said to have written it
import-fault-author-unknown = not clear whether the buyer or the shop
import-fault-no-chat = no chat is named
import-fault-chat-unknown = its chat could not be read
import-fault-other-channel = of another marketplace than the chosen shop
import-fault-empty = an empty message
import-fault-cut = the file breaks off
import-back = Back
import-go = Import
import-nothing = All of it is here already or cannot be read; there is nothing to import.
import-going = Importing, messages: { $count }
import-undoing = Removing, messages: { $count }
import-stopped = Stopped. What was imported stays: go on with the same file, or undo it.
import-undo = Undo the import
import-undo-ask = Remove everything that this import added: chats { $chats }, messages { $messages }? What the marketplace has brought since stays.
import-undone = { $count ->
    [one] The import was undone, { $count } message removed.
   *[other] The import was undone, { $count } messages removed.
}
import-another = Another file
import-past = Past imports
import-broken-off = not to the end
key-import = Import history
channel-archive = Archive
mark-archive = Ar
sync-archive = history from files
