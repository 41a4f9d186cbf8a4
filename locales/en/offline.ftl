# Working without a network: since when, and what waits to be sent.

offline = No network.
offline-since = No network since { $when }.
offline-waiting = { $count } { $count ->
    [one] reply leaves
   *[other] replies leave
  } in order as soon as it is back. Everything else works.
offline-nothing-waits = Chats, search and drafts work; replies leave when it is back.
