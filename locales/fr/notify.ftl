# Réglages des notifications.
notify = Notifications
notify-level = Discussions à signaler
notify-level-hint = Les autres ne font qu’augmenter le nombre dans le titre et près de l’horloge.
notify-level-nothing = Aucune
notify-level-urgent = Les urgentes
notify-level-high = Les urgentes et les importantes
notify-level-all = Toutes
notify-hide = Masquer les mots des acheteurs
notify-hide-hint = La notification ne montre que la boutique et le temps restant.
notify-breaches = Les retards sont signalés aussi hors des heures de travail
notify-breaches-hint = Hors des heures de travail, les notifications attendent et arrivent en un seul message.
notify-shop = Signaler les discussions de « { $name } »
notify-shop-hint = Désactivez pour que ses discussions ne vous dérangent pas.
notify-autostart = Lancer avec le système
notify-autostart-hint = La fenêtre reste fermée : Pult est une icône près de l’horloge.
