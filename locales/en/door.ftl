## A reply that left under a warning of the guard.
despite-sent = Sent despite a warning
despite-why = Sent despite a warning: { $why }
despite-where = Sent despite a warning: { $why } (place: “{ $words }”)
composer-send-anyway = Send anyway
