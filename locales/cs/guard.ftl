## Why a reply is stopped, for the owner.
guard-reason-promise-refund = Slib vrácení peněz: rozhoduje tržiště
guard-reason-promise-replacement = Slib výměny: rozhoduje tržiště
guard-reason-promise-discount = Slib slevy, dárku nebo odškodnění
guard-reason-blame-customer = Vina se svaluje na kupujícího
guard-reason-ai-mention = Stojí tu, že odpovídá stroj
guard-reason-ai-disclosure = Automatická odpověď musí říct, že odpovídá program
guard-reason-contact-or-link = Kontakt nebo odkaz: tržiště to zakazují
guard-reason-leave-marketplace = Výzva k obchodu mimo tržiště
guard-reason-other-customer-data = Údaj o jiném člověku
guard-reason-prompt-leak = V odpovědi zůstal pokyn pro pisatele
guard-reason-wrong-language = Není v jazyce kupujícího ({ $language })
guard-reason-wrong-length = Prázdné nebo delší než { $max } znaků
guard-reason-wrong-channel-advice = Vrácení vysvětlené podle pravidel jiného tržiště
guard-reason-hidden-text = Písmena psaná zvlášť, jako by se text skrýval
guard-reason-unknown-fact = „{ $value }“ v údajích není
guard-despite-wrong-language = Není v jazyce kupujícího
guard-despite-wrong-length = Prázdné nebo příliš dlouhé
guard-despite-unknown-fact = Zmiňuje něco, co v údajích není
## What could be said instead, for the buyer.
guard-rewrite-promise-refund = O vrácení peněz požádáte ve svém účtu, o žádosti rozhodne tržiště.
guard-rewrite-promise-replacement = O výměnu nebo vrácení požádáte ve svém účtu, rozhodne tržiště.
guard-rewrite-promise-discount = V chatu slevy dávat nemůžeme; platné akce najdete na stránce zboží.
guard-rewrite-blame-customer = Mrzí nás, že to tak dopadlo. Pojďme to vyřešit spolu.
guard-rewrite-stay-here = Pokračujme tady, v tomto chatu.
guard-rewrite-other-customer-data = O jiných zákaznících nic nesdělujeme.
guard-rewrite-ai-mention = Tady obchod. S čím můžeme pomoci?
guard-rewrite-wrong-channel-advice = Vrácení zařídíte ve svém účtu na tomto tržišti.
