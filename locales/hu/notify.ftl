# Az értesítések beállításai.
notify = Értesítések
notify-level = Mely beszélgetésekről értesítsen
notify-level-hint = A többi csak a címben és az óra melletti ikonon növeli a számot.
notify-level-nothing = Egyikről sem
notify-level-urgent = A sürgősekről
notify-level-high = A sürgősekről és a fontosakról
notify-level-all = Mindről
notify-hide = A vevők szavainak elrejtése
notify-hide-hint = Az értesítésben csak a bolt és a hátralévő idő látszik.
notify-breaches = A lejártakról munkaidőn kívül is
notify-breaches-hint = Munkaidőn kívül az értesítések várnak, és egy üzenetben érkeznek.
notify-shop = Értesítés erről a boltról: { $name }
notify-shop-hint = Kapcsold ki, hogy a beszélgetései ne zavarjanak.
notify-autostart = Indítás a rendszerrel
notify-autostart-hint = Az ablak nem nyílik meg: a Pult az óra melletti ikonként fut.
