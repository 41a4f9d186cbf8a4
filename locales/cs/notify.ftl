# Nastavení oznámení.
notify = Oznámení
notify-level = Na které chaty upozorňovat
notify-level-hint = Ostatní jen zvyšují počet v titulku a u hodin.
notify-level-nothing = Na žádné
notify-level-urgent = Na naléhavé
notify-level-high = Na naléhavé a důležité
notify-level-all = Na všechny
notify-hide = Skrýt slova kupujících
notify-hide-hint = V oznámení bude jen obchod a zbývající čas.
notify-breaches = Na zmeškané i mimo pracovní dobu
notify-breaches-hint = Mimo pracovní dobu oznámení obvykle čekají a přijdou v jedné zprávě.
notify-shop = Upozorňovat na obchod „{ $name }“
notify-shop-hint = Vypněte, aby jeho chaty nerušily.
notify-autostart = Spouštět se systémem
notify-autostart-hint = Okno se neotevře: Pult bude ikonou u hodin.
