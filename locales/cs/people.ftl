# Chaty jednoho kupujícího v různých obchodech a přechod na datum.

people-title = Další chaty kupujícího
people-perhaps = Možná tentýž člověk
people-likely = Pravděpodobně:
people-possible = Možná:
people-reason-buyer = na tržišti jde o téhož kupujícího
people-reason-phone = v obou chatech je telefon končící { $value }
people-reason-order = oba chaty se týkají objednávky { $value }
people-reason-name = stejné jméno
people-join = Je to on
people-apart = Někdo jiný
people-part = Tento chat patří někomu jinému
people-leave = Oddělit otevřený chat
people-by-itself = Připojil se sám: tentýž kupující ve stejném obchodě
people-joined = Chaty jsou spojeny
people-parted = Chat je oddělen
people-apart-said = Spojení těchto chatů už nenabídneme
people-state-waiting = čeká na odpověď
people-state-in-progress = rozpracováno
people-state-done = hotovo
people-state-snoozed = odloženo
key-next-of-buyer = Další chat tohoto kupujícího
key-jump-date = Přejít na datum v chatu

date-title = Přejít na datum
date-label = Datum
date-example = 12. 3. 2026 nebo 12. března
date-go = Přejít
date-from = Chat začíná { $day }
date-not-understood = Tohle nevypadá jako datum. Například: 12. 3. 2026, 12. března, včera
date-nothing = V tomto chatu ještě nejsou zprávy
date-nearest = { $day } nikdo nepsal; zobrazeny jsou nejbližší zprávy
date-empty-day = žádné zprávy
date-month-before = Předchozí měsíc
date-month-after = Následující měsíc
