# Egy vásárló csevegései több boltban, és ugrás egy napra.

people-title = A vásárló további csevegései
people-perhaps = Talán ugyanaz a vásárló
people-likely = Valószínű:
people-possible = Lehetséges:
people-reason-buyer = a piactéren ugyanaz a vásárló
people-reason-phone = mindkét csevegésben szerepel a …{ $value } végű telefonszám
people-reason-order = mindkét csevegés a(z) { $value } rendelésről szól
people-reason-name = azonos név
people-join = Ugyanaz
people-apart = Másvalaki
people-part = Ez a csevegés másé
people-leave = A megnyitott csevegés leválasztása
people-by-itself = Magától csatlakozott: ugyanaz a vásárló ugyanabban a boltban
people-joined = A csevegések összekapcsolva
people-parted = A csevegés leválasztva
people-apart-said = Ezeket a csevegéseket többé nem ajánljuk fel összekapcsolásra
people-state-waiting = válaszra vár
people-state-in-progress = folyamatban
people-state-done = kész
people-state-snoozed = elhalasztva
key-next-of-buyer = A vásárló következő csevegése
key-jump-date = Ugrás egy napra a csevegésben

date-title = Ugrás egy napra
date-label = Dátum
date-example = 2026.03.12. vagy március 12.
date-go = Ugrás
date-from = A csevegés kezdete: { $day }
date-not-understood = Ez nem dátum. Például: 2026.03.12., március 12., tegnap
date-nothing = Ebben a csevegésben még nincs üzenet
date-nearest = { $day }: nincs üzenet, a legközelebbiek láthatók
date-empty-day = nincs üzenet
date-month-before = Előző hónap
date-month-after = Következő hónap
