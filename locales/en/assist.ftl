## The drafted reply.
key-insert-draft = Insert the draft
key-regenerate-draft = Draft anew
key-why-draft = Why this draft
key-go-models = Models
assist-title = Draft reply
assist-ready = The draft reply is ready
assist-sure-sure = sure
assist-sure-check = please check
assist-sure-unsure = not sure
assist-sure-figure = Confidence { $percent } %
assist-insert = Insert
assist-sent = The draft is on its way
assist-edit-dropped = Your edit of the draft was put away
assist-send-blocked = The draft holds something that must not be sent. Insert it and mend it.
assist-more = Other forms
assist-again = Draft anew
assist-shorter = Shorter
assist-warmer = Warmer
assist-formal = More formal
assist-translate = Translate
assist-translate-to = into which language
assist-form-title =
    { $form ->
        [shorter] Another form: shorter
        [warmer] Another form: warmer
        [formal] Another form: more formal
        [translate] Another form: translation
       *[other] Another form: anew
    }
assist-form-take = Use the new one
assist-form-keep = Keep the former
assist-form-taken = The draft was replaced by another form
assist-form-ready = Another form of the draft is ready: compare it with the former one
assist-stale = The buyer has written again: this draft answers the earlier message.
assist-stale-coming = The buyer has written again: this draft answers the earlier message. A new one is on its way.
assist-stale-insert = Insert anyway
assist-stale-held = The draft was not inserted: the buyer has written again since. The button below it inserts it anyway
assist-not-yet = There is no draft yet
assist-still-coming = The draft is still being written
assist-anew = Draft a new one
assist-writing = The model is writing, { $time }. For reading only so far.
assist-stop = Stop
assist-replaced = The text in the field was replaced by the draft
assist-replace-title = Something is written already
assist-replace-now = In the field now
assist-replace-next = The draft
assist-replace = Replace
assist-append = Add at the end
assist-no-source = No source: check every word
assist-sources = Sources of the draft
assist-source-past-reply = your past reply
assist-source-canned = your template
assist-source-shipped = Pult’s general reply
assist-source-snippet = your note
assist-source-order = order
assist-source-item = item
assist-source-message = the buyer’s message
assist-open-chat = Open that chat
assist-open-entry = Open and change
assist-who-own = Offline, from your past replies, 0 ₽
assist-who-embedded = Offline, put together by Pult itself, 0 ₽
assist-who-model = { $who }, { $cost }, { $time }
assist-embedded = Pult, without a model
assist-why = Why so
assist-looked = Looked through
assist-looked-nowhere = nothing: no order, no item and no text of yours was at hand
assist-looked-order = order
assist-looked-item = item
assist-looked-past-reply =
    { $count ->
        [one] { $count } past reply of yours
       *[other] { $count } past replies of yours
    }
assist-looked-canned =
    { $count ->
        [one] { $count } template of yours
       *[other] { $count } templates of yours
    }
assist-looked-snippet =
    { $count ->
        [one] { $count } note of yours
       *[other] { $count } notes of yours
    }
assist-checked = Check
assist-checked-clean = nothing found
assist-checked-found =
    { $count ->
        [one] { $count } remark
       *[other] { $count } remarks
    }
assist-held = Held back by
assist-stopped = Thrown away
assist-stopped-count =
    { $count ->
        [one] { $count } attempt that broke a rule
       *[other] { $count } attempts that broke a rule
    }
assist-maker = Written by
assist-cost = Cost
assist-took = Time
assist-made = When
assist-model-failed = Model
assist-blocked = Must not be sent.
assist-strike = Strike this
assist-rewrite = Replace with “{ $text }”
assist-good = A good draft
assist-bad = A bad draft
assist-what-wrong = What is wrong?
assist-fault-wrong-fact = A wrong fact
assist-fault-off-topic = Beside the point
assist-fault-wrong-tone = The wrong tone
assist-fault-wrong-length = The wrong length
assist-fault-needs-person = Needs a person
assist-gap-nothing-open = Nothing to answer: the last word is yours.
assist-gap-only-files = The buyer sent files only: have a look and answer yourself.
assist-gap-spam = This looks like advertising or fraud; no answer is needed.
assist-gap-unsure = Nothing in your replies answers just that, and Pult does not make things up.
assist-gap-blocked = Every attempt promised too much, so there is none. Please write it yourself.
assist-gap-off = Drafts are switched off in the settings.
near-title = You wrote something similar
near-replaced = The text in the field was replaced by what you wrote earlier
assist-try = Try again
assist-connect = Connect a model
quoted = “{ $text }”
