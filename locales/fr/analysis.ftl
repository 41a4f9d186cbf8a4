## What was heard in a message. The names of intents, also in the sentence that explains a deadline.
intent-abuse-spam = spam ou insultes
intent-cancel-change-order = annuler ou modifier
intent-billing-invoice = paiement et factures
intent-return-refund = retour ou remboursement
intent-defect-complaint = défectueux ou cassé
intent-wrong-item = mauvais ou manquant
intent-delivery-delay = livraison en retard
intent-order-status = où est la commande
intent-technical-problem = site ou application
intent-recommendation = demande un conseil
intent-product-question = question sur le produit
intent-availability-price = stock et prix
intent-human-request = veut parler à un humain
intent-praise-thanks = remerciements
intent-greeting-smalltalk = salutation
sentiment-negative = mécontent
sentiment-neutral = calme
sentiment-positive = content
urgency-normal = pas pressé
urgency-high = pressé
urgency-critical = critique
## How sure.
analysis-sure = à coup sûr
analysis-likely = très probablement
analysis-maybe = peut-être
analysis-own = selon vous
## The steps of a decision that meaning took.
sla-step-meant = d’après le sens : { $intent }, { $sure } (règle « { $rule } ») : { $level }, { $time }
sla-step-outweighed = la règle « { $rule } » ne s’applique pas : « { $words } », mais d’après le sens : { $intent }, { $sure }
## The block beside the chat.
analysis-title = Compris comme
analysis-intent = Sujet
analysis-sentiment = Humeur
analysis-urgency = Urgence
analysis-correct = { $what } : { $value }. Corriger
analysis-corrected = Corrigé par vous, le programme l’a retenu.
analysis-undo = Remettre comme avant
analysis-undone = Correction annulée
analysis-learned = Retenu
## Marks in the list.
flag-negative = mécontent
flag-critical = critique
