## Tools for replies: canned ones, what the guard says while typing, knowledge, own rules.

## Canned replies in the composer.
key-canned = Insert a template
canned-title = Reply templates
canned-button = Template
canned-find = Find a template
canned-none = No templates yet.
canned-first = Write the first one
canned-not-found = Nothing fits.
canned-manage = All templates
canned-offered =
    { $count ->
        [one] { $count } template: ↑ ↓ choose, Enter inserts, Esc closes
       *[other] { $count } templates: ↑ ↓ choose, Enter inserts, Esc closes
    }
canned-gaps = Not known here: { $names }. Write it in or remove it.
canned-gap-show = Show the place
composer-held-gaps = First fill in what the template lacks.
canned-var-customer = buyer’s name
canned-var-order = order number
canned-var-item = item
canned-var-status = order status
canned-var-shop = shop
canned-var-price = price
canned-var-due = delivery date
canned-var-tracking = tracking number
canned-var-size = size
canned-sample-customer = Helen
canned-sample-order = 71204118330
canned-sample-item = Ceramic teapot, 1.2 l
canned-sample-status = on its way
canned-sample-shop = Clay House
canned-sample-price = 2,490 ₽
canned-sample-due = 25 November
canned-sample-tracking = RB123456789RU
canned-sample-size = 22 cm

## What the guard says under the field.
guard-sentence = { $why }.
guard-sentence-quoted = { $why } (“{ $words }”).
guard-mended = Text replaced
composer-held = The text holds something that must not be sent. Change it.

## The page.
knowledge-title = Replies and knowledge
knowledge-lead = Reply templates, notes on goods and delivery, the shop’s tone, and your own rules.
knowledge-open = Open
knowledge-tab-canned = Templates
knowledge-tab-snippets = Notes
knowledge-tab-tone = Tone
knowledge-tab-rules = Own rules
knowledge-any-language = Any
knowledge-language = Language
knowledge-find = Find
knowledge-remove = Delete “{ $name }”
knowledge-removed = “{ $name }” deleted
knowledge-leave-words = You began to write here and have not saved it. Without saving, it is lost.
fared = Drafts in 30 days: { $made }. Sent as they were: { $sent }, with changes: { $edited }.
fared-none = No drafts in the last 30 days yet.
fared-blocked =
    { $count ->
        [one] In { $count } case the guard stopped a bad version.
       *[other] In { $count } cases the guard stopped a bad version.
    }

## Canned replies.
canned-lead = In the reply field, type / at the start of a line and the shortcut or a word of the name. Drafts are made from templates too.
canned-add = New template
canned-none-yet = No templates yet. Begin with the reply you write most often.
canned-used =
    { $count ->
        [one] used { $count } time
       *[other] used { $count } times
    }
canned-name = Name
canned-shortcut = Shortcut
canned-shortcut-hint = Without spaces, for example “return”.
canned-shortcut-taken = The template “{ $name }” has this shortcut. Choose a different one.
canned-text = Text of the reply
canned-variables = Filled in from the chat:
canned-unknown = Pult does not know what to fill in: { $names }. It will stay as it is.
canned-preview = How it will read
canned-intent = For what question
canned-intent-none = Not said
canned-words = Words in the buyer’s question
canned-words-hint = One phrase a line. By them Pult offers the template as a draft, and you find it with /.

## Snippets of knowledge.
snippets-lead = Short facts that drafts stand on: how to care for an item, how long delivery takes, what a set contains.
snippets-add = New note
snippets-none = No notes yet. Write the first one, or import a file you already have.
snippets-import = Import from a file
snippets-title = About
snippets-text = What to know
snippets-text-hint = Write as you would answer a buyer: words from here go into drafts.
snippets-unreadable = The file could not be read. Save it as UTF-8.
snippets-kept =
    { $count ->
        [one] { $count } note kept
       *[other] { $count } notes kept
    }
snippets-import-lead = Text: paragraph by paragraph. CSV: the first column says about what, the second what. Markdown: a section under each heading. First you see what was found.
snippets-choose = Choose a file
snippets-form = Kind of file
snippets-form-text = Text
snippets-form-csv = CSV, a table
snippets-form-markdown = Markdown
snippets-found =
    { $count ->
        [one] Found { $count } note. Nothing is kept yet.
       *[other] Found { $count } notes, here are the first. Nothing is kept yet.
    }
snippets-keep = Keep

## How the shop speaks.
tone-title = How the shop speaks
tone-manner = Manner
tone-neutral = Plain
tone-warm = Warm
tone-formal = Formal
tone-greet = Greet by name
tone-greet-hint = Where the buyer’s name is known; otherwise a plain greeting.
tone-signature = Signature
tone-signature-hint = The last line of each draft. Empty: none.
tone-style = How to write
tone-style-hint = For a model, where one is set up: “short, polite, no emoji”.
tone-enabled = Make drafts
tone-enabled-hint = Pult offers a reply; only you send it.
tone-ahead = Ahead of time
tone-ahead-hint = The draft is ready before you open the chat.
tone-models = Ask models
tone-models-hint = Where one is set up. Otherwise everything happens on this computer.

## Own rules of the guard.
guard-own-lead = Pult watches for promised refunds, contacts and blame by itself. Here is what must not be written in your shop.
guard-own-stops = is stopped
guard-own-warns = warns
guard-own-add = New rule
guard-own-none = No rules of your own yet. For example: never name a delivery day.
guard-own-phrases = Words and phrases
guard-own-phrases-hint = One a line. “deliver” is found in any form, “deliv*” finds all that begins so, “=soon” only this word.
guard-own-reason = Why not
guard-own-reason-hint = You will see this sentence under the reply field.
guard-own-blocks = Stop the reply
guard-own-blocks-hint = Otherwise Pult only warns.
guard-own-negation = “Not” lets it pass
guard-own-negation-hint = “We do not promise a discount” passes, “we promise a discount” does not.
guard-own-channels = On channels
guard-own-writers = Who writes
guard-own-languages = In languages
guard-own-everywhere = none ticked: always
guard-writer-human = You write
guard-writer-assisted = Pult’s draft
guard-writer-automatic = Sent without you
guard-try-title = Try it on a reply
guard-try-example = Hello! It will be delivered tomorrow by noon.
guard-try-channel = Channel
guard-try-writer = Who writes the reply
guard-try-idle = Write a reply and see what the guard says. Nothing is sent.
guard-verdict-pass = No objections
guard-verdict-warn = It may be sent, but look
guard-verdict-block = It will not be sent like this
