## Why a reply is stopped, for the owner.
guard-reason-promise-refund = Promesse de remboursement : c'est la place de marché qui décide
guard-reason-promise-replacement = Promesse de remplacement : c'est la place de marché qui décide
guard-reason-promise-discount = Promesse de remise, de cadeau ou de dédommagement
guard-reason-blame-customer = L’acheteur est mis en cause
guard-reason-ai-mention = Il est dit qu'une machine répond
guard-reason-ai-disclosure = Une réponse automatique doit dire qu'un programme répond
guard-reason-contact-or-link = Coordonnées ou lien : les places de marché l'interdisent
guard-reason-leave-marketplace = Appel à quitter la place de marché
guard-reason-other-customer-data = Données d'une autre personne
guard-reason-prompt-leak = Des consignes au rédacteur sont restées dans la réponse
guard-reason-wrong-language = Pas dans la langue de l’acheteur ({ $language })
guard-reason-wrong-length = Vide ou plus de { $max } caractères
guard-reason-wrong-channel-advice = Retour expliqué avec les règles d'une autre place de marché
guard-reason-hidden-text = Lettres séparées, comme pour cacher un texte
guard-reason-unknown-fact = « { $value } » n'est pas dans les données
guard-despite-wrong-language = Pas dans la langue de l’acheteur
guard-despite-wrong-length = Vide ou trop long
guard-despite-unknown-fact = Mentionne ce qui n'est pas dans les données
## What could be said instead, for the buyer.
guard-rewrite-promise-refund = Le remboursement se demande dans votre compte ; la place de marché décide.
guard-rewrite-promise-replacement = L'échange ou le retour se demande dans votre compte ; la place de marché décide.
guard-rewrite-promise-discount = Nous ne pouvons pas accorder de remise dans le chat ; les promotions en cours figurent sur la fiche.
guard-rewrite-blame-customer = Nous regrettons cette situation. Voyons cela ensemble.
guard-rewrite-stay-here = Continuons ici, dans ce chat.
guard-rewrite-other-customer-data = Nous ne communiquons rien sur d'autres clients.
guard-rewrite-ai-mention = Ici la boutique. Comment pouvons-nous vous aider ?
guard-rewrite-wrong-channel-advice = Le retour se fait dans votre compte, sur cette place de marché.
