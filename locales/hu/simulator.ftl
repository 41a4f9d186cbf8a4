## What if: the past under other hours, rules and times to answer.
key-go-what-if = Mi lett volna, ha
sim-title = Mi lett volna, ha
sim-open = Mi lett volna, ha
sim-open-hint = Ezek a szabályok és órák az elmúlt 90 napon
sim-lead = Játszd újra a múltat más nyitvatartással, határidőkkel vagy gyorsabb válaszokkal, és nézd meg, hány késésen változtatott volna. Semmit nem mentünk és nem küldünk el.
sim-unsaved = Az éppen szerkesztett szabályokat és órákat próbáljuk ki. Még nincsenek mentve.
sim-form = Mit változtass
sim-result = Mi lett volna
sim-weekdays = Hétköznap
sim-saturday = Szombat
sim-sunday = Vasárnap
sim-mixed = eltérők
sim-level-out = legyen egyforma
sim-times = Mennyi idő alatt kell válaszolni
sim-differ = eltérő
sim-rest-rule = Minden más
sim-answering = Milyen gyorsan válaszolsz
sim-as-it-was = Ahogy volt
sim-quicker = Gyorsabban ennyivel:
sim-quicker-number = Hány százalékkal gyorsabban
sim-at-most = Legfeljebb ennyi idő alatt:
sim-at-most-number = Legfeljebb ennyi perc alatt
sim-minutes-unit = perc
sim-days = Az elmúlt
sim-days-of = { $count ->
    [one] { $count } nap
   *[other] { $count } nap
}
sim-start = Kipróbálom
sim-starting = Próbálom…
sim-untouched = Még semmi sem változott: most azt mutatja meg, hol késtél.
sim-idle = Változtass valamin, és nyomd meg a „Kipróbálom” gombot
sim-idle-hint = Például nyiss egy órával korábban, vagy válaszolj harmadával gyorsabban.
sim-running = Ellenőrzött csevegések: { $chats } / { $all }
sim-progress = Az ellenőrzés állása
sim-cancelled = Leállítva
sim-cancelled-hint = Semmi sem változott. Bármikor újrakezdheted.
sim-failed = Nem sikerült kipróbálni
sim-nobody = Ez idő alatt senki sem írt
sim-nobody-hint = Még nincs min kipróbálni. Válassz hosszabb időszakot, vagy gyere vissza, ha több csevegés lesz.
sim-never-late = { $count ->
    [one] { $all } megkeresésre időben válaszoltál. Nem volt késés, és nem is lett volna.
   *[other] { $all } megkeresésre időben válaszoltál. Nem volt késés, és nem is lett volna.
}
sim-same = Semmi sem változott volna: ugyanannyi, { $after } késés { $all } megkeresésből.
sim-better = Kevesebb lett volna a késés: { $before } helyett { $after }, összesen { $all } megkeresésből.
sim-worse = Több lett volna a késés: { $before } helyett { $after }, összesen { $all } megkeresésből.
sim-moved = Ugyanannyi lett volna a késés, { $after } / { $all } megkeresés, de mások: { $moved } eltűnt, és ugyanennyi újonnan jött volna.
sim-note-as-it-was = A válaszaidat úgy vesszük, ahogy voltak; csak a határidők változnak.
sim-note-quicker = Gyorsabb válaszokkal számolunk; hogy a vevő erre mit írt volna, azt nem találgatjuk.
sim-note-words = Nagyon sok a csevegés, ezért az üzeneteknek csak a szavai számítottak, a jelentésük nem.
sim-note-apart = { $count ->
    [one] { $count } boltnak saját szabályai vannak, ott csak a válaszok gyorsasága változik.
   *[other] { $count } boltnak saját szabályai vannak, ott csak a válaszok gyorsasága változik.
}
sim-stale = Megváltoztattad a feltételeket. Nyomd meg a „Kipróbálom” gombot az új eredményhez.
sim-show = Mit mutasson
sim-avoided = Elmaradt volna
sim-added = Újonnan jött volna
sim-before = Volt
sim-after = Lett volna
sim-caption-avoided = Elmaradó késések a hét napja és a vevő üzenetének órája szerint
sim-caption-added = Új késések a hét napja és a vevő üzenetének órája szerint
sim-caption-before = Késések, ahogy volt, a hét napja és a vevő üzenetének órája szerint
sim-caption-after = Késések, ahogy lett volna, a hét napja és a vevő üzenetének órája szerint
sim-sum = Össz.
sim-how-to-read = Mutass egy cellára, vagy lépkedj a nyilakkal, és szavakban is elolvashatod.
sim-cell-nobody = senki sem írt
sim-cell = megkeresés: { $all }, késés volt: { $before }, lett volna: { $after }
sim-peaks = A legtöbb: { $places }
sim-apply = Alkalmazás
sim-apply-hint = Ezek a szabályok és órák lesznek érvényben, a nyitott csevegések határideje újraszámolódik. Visszavonható.
sim-nothing-to-keep = A szabályok és az órák ugyanazok, nincs mit menteni.
sim-applied = Alkalmazva, a határidők újraszámolva
sim-undone = A korábbi szabályok és órák visszatértek
