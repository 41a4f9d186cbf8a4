## A reply that left under a warning of the guard.
despite-sent = Odesláno navzdory upozornění
despite-why = Odesláno navzdory upozornění: { $why }
despite-where = Odesláno navzdory upozornění: { $why } (místo: „{ $words }“)
composer-send-anyway = Přesto odeslat
