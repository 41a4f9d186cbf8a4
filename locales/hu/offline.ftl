# Munka hálózat nélkül: mióta, és mi vár küldésre.

offline = Nincs hálózat.
offline-since = Nincs hálózat: { $when } óta.
offline-waiting = { $count } { $count ->
    [one] válasz
   *[other] válasz
  } sorban elmegy, amint visszatér. Minden más működik.
offline-nothing-waits = A csevegések, a keresés és a piszkozatok működnek; a válaszok elmennek, amint visszatér.
