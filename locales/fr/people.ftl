# Les discussions d’un même acheteur dans plusieurs boutiques, et l’accès à une date.

people-title = Autres discussions de l’acheteur
people-perhaps = Peut-être la même personne
people-likely = Probable :
people-possible = Possible :
people-reason-buyer = le même acheteur sur la place de marché
people-reason-phone = les deux discussions citent un téléphone finissant par { $value }
people-reason-order = les deux discussions concernent la commande { $value }
people-reason-name = le même nom
people-join = C’est la même personne
people-apart = Quelqu’un d’autre
people-part = Cette discussion est celle d’un autre acheteur
people-leave = Détacher la discussion ouverte
people-by-itself = Jointe d’elle-même : même acheteur, même boutique
people-joined = Les discussions sont réunies
people-parted = La discussion est détachée
people-apart-said = Ces discussions ne seront plus proposées ensemble
people-state-waiting = en attente
people-state-in-progress = en cours
people-state-done = terminée
people-state-snoozed = reportée
key-next-of-buyer = Discussion suivante de cet acheteur
key-jump-date = Aller à une date de la discussion

date-title = Aller à une date
date-label = Date
date-example = 12/03/2026 ou 12 mars
date-go = Aller
date-from = La discussion commence le { $day }
date-not-understood = Ce n’est pas une date. Par exemple : 12/03/2026, 12 mars, hier
date-nothing = Il n’y a pas encore de message dans cette discussion
date-nearest = Aucun message le { $day } ; voici les plus proches
date-empty-day = aucun message
date-month-before = Mois précédent
date-month-after = Mois suivant
