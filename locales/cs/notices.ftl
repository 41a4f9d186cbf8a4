# Oznámení o chatech.
notice-waits-urgent = Naléhavý chat čeká na odpověď
notice-waits = Chat čeká na odpověď
notice-file = Poslal soubor
notice-left = { $count ->
    [one] na odpověď zbývá { $count } minuta
    [few] na odpověď zbývají { $count } minuty
   *[other] na odpověď zbývá { $count } minut
}
notice-left-hours = { $count ->
    [one] na odpověď zbývá { $count } hodina
    [few] na odpověď zbývají { $count } hodiny
   *[other] na odpověď zbývá { $count } hodin
}
notice-overdue = lhůta na odpověď uplynula
notice-several = { $count ->
    [one] Na odpověď čeká { $count } chat
    [few] Na odpověď čekají { $count } chaty
   *[other] Na odpověď čeká { $count } chatů
}
notice-several-body = Nejnaléhavější je v seznamu první.
notice-held = { $count ->
    [one] Zatímco jste nebyli rušeni, začal čekat { $count } chat
    [few] Zatímco jste nebyli rušeni, začaly čekat { $count } chaty
   *[other] Zatímco jste nebyli rušeni, začalo čekat { $count } chatů
}
notice-held-body = Nejnaléhavější je v seznamu první.
notice-open = Otevřít
notice-snooze = Odložit o 30 minut
