# Értesítések a csevegésekről.
notice-waits-urgent = Sürgős csevegés vár válaszra
notice-waits = Egy csevegés válaszra vár
notice-file = Fájlt küldött
notice-left = { $count } perc maradt a válaszra
notice-left-hours = { $count } óra maradt a válaszra
notice-overdue = a válasz ideje lejárt
notice-several = { $count } csevegés vár válaszra
notice-several-body = A legsürgősebb az első a listában.
notice-held = Amíg nem zavartunk, { $count } csevegés kezdett válaszra várni
notice-held-body = A legsürgősebb az első a listában.
notice-open = Megnyitás
notice-snooze = Halasztás 30 perccel
