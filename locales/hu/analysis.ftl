## What was heard in a message. The names of intents, also in the sentence that explains a deadline.
intent-abuse-spam = spam vagy sértés
intent-cancel-change-order = lemondás, módosítás
intent-billing-invoice = fizetés és számla
intent-return-refund = visszaküldés
intent-defect-complaint = hibás vagy törött
intent-wrong-item = rossz vagy hiányzik
intent-delivery-delay = késik a szállítás
intent-order-status = hol a rendelés
intent-technical-problem = oldal vagy alkalmazás
intent-recommendation = tanácsot kér
intent-product-question = kérdés a termékről
intent-availability-price = készlet és ár
intent-human-request = embert kér
intent-praise-thanks = köszönet
intent-greeting-smalltalk = köszönés
sentiment-negative = elégedetlen
sentiment-neutral = nyugodt
sentiment-positive = elégedett
urgency-normal = nem siet
urgency-high = siet
urgency-critical = kritikus
## How sure.
analysis-sure = biztosan
analysis-likely = valószínűleg
analysis-maybe = talán
analysis-own = szerinted
## The steps of a decision that meaning took.
sla-step-meant = értelme szerint: { $intent }, { $sure } („{ $rule }” szabály): { $level }, { $time }
sla-step-outweighed = a(z) „{ $rule }” szabály nem érvényes: „{ $words }”, de értelme szerint: { $intent }, { $sure }
## The block beside the chat.
analysis-title = Így értettük
analysis-intent = Tárgy
analysis-sentiment = Hangulat
analysis-urgency = Sürgősség
analysis-correct = { $what }: { $value }. Javítás
analysis-corrected = Te javítottad, a program megjegyezte.
analysis-undo = Visszaállítás
analysis-undone = A javítás visszavonva
analysis-learned = Megjegyezve
## Marks in the list.
flag-negative = elégedetlen
flag-critical = kritikus
