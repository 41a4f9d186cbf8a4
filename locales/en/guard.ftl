## Why a reply is stopped, for the owner.
guard-reason-promise-refund = A refund is promised: the marketplace decides
guard-reason-promise-replacement = A replacement is promised: the marketplace decides
guard-reason-promise-discount = A discount, gift or compensation is promised
guard-reason-blame-customer = The buyer is blamed
guard-reason-ai-mention = It says that a machine answers
guard-reason-ai-disclosure = An automatic reply must say that a program answers
guard-reason-contact-or-link = A contact or link: marketplaces forbid it
guard-reason-leave-marketplace = A call to leave the marketplace
guard-reason-other-customer-data = Something about another person
guard-reason-prompt-leak = Instructions to the writer are in the reply
guard-reason-wrong-language = Not in the buyer's language ({ $language })
guard-reason-wrong-length = Empty or longer than { $max } characters
guard-reason-wrong-channel-advice = Returns explained by another marketplace's rules
guard-reason-hidden-text = Letters written apart, as if to hide a text
guard-reason-unknown-fact = “{ $value }” is not in the facts
guard-despite-wrong-language = Not in the buyer's language
guard-despite-wrong-length = Empty or too long
guard-despite-unknown-fact = Something is named that the facts do not hold
## What could be said instead, for the buyer.
guard-rewrite-promise-refund = You can request a refund in your account; the marketplace decides on the request.
guard-rewrite-promise-replacement = You can request an exchange or a return in your account; the marketplace decides.
guard-rewrite-promise-discount = We cannot give discounts in the chat; current promotions are shown on the product page.
guard-rewrite-blame-customer = We are sorry it turned out this way. Let us sort it out together.
guard-rewrite-stay-here = Let us continue here, in this chat.
guard-rewrite-other-customer-data = We do not share anything about other customers.
guard-rewrite-ai-mention = This is the shop. How can we help?
guard-rewrite-wrong-channel-advice = Returns are made in your account on this marketplace.
