# Les mots des exports à imprimer et du dossier de litige : sur papier, pas dans la fenêtre.
paper-title = { $count ->
    [one] Correspondance, { $count } chat
    [many] Correspondance, { $count } chats
   *[other] Correspondance, { $count } chats
}
paper-made = Exporté de Pult le { $time }. Les heures sont celles du fuseau { $zone }.
paper-shop = Boutique
paper-channel = Place de marché
paper-chat = Numéro du chat
paper-order = Commande
paper-item = Article
paper-size = Taille
paper-price = Prix
paper-labels = Libellés
paper-kind = Interlocuteur
paper-kind-support = l’assistance de la place de marché
paper-kind-notification = les annonces de la place de marché
paper-kind-dispute = l’acheteur et un arbitre
paper-order-state = État de la commande
paper-order-placed = Passée
paper-order-due = À livrer avant
paper-order-delivered = Livrée
paper-order-tracking = Numéro de suivi
paper-order-asked = Informations de la commande du
paper-channel-wildberries = Wildberries
paper-channel-ozon = Ozon
paper-channel-yandex-market = Yandex Market
paper-channel-avito = Avito
paper-channel-demo = Boutique de démonstration
paper-channel-archive = Archive
paper-author-customer = Acheteur
paper-author-seller = Boutique
paper-author-assistant = L’assistant de la boutique
paper-author-system = Système
paper-read = lu
paper-text-before = Le texte d’abord écrit :
paper-message-unsupported = Pult n’affiche pas les messages de ce type.
paper-message-deleted = Le message a été supprimé.
paper-message-call = Appel
paper-message-location = Lieu
paper-message-item = Article
paper-message-link = Lien
paper-file-image = Photo
paper-file-file = Fichier
paper-file-voice = Message vocal
paper-file-missing = absent du dossier ; manifest.json dit pourquoi
paper-no-messages = Aucun message.
paper-replies = Les réponses de la boutique et leur remise
paper-reply-text = Réponse
paper-reply-state = État
paper-reply-queued = Écrite
paper-reply-attempt = Dernier essai
paper-state-queued = attend d’être envoyée
paper-state-sending = en cours d’envoi
paper-state-sent = remise à la place de marché
paper-state-unconfirmed = remise non confirmée
paper-state-failed = non envoyée
paper-state-cancelled = annulée
paper-pack-read-me = Dossier de litige fait par Pult.

    timeline.html : toute la correspondance, s’ouvre dans tout navigateur et s’imprime
    timeline.json : la même chose pour les programmes
    order.json : la commande et l’article tels que la place de marché les a donnés
    replies.json : les réponses de la boutique : quand écrites, envoyées, remises
    files : les fichiers de la correspondance
    manifest.json : l’inventaire : taille et SHA-256 de chaque fichier, et ce qui manque et pourquoi

    Pour vérifier que rien n’a changé : pultctl export verify FICHIER
    ou comparez le SHA-256 des fichiers à l’inventaire, et celui de l’inventaire au nombre donné par le propriétaire de la boutique.
