## Why a chat must be answered by then: one word or clause per step of a decision.
sla-level-low = pas pressé
sla-level-normal = normal
sla-level-high = bientôt
sla-level-urgent = urgent
sla-rule-return = Retour
sla-rule-defect = Cassé ou défectueux
sla-rule-wrong-item = Mauvais article ou article manquant
sla-rule-cancel-change = Annuler ou modifier une commande
sla-rule-delivery-delay = En retard
sla-rule-order-status = Où est ma commande
sla-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
sla-hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}
sla-off-hours = hors des heures de travail
sla-off-day-off = jour de repos
sla-off-holiday = jour férié
sla-step-received = L’acheteur a écrit { $at }
sla-step-negated = la règle « { $rule } » ne s’applique pas : « { $words } » est nié
sla-step-calmed = la règle « { $rule } » ne s’applique pas : « { $words } », mais il s’agit d’autre chose (« { $by } »)
sla-step-rule = règle « { $rule } » (« { $words } ») : { $level }, { $time }
sla-step-rule-plain = règle « { $rule } » : { $level }, { $time }
sla-step-no-rule = aucune règle ne s’applique : { $level }, { $time }
sla-step-urgency-high = l’analyse a trouvé une urgence : { $level }, { $time }
sla-step-urgency-critical = l’analyse a trouvé un danger ou une menace : { $level }, { $time }
sla-step-dispute = c’est un litige, l’arbitre de la place de marché décide : { $level }, { $time }
sla-step-raised = { $reason }, niveau relevé : { $level }, { $time }
sla-step-off-ignored = { $reason }, le délai ne change pas
sla-step-paused = le compteur est arrêté et repart { $until }
sla-step-deadline = Échéance : { $at }
# The whole in one sentence; $why is the clauses above.
sla-summary = { $level }, échéance { $at } : { $why }
## Moments as people say them.
sla-when-today = aujourd’hui à { $time }
sla-when-tomorrow = demain à { $time }
sla-when-yesterday = hier à { $time }
sla-when-date = { $day ->
    [1] 1er
   *[other] { $day }
} { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
}
sla-when-year = { $date } { $year }
sla-when-then = le { $date } à { $time }
## A snooze that cannot be read.
sla-snooze-empty = Indiquez jusqu’à quand : « 2h30m », « demain 9h ».
sla-snooze-not-understood = Cela ne ressemble pas à une heure. Essayez « 2h30m », « demain 9h » ou « lundi 10h ».
sla-snooze-no-such-time = Cette heure ou ce jour n’existe pas.
sla-snooze-in-the-past = Ce moment est déjà passé.
sla-snooze-too-far = Un chat peut être reporté d’un an au plus.
## A rule or calendar that cannot be used.
sla-fault-phrase-empty = L’expression ne contient aucun mot.
sla-fault-phrase-too-short = Cette expression conviendrait à tout message.
sla-fault-phrase-too-long = L’expression est trop longue : douze mots au plus.
sla-fault-no-minutes = Indiquez en combien de minutes répondre.
sla-fault-id-twice = Deux règles portent le même nom.
sla-fault-hours-invalid = Ces heures n’existent pas.
sla-fault-zone-unknown = Ce fuseau horaire n’existe pas.
