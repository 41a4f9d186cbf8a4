## Why a reply is stopped, for the owner.
guard-reason-promise-refund = Pénzvisszafizetési ígéret: erről a piactér dönt
guard-reason-promise-replacement = Csere ígérete: erről a piactér dönt
guard-reason-promise-discount = Kedvezmény, ajándék vagy kárpótlás ígérete
guard-reason-blame-customer = A vevőt hibáztatja
guard-reason-ai-mention = Azt mondja, hogy gép válaszol
guard-reason-ai-disclosure = Az automatikus válasznak közölnie kell, hogy program válaszol
guard-reason-contact-or-link = Elérhetőség vagy hivatkozás: a piacterek tiltják
guard-reason-leave-marketplace = Hívás a piactér elhagyására
guard-reason-other-customer-data = Más ember adata
guard-reason-prompt-leak = A válaszban a megfogalmazónak szóló utasítás maradt
guard-reason-wrong-language = Nem a vevő nyelvén szól ({ $language })
guard-reason-wrong-length = Üres vagy hosszabb { $max } karakternél
guard-reason-wrong-channel-advice = A visszaküldést egy másik piactér szabályaival magyarázza
guard-reason-hidden-text = Szétválasztott betűk, mintha rejtenék a szöveget
guard-reason-unknown-fact = „{ $value }” nem szerepel az adatokban
guard-despite-wrong-language = Nem a vevő nyelvén szól
guard-despite-wrong-length = Üres vagy túl hosszú
guard-despite-unknown-fact = Olyat említ, ami nincs az adatokban
## What could be said instead, for the buyer.
guard-rewrite-promise-refund = A visszatérítést a fiókjában kérheti, a kérelemről a piactér dönt.
guard-rewrite-promise-replacement = Cserét vagy visszaküldést a fiókjában kérhet, a piactér dönt róla.
guard-rewrite-promise-discount = A csevegésben nem adhatunk kedvezményt; az érvényes akciók a termékoldalon láthatók.
guard-rewrite-blame-customer = Sajnáljuk, hogy így alakult. Nézzük meg együtt.
guard-rewrite-stay-here = Folytassuk itt, ebben a csevegésben.
guard-rewrite-other-customer-data = Más vevőkről nem adunk felvilágosítást.
guard-rewrite-ai-mention = Itt a bolt. Miben segíthetünk?
guard-rewrite-wrong-channel-advice = A visszaküldést ezen a piactéren, a fiókjában indíthatja.
