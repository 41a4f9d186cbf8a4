## What was heard in a message. The names of intents, also in the sentence that explains a deadline.
intent-abuse-spam = spam nebo urážky
intent-cancel-change-order = zrušení nebo změna
intent-billing-invoice = platba a faktury
intent-return-refund = vrácení
intent-defect-complaint = vadné nebo rozbité
intent-wrong-item = jiné nebo chybí
intent-delivery-delay = zásilka se opozdila
intent-order-status = kde je objednávka
intent-technical-problem = web, aplikace, účet
intent-recommendation = žádá o radu
intent-product-question = dotaz na zboží
intent-availability-price = dostupnost a cena
intent-human-request = chce člověka
intent-praise-thanks = poděkování
intent-greeting-smalltalk = pozdrav
sentiment-negative = nespokojenost
sentiment-neutral = klid
sentiment-positive = spokojenost
urgency-normal = nespěchá
urgency-high = spěchá
urgency-critical = kritické
## How sure.
analysis-sure = určitě
analysis-likely = nejspíš
analysis-maybe = možná
analysis-own = podle vás
## The steps of a decision that meaning took.
sla-step-meant = podle smyslu: { $intent }, { $sure } (pravidlo „{ $rule }“): { $level }, { $time }
sla-step-outweighed = pravidlo „{ $rule }“ neplatí: „{ $words }“, ale podle smyslu: { $intent }, { $sure }
## The block beside the chat.
analysis-title = Porozuměno jako
analysis-intent = Téma
analysis-sentiment = Nálada
analysis-urgency = Naléhavost
analysis-correct = { $what }: { $value }. Opravit
analysis-corrected = Opravili jste to, program si to zapamatoval.
analysis-undo = Vrátit zpět
analysis-undone = Oprava vzata zpět
analysis-learned = Zapamatováno
## Marks in the list.
flag-negative = nespokojenost
flag-critical = kritické
