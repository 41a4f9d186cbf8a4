## What was heard in a message. The names of intents, also in the sentence that explains a deadline.
intent-abuse-spam = spam or insults
intent-cancel-change-order = cancel or change
intent-billing-invoice = payment and invoices
intent-return-refund = return or refund
intent-defect-complaint = faulty or broken
intent-wrong-item = wrong or missing item
intent-delivery-delay = delivery is late
intent-order-status = where is the order
intent-technical-problem = site, app or account
intent-recommendation = asks for advice
intent-product-question = product question
intent-availability-price = stock and price
intent-human-request = wants a person
intent-praise-thanks = thanks
intent-greeting-smalltalk = greeting
sentiment-negative = unhappy
sentiment-neutral = calm
sentiment-positive = happy
urgency-normal = no haste
urgency-high = in a hurry
urgency-critical = critical
## How sure.
analysis-sure = surely
analysis-likely = most likely
analysis-maybe = possibly
analysis-own = as you said
## The steps of a decision that meaning took.
sla-step-meant = by meaning: { $intent }, { $sure } (rule “{ $rule }”): { $level }, { $time }
sla-step-outweighed = rule “{ $rule }” did not apply: “{ $words }”, but by meaning: { $intent }, { $sure }
## The block beside the chat.
analysis-title = Understood as
analysis-intent = Subject
analysis-sentiment = Mood
analysis-urgency = Urgency
analysis-correct = { $what }: { $value }. Correct it
analysis-corrected = Corrected by you; the program has learned it.
analysis-undo = Put it back
analysis-undone = Correction taken back
analysis-learned = Learned
## Marks in the list.
flag-negative = unhappy
flag-critical = critical
