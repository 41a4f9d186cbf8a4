## A reply that left under a warning of the guard.
despite-sent = Envoyé malgré un avertissement
despite-why = Envoyé malgré un avertissement : { $why }
despite-where = Envoyé malgré un avertissement : { $why } (passage : « { $words } »)
composer-send-anyway = Envoyer quand même
