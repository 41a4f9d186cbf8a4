# Sans réseau : depuis quand, et ce qui attend d’être envoyé.

offline = Pas de réseau.
offline-since = Pas de réseau depuis { $when }.
offline-waiting = { $count } { $count ->
    [one] réponse partira
    [many] réponses partiront
   *[other] réponses partiront
  } dans l’ordre dès son retour. Tout le reste fonctionne.
offline-nothing-waits = Chats, recherche et brouillons fonctionnent ; les réponses partiront à son retour.
