## A reply that left under a warning of the guard.
despite-sent = Figyelmeztetés ellenére elküldve
despite-why = Figyelmeztetés ellenére elküldve: { $why }
despite-where = Figyelmeztetés ellenére elküldve: { $why } (hely: „{ $words }”)
composer-send-anyway = Küldés így is
