## A reply that left under a warning of the guard.
despite-sent = Отправлено несмотря на предупреждение
despite-why = Отправлено несмотря на предупреждение: { $why }
despite-where = Отправлено несмотря на предупреждение: { $why } (место: «{ $words }»)
composer-send-anyway = Отправить всё равно
