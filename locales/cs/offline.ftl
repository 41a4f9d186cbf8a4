# Práce bez sítě: odkdy a co čeká na odeslání.

offline = Bez sítě.
offline-since = Bez sítě od { $when }.
offline-waiting = { $count } { $count ->
    [one] odpověď odejde
    [few] odpovědi odejdou
    [many] odpovědi odejde
   *[other] odpovědí odejde
  } postupně, jakmile se spojení vrátí. Vše ostatní funguje.
offline-nothing-waits = Chaty, hledání i návrhy fungují; odpovědi odejdou, až se spojení vrátí.
