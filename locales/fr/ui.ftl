## Program
brand = Pult
back = Retour
next = Continuer
skip = Passer
cancel = Annuler
close = Fermer
retry = Réessayer
copy = Copier
copied = Copié
copy-refused = Non copié : le système a refusé l’accès au presse-papiers. Sélectionnez le texte et copiez-le vous-même.
undo = Annuler
send = Envoyer
done = Terminé
reopen = Rouvrir
settings = Réglages
help = Raccourcis
picture = Photo
startup-refused = Pult ne peut pas ouvrir ses données
core-silent = Le programme ne répond pas
core-silent-hint = Tout ce qui était enregistré est toujours là. Nous réessayons ; si cela dure, fermez Pult puis rouvrez-le.
drawing-failed = Cette page n’a pas pu s’afficher
drawing-failed-hint = Les chats et les réponses sont intacts ; seul l’affichage a échoué. Revenez et rouvrez-la ; si cela se répète, exportez le journal depuis la page État.
drawing-again = Revenir
save = Enregistrer
saving = Enregistrement
saved-at = Enregistré : { $path }

## Channels
channel-wildberries = Wildberries
channel-ozon = Ozon
channel-yandex-market = Yandex Market
channel-avito = Avito
channel-demo = Boutique de démo
mark-wildberries = WB
mark-ozon = OZ
mark-yandex-market = YM
mark-avito = AV
mark-demo = DÉ

## Time
time-seconds = { $n } s
time-minutes = { $n } min
time-hours = { $n } h
time-hours-minutes = { $h } h { $m } min
time-days = { $n } j
day-today = aujourd’hui
day-yesterday = hier

## Views
view-waiting = En attente
view-urgent = Urgent
view-in-progress = En cours
view-snoozed = Reportés
view-done = Terminés
view-all = Tous les chats

## Rail
rail-label = Vues et boutiques
rail-open = Afficher les vues et les boutiques
rail-shops = Boutiques
rail-all-shops = Toutes les boutiques
rail-add-shop = Ajouter une boutique
rail-all-checked = Toutes les boutiques vérifiées il y a { $ago }
rail-all-paused = La vérification est en pause
rail-first-check = Première vérification en cours
rail-troubled = { $count } { $count ->
        [one] boutique n’a pas pu être vérifiée
        [many] de boutiques n’ont pas pu être vérifiées
        *[other] boutiques n’ont pas pu être vérifiées
    }. Rien n’est perdu
demo-tag = Démo
demo-remove = Retirer

## State of a shop
sync-checked = vérifiée il y a { $ago }
sync-new = pas encore vérifiée
sync-first = récupération de l’historique : { $count } { $count ->
        [one] message
        [many] de messages
        *[other] messages
    }
sync-running = récupération des nouveautés : { $count } { $count ->
        [one] message
        [many] de messages
        *[other] messages
    }
sync-paused = en pause, par vous
sync-needs-owner = vous attend : ouvrez les réglages de la boutique
problem-status = { $channel } a répondu { $status }. Rien n’est perdu.
problem-retry = { $what } Nouvel essai dans { $wait }.
checked-now = Toutes les boutiques ont été vérifiées

## Line over the list
strip-unreachable = Le programme ne répond pas. Tout est conservé, nous réessayons.
strip-replies = { $count } { $count ->
        [one] réponse attend
        [many] de réponses attendent
        *[other] réponses attendent
    } votre décision
strip-show = Afficher
strip-new-token = Nouvelle clé
strip-missing-right = Il manque le droit « { $right } ».
strip-others = Et { $count } { $count ->
        [one] autre boutique
        [many] d’autres boutiques
        *[other] autres boutiques
    } en erreur.
expiry-over = La clé a expiré le { $date }. Les chats sont gardés ; mettez-en une nouvelle.
expiry-today = La clé expire dans moins d’un jour. Créez-en une nouvelle aujourd’hui.
expiry-days = La clé expire dans { $count } { $count ->
        [one] jour
        [many] de jours
        *[other] jours
    }, le { $date }. Créez-en une nouvelle à temps.
expiry-put-away = Masquer jusqu’au prochain rappel

## List
list-count = { $count } { $count ->
        [one] chat
        [many] de chats
        *[other] chats
    }
buyer-nameless = Acheteur sans nom
item-article = réf. { $id }
row-you = Vous :
row-files = { $count } { $count ->
        [one] fichier
        [many] de fichiers
        *[other] fichiers
    }
row-no-text = Sans texte
row-empty = Pas encore de message
row-unread = { $count } { $count ->
        [one] non lu
        [many] de non lus
        *[other] non lus
    }
flag-failed = non envoyé
flag-unconfirmed = bien arrivé ?
flag-sending = envoi
flag-draft = brouillon
chip-paused = en pause jusqu’à { $until }
chip-last = Dernier message : { $when }
chip-left-long = Attend depuis { $waited }, il reste { $left } pour répondre
chip-over-long = En retard de { $left }, attend depuis { $waited }
filter-on = Seulement
filter-clear = Tout afficher

## Empty lists
empty-no-shop = Pas encore de boutique
empty-no-shop-hint = Connectez une boutique et ses chats apparaîtront ici. Ou découvrez Pult avec la boutique de démo.
empty-filter = Rien ici pour « { $shop } »
empty-filter-hint = Seule cette boutique est affichée.
empty-filter-clear = Afficher toutes les boutiques
empty-first = Récupération des chats
empty-first-hint = Les premiers arrivent dans quelques secondes.
empty-never = La boutique « { $shop } » n’a encore jamais été vérifiée
empty-never-hint = Ses chats apparaîtront ici après la première vérification réussie. Ce qui l’empêche est indiqué sur la page « État ».
empty-waiting = Tout le monde a sa réponse
empty-urgent = Rien d’urgent
empty-in-progress = Rien en cours
empty-snoozed = Aucun chat reporté
empty-done = Pas encore de chat terminé
empty-all = Pas encore de chat
empty-next-check = Prochaine vérification dans { $wait }
empty-show-all = Afficher tous les chats

## Search
search-title = Recherche
search-hint = Chercher dans tout l’historique
search-label = Messages trouvés
search-found = { $count } { $count ->
        [one] message trouvé
        [many] de messages trouvés
        *[other] messages trouvés
    }
search-none = Rien pour « { $query } »
search-none-hint = Essayez un seul mot, ou juste son début. Toutes les boutiques ont été cherchées.
search-clear = Effacer la recherche

## Thread
thread-label = Chat
thread-log = Messages
thread-new = nouveaux
refused-403 = { $channel } ne donne pas accès à ce chat (réponse 403), depuis le { $since }.
refused-404 = { $channel } répond que ce chat n’existe pas (réponse 404), depuis le { $since }.
refused-other = { $channel } refuse de montrer ce chat (réponse { $status }), depuis le { $since }.
refused-kept = Tout ce qui est arrivé avant est gardé ici.
refused-nothing = Rien n’en était arrivé avant le refus.
refused-do = Ouvrez le chat dans l’espace vendeur de la place de marché. S’il s’y ouvre, voyez au même endroit quels droits a la clé. Pult redemande de lui-même environ toutes les demi-heures et reprend la lecture dès que le chat est montré.
thread-none = Choisissez un chat
thread-none-hint = Avec les flèches ou { $next } et { $previous } ; { $open }{ "\u00A0" }ouvre. { $help }{ "\u00A0" }montre tous les raccourcis.
thread-none-hint-mouse = Choisissez un chat dans la liste avec les flèches ou la souris.
thread-done = terminé
back-to-list = Retour à la liste
side-toggle = Acheteur et article
message-ours = Votre réponse, { $time }
message-theirs = Acheteur, { $time }
message-reply = Votre réponse, pas encore remise
message-unsupported = { $channel } a envoyé un message que Pult ne sait pas encore afficher
message-unsupported-words = { $channel } a envoyé un message que Pult ne sait pas encore afficher :
came-show = voir ce qui est arrivé
came-hide = masquer
came-why = Pult ne montre pas tout ce qui est arrivé
came-title = Ce que la place de marché a envoyé, lettre pour lettre
came-nothing = Seul ce qui est affiché ici a été gardé.
came-cut = Ce n’est que le début : le message est trop long pour être affiché ici. Il est gardé en entier.
state-sent = envoyé
state-sending = Envoi en cours
state-failed = Non envoyé
state-unconfirmed = On ne sait pas si la réponse est arrivée
tick-sent = La réponse est dans le chat { $channel }. On n’y indique pas si elle a été lue.
tick-accepted = { $channel } a accepté la réponse. Elle va apparaître dans le chat.
reply-leaves-in = Part dans { $wait }
reply-held = Attend que la boutique remarche. La réponse est conservée
reply-in-line = En attente d’envoi
reply-turned-away = { $channel } demande d’attendre. La réponse est conservée.
reply-drop = Ne pas envoyer
unconfirmed-looking = La connexion a coupé pendant l’envoi. Nous cherchons la réponse dans le chat { $channel } ; elle ne partira pas deux fois toute seule.
unconfirmed-owner = La connexion a coupé et la réponse n’apparaît pas dans le chat { $channel }. Regardez là-bas et décidez : est-elle arrivée, ou faut-il la renvoyer ?
unconfirmed-long = La connexion a coupé pendant l’envoi, et nous n’avons toujours pas pu savoir si la réponse est arrivée. Regardez dans votre espace { $channel } et décidez : est-elle arrivée, ou faut-il la renvoyer ?
unconfirmed-arrived = Elle est arrivée
unconfirmed-again = Renvoyer
picture-coming = Récupération de la photo
file-nameless = Fichier
size-kb = { $n } Ko
size-mb = { $n } Mo
said-message = L’acheteur écrit : { $text }
said-sent = Réponse envoyée
said-failed = La réponse n’est pas partie, elle est conservée
said-unread = { $count } { $count ->
        [one] message non lu
        [many] de messages non lus
        *[other] messages non lus
    }
size-gb = { $n } Go
state-read = lu
tick-read = L’acheteur a lu la réponse : { $channel } le dit.
tick-unread = La réponse est dans le chat { $channel } ; l’acheteur ne l’a pas encore ouverte.
kind-call = Appel
kind-location = Lieu
kind-item = Annonce
kind-link = Lien
call-missed = Manqué
message-edited = modifié
drafted-model = IA, vérifié par vous
drafted-model-edited = IA, modifié par vous
drafted-pult = Pult, vérifié par vous
drafted-pult-edited = Pult, modifié par vous
drafted-hint = Réponse issue d’un brouillon
message-deleted-ours = Vous avez supprimé ce message
message-deleted-theirs = L’acheteur a supprimé un message
first-text-show = voir ce qu’il disait
first-text-hide = masquer
delete = Supprimer
delete-left = Peut être supprimé encore { $left }
delete-title = Supprimer le message ?
delete-words = { $channel } le retire aussi chez l’acheteur, qui l’a peut-être déjà lu. Impossible de le rétablir.
delete-yes = Supprimer pour les deux
deleted-now = Message supprimé
voice-message = Message vocal
picture-open = Ouvrir en grand
link-copy = Copier le lien : { $host }
link-copy-hint = Pult n’ouvre aucun lien. Vérifiez l’adresse avant de l’ouvrir vous-même.
chat-support = assistance
chat-notification = notifications
chat-dispute = litige
file-failed = Le fichier n’est pas parti
file-drop = Retirer
viewer-smaller = Plus petit (−)
viewer-larger = Plus grand (+)
viewer-fit = Ajuster à la fenêtre (0)
viewer-fits = Ajusté
viewer-percent = { $n } %

## Composer
composer-label = Réponse à l’acheteur
composer-hint = Écrivez une réponse
composer-hint-done = Le chat est terminé. Une réponse le rouvre
composer-keys = Entrée va à la ligne. Le texte s’enregistre tout seul
composer-enter = Entrée envoie, Maj+Entrée va à la ligne
composer-ruler = { $used } / { $limit }
composer-over = { $over } { $over ->
        [one] caractère
        [many] de caractères
        *[other] caractères
    } de trop. { $channel } accepte { $limit } au plus : raccourcissez ou coupez en deux.
composer-kept = Votre texte est toujours là.
attach = Fichier
attach-hint = Joindre un fichier. On peut aussi coller une image ou déposer un fichier ici.
uploads-label = Fichiers de la réponse
uploads-coming = Ajout de { $count } { $count ->
        [one] fichier
        [many] de fichiers
        *[other] fichiers
    }
upload-remove = Retirer le fichier « { $name } »
file-refused-none-taken = { $channel } n’accepte pas de fichiers dans ce chat. Dites-le avec des mots.
file-refused-empty = « { $name } » est vide. Choisissez un autre fichier.
file-refused-kind = « { $name } » ne convient pas : { $channel } accepte { $kinds }.
file-refused-large = « { $name } » est trop gros : { $channel } accepte jusqu’à { $limit }. Réduisez-le.
file-refused-sum = « { $name } » ne tient plus : { $channel } accepte jusqu’à { $limit } par réponse. Envoyez-le avec la suivante.
file-refused-many = « { $name } » n’a pas été ajouté : Pult n’envoie pas plus de { $limit } fichiers par réponse.
window-until = Réponse possible jusqu’à { $at }
window-near = Réponse possible jusqu’à { $at } : il reste { $left }
window-day = { $at }, { $day }

## Side panel
side-label = Acheteur, article, commande
side-item = Article
side-article = Référence
side-size = Taille
side-paid = Payé
side-order = Commande
side-order-number = Numéro
side-buyer = Acheteur
side-name = Nom
side-since = Écrit depuis
side-messages = Échanges
side-messages-count = { $count } { $count ->
        [one] message
        [many] de messages
        *[other] messages
    }
side-other = Même nom
side-other-count = { $count } { $count ->
        [one] autre chat
        [many] d’autres chats
        *[other] autres chats
    }
side-shop = Boutique
side-channel = Place de marché
side-no-receipts = { $channel } n’indique pas si une réponse a été lue.
side-asking = mise à jour
side-price = Prix actuel
side-stock = En stock
side-stock-none = aucun
side-pieces = { $count } pièces
side-page = Page
side-state = État
side-placed = Passée
side-due = Livraison avant
side-delivered = Livrée
side-total = Total
side-tracking = Suivi
side-lines = Contenu
order-unknown = inconnu
order-placed = passée
order-packing = en préparation
order-on-the-way = en route
order-at-pickup = au point de retrait
order-delivered = livrée
order-returning = en retour
order-returned = retournée
order-cancelled = annulée
order-pieces = × { $n }

## First run
onboarding-step = Étape { $step } sur { $of }
onboarding-language = Quelle langue parlons-nous ?
onboarding-language-lead = La langue de cette fenêtre. Vous écrivez aux acheteurs dans celle que vous voulez.
onboarding-choose = Par où commencer ?
onboarding-choose-lead = Tous les chats avec vos acheteurs dans une seule fenêtre, sur votre ordinateur.
onboarding-add = Quelle boutique ajouter ?
onboarding-demo = Essayer avec la boutique de démo
onboarding-demo-lead = 60 chats comme les vrais, sans internet. Se retire en un clic.
onboarding-demo-coming = Préparation de la boutique de démo
onboarding-token = Connexion à { $channel }
onboarding-finish = La boutique est connectée
onboarding-finish-lead = Les chats arrivent ; les nouveaux messages sont vérifiés toutes les 30 secondes.
onboarding-finish-lead-base = Avec une clé de base, Wildberries ne permet qu’une requête par heure : les nouveaux messages arrivent une fois par heure, et un long historique met du temps à se charger.
onboarding-tip-keys = J et K parcourent les chats, R commence une réponse, « ? » montre les autres raccourcis.
onboarding-tip-undo = Une réponse ne part pas tout de suite : vous avez quelques secondes pour l’annuler.
onboarding-tip-offline = Tout l’historique reste ici et se lit sans internet.
onboarding-open = Ouvrir les chats
onboarding-tips = Trois astuces pour la suite
onboarding-hours = Quand répondez-vous aux acheteurs ?
onboarding-hours-lead = La boutique est connectée, ses chats arrivent. Dites quand vous travaillez et quels chats vous signaler. Vous pourrez le changer plus tard dans les réglages.
onboarding-hours-days = Jours de travail
onboarding-hours-no-day = Cochez au moins un jour
onboarding-hours-time = Heures de travail
onboarding-hours-uneven = Vos heures sont réglées jour par jour et ne changent pas ici. Vous pouvez les ajuster dans « Règles et horaires ».
onboarding-hours-later = Laisser tel quel
onboarding-off-raise = Quand on écrit hors des heures de travail, le chat monte d’un niveau, avec une fois et demie le délai de ce niveau.
onboarding-off-pause = Hors des heures de travail, le délai de réponse ne court pas.
onboarding-off-ignore = Hors des heures de travail, le délai de réponse court comme d’habitude.
onboarding-off-calls = Les notifications attendent alors et arrivent en un seul message à la reprise.
onboarding-off-calls-late = Les retards sont signalés aussitôt ; les autres notifications attendent et arrivent en un seul message à la reprise.

## Connecting a shop
connect-token-hint = Vérifié aussitôt ; rien n’est enregistré avant « Connecter ». La clé reste sur cet ordinateur.
connect-checking = { $channel } vérifie l’accès
connect-not-checked = La vérification a échoué : { $channel } ne répond pas. Rien n’est enregistré ; voyez si la connexion marche.
connect-check-again = Vérifier à nouveau
connect-name = Comment appeler la boutique
connect-advanced = Avancé
connect-address = Autre adresse
connect-address-hint = Seulement pour un simulateur. Laissez vide pour travailler avec { $channel }.
connect-save = Connecter la boutique
connect-saving = Connexion
needs-wildberries = Une clé de l’espace vendeur, deux minutes
needs-ozon = Client-Id et clé, abonnement Premium Plus
needs-yandex-market = Une Api-Key de l’espace vendeur, deux minutes
needs-avito = client_id et client_secret, formule la plus haute
how-wildberries-1 = Dans l’espace WB, ouvrez « Profil → Intégrations API » («Интеграции по API»).
how-wildberries-2 = Créez une clé (WB l’appelle « jeton personnel », «Персональный токен») ; cochez « Chat avec les acheteurs » («Чат с покупателями») et « Contenu » («Контент»), sans « Lecture seule ».
how-wildberries-3 = Copiez-la tout de suite : WB ne la montre qu’une fois.
how-ozon-1 = Dans l’espace Ozon Seller, ouvrez « Paramètres → Seller API » («Настройки → Seller API»).
how-ozon-2 = Créez une clé avec le rôle « Admin », ou cochez les méthodes de chat. Ozon permet de lire et répondre avec Premium Plus ou Premium Pro.
how-ozon-3 = Copiez tout de suite le Client-Id et la clé : la clé n’est montrée qu’une fois et vit 6 mois.
how-yandex-market-1 = Dans l’espace Market, ouvrez « Paramètres → API et modules » («Настройки → API и модули»).
how-yandex-market-2 = Créez une clé (le Market l’appelle « jeton Api-Key ») avec l’accès « Communication avec les acheteurs » («Общение с покупателями», COMMUNICATION), pas en lecture seule.
how-yandex-market-3 = Copiez-la en entier. Pult trouve seul l’espace et les boutiques.
how-avito-1 = Connectez-vous au profil Avito de la boutique et ouvrez avito.ru/professionals/api.
how-avito-2 = Vérifiez la formule : les messages par API viennent avec « Maximale » («Максимальный»), pour les services aussi « Étendue » («Расширенный»).
how-avito-3 = Copiez client_id et client_secret. Pult s’en sert seul pour l’accès du jour.
client-ozon = Client-Id
client-yandex-market = Numéro de l’espace (businessId)
client-avito = client_id
secret-wildberries = Clé
secret-ozon = Clé Api-Key
secret-yandex-market = Clé Api-Key
secret-avito = client_secret
connect-business-hint = Utile seulement si la clé ouvre plusieurs espaces.

## What a token can do
check-ok = La clé convient
check-seller = Vendeur : { $name }
check-kind-personal = Clé personnelle : c’est la bonne.
check-kind-base = Clé de base : Wildberries ne lui permet qu’une requête de chat par heure.
check-kind-test = Clé de test : pour le bac à sable de Wildberries.
check-kind-service = Clé de service : émise pour un service du catalogue Wildberries.
check-kind-unknown = La clé n’indique pas son type.
check-rejected = La place de marché a refusé la clé. Recopiez-la en entier ou créez-en une nouvelle.
check-expired = La clé a expiré. Créez-en une nouvelle et collez-la.
check-lacks-right = Il manque un droit à la clé. Créez-en une avec ce droit et collez-la.
check-missing = Il manque le droit « { $right } ».
check-where = { $channel ->
        [wildberries] Les droits d’une clé ne se modifient pas. Créez-en une nouvelle dans « Profil → Intégrations API » («Интеграции по API») et cochez ce droit.
        [ozon] Créez une nouvelle clé avec le rôle « Admin » : « Paramètres → Seller API ».
        [yandex_market] Créez une nouvelle clé avec l’accès « Communication avec les acheteurs » («Общение с покупателями») : « Paramètres → API et modules » («API и модули»).
        *[other] Ouvrez avito.ru/professionals/api et demandez ce droit.
    }
check-plan-low = { $channel } : votre formule ne comprend pas les chats
check-expires = Valable jusqu’au { $date }
check-chats = { $count } { $count ->
        [one] chat visible
        [many] de chats visibles
        *[other] chats visibles
    }
check-detail = Réponse de la place de marché : { $detail }
warning-base-token = Avec une clé de base, les messages arrivent une fois par heure. Mieux vaut en créer une personnelle.
warning-read-only = Clé en lecture seule : vous verrez les chats sans pouvoir répondre.
warning-expires-soon = La clé expire bientôt. Créez-en une nouvelle à temps et remplacez-la dans les réglages.
warning-test-token = C’est le bac à sable : il n’y a pas de vrais acheteurs.
warning-unreadable = La clé elle-même est illisible ; seule la réponse de la place de marché compte.
check-plan = { $channel ->
        [ozon] Prenez Premium Plus ou Premium Pro dans l’espace Ozon, puis vérifiez à nouveau.
        [avito] Il faut la formule « Maximale » («Максимальный») ; pour les services, « Étendue » («Расширенный») suffit. Prenez-la sur Avito, puis vérifiez à nouveau.
        *[other] Prenez la formule voulue dans l’espace de la place de marché, puis vérifiez à nouveau.
    }

## Settings
settings-shops = Boutiques
settings-look = Apparence
settings-language = Langue
settings-theme = Thème
theme-light = Clair
theme-dark = Sombre
theme-system = Système
settings-replies = Réponses et raccourcis
settings-undo = Délai pour annuler une réponse
settings-undo-hint = La réponse part après ce délai. Ce qui est parti ne se rappelle pas.
settings-undo-none = Aucun
settings-enter = Entrée envoie
settings-enter-hint = Nouvelle ligne : Maj+Entrée.
settings-singles = Raccourcis d’une lettre
settings-singles-hint = J, K, R, E et les autres, quand vous n’écrivez pas. À désactiver s’ils gênent.
settings-data = Vos données
settings-data-where = Tout l’historique se trouve sur cet ordinateur :
settings-secrets-keychain = Les clés sont dans le trousseau du système.
settings-secrets-file = Les clés sont dans un fichier de ce dossier, sans trousseau.
settings-version = Pult { $version }
shop-pause = Mettre en pause
shop-resume = Reprendre
shop-token = Nouvelle clé
shop-token-title = Nouvelle clé pour « { $shop } »
shop-token-words = La clé est vérifiée puis remplacée. Les chats et les réponses en attente ne changent pas.
shop-token-save = Vérifier et remplacer
shop-remove = Retirer
shop-remove-title = Retirer la boutique « { $shop } » ?
shop-remove-demo = Les chats de démo disparaissent. Vous pourrez remettre la boutique de démo quand vous voudrez.
shop-remove-keep = Garder
shop-remove-yes = Retirer la boutique
shop-edit = Modifier
shop-name = Nom
shop-colour = Couleur
colour-0 = turquoise
colour-1 = bleu
colour-2 = violet
colour-3 = framboise
colour-4 = brique
colour-5 = ocre
colour-6 = olive
colour-7 = ardoise
shop-show-support = Montrer les chats avec l’assistance
shop-show-support-hint = Les échanges avec Ozon, pas avec les acheteurs.
shop-show-notification = Montrer les notifications de la place de marché
shop-show-notification-hint = Les envois d’Ozon. On ne peut pas y répondre.
shop-marks-read = Dire à { $channel } ce que j’ai lu
shop-marks-read-hint = L’acheteur pourra voir que le message est lu sans réponse encore. { $channel } ne permet pas de retirer cette marque.
shop-remove-history = { $count } { $count ->
        [one] message quitte
        [many] de messages quittent
        *[other] messages quittent
    } cet ordinateur, avec leurs fichiers et brouillons.
shop-remove-history-all = Tous les échanges quittent cet ordinateur, avec fichiers et brouillons.
shop-remove-copies = Seules les trois dernières copies quotidiennes de cet ordinateur gardent les échanges, jusqu’à ce que de nouvelles les remplacent : une par jour quand Pult tourne. Vos propres sauvegardes et une base abîmée mise de côté les gardent aussi.
shop-remove-unsent = Les réponses non envoyées ne partiront pas, et la clé quitte le trousseau.
shop-remove-there = Chez { $channel }, tout reste : en reconnectant la boutique, vous retrouverez ce qui y est encore gardé.
shop-remove-final = C’est définitif.
shop-remove-or-pause = Si la boutique ne sert pas en ce moment, mettez-la en pause : les échanges restent, rien de nouveau n’arrive.
shop-remove-pause = Mettre plutôt en pause

## State page
state-title = État
state-check-now = Vérifier maintenant
state-checking = Vérification
state-save-log = Enregistrer le journal
state-log-saved = Le journal est enregistré, sans échanges ni clés : { $path }
state-unknown = L’état n’a pas pu être lu
state-coming = Nous regardons où en sont les choses
state-last = Dernière vérification
state-fine = Fonctionne
state-ago = il y a { $ago }
state-behind = Retard
state-behind-none = aucun, tout est lu
state-behind-unknown = pas encore vérifié
state-errors = Erreurs
state-errors-row = { $count } de suite
state-unreadable = Illisibles
state-unreadable-hint = Des événements que Pult n’a pas compris. Ils sont gardés tels quels.
state-token = Clé valable jusqu’au
quota-title = Requêtes restantes
quota-none = La place de marché n’a pas encore dit combien de requêtes restent.
quota-left = { $left } sur { $limit } par { $period }
quota-chat = Chats et réponses
quota-chats = Liste des chats
quota-history = Historique des chats
quota-send = Envoi des réponses
quota-files = Fichiers
quota-download = Téléchargement des fichiers
quota-messenger = Messages
quota-orders = Commandes
quota-offers = Produits
quota-items = Annonces
quota-token = Renouvellement de l’accès
quota-account = Profil
quota-client-id = Toutes les requêtes
doctor-title = Contrôles
doctor-none = Rien n’a encore été contrôlé.
doctor-well = en ordre
doctor-ails = à voir
doctor-account = Boutique « { $shop } »
doctor-data-folder = Dossier des données
doctor-database = Base de données
doctor-search-index = Recherche
doctor-keychain = Garde des clés
doctor-disk = Place sur le disque
doctor-accounts = Boutiques
disk-title = Espace disque
disk-database = Échanges
disk-files = Fichiers et photos
disk-logs = Journaux
disk-backups = Sauvegardes
disk-whole = Total
program-title = Programme
program-version = Version
program-schema = Version de la base de données
program-schema-hint = augmente avec les mises à jour
program-folder = Dossier des données
program-secrets = Les clés sont dans
program-secrets-file = un fichier du dossier
program-secrets-keychain = le trousseau du système
program-lookups = Articles, commandes
program-lookups-none = pas encore demandés
program-lookups-rate = { $percent } % déjà ici ({ $hits } sur { $asked })
recovery-title = La base de données était abîmée ; une copie l’a remplacée
recovery-copy = La copie date du { $date }. Ce qui est venu après, les places de marché le redonnent d’elles-mêmes.
recovery-texts = Textes non envoyés trouvés : { $found }, remis dans leurs chats : { $back }. Ils vous attendent et ne partiront pas seuls.
recovery-nothing = Il n’y avait aucun texte non envoyé dans le fichier abîmé.
recovery-where = Le fichier abîmé est resté intact :
recovery-seen = Compris

## Palette and keys
palette-label = Actions et chats
palette-hint = Une action ou le nom d’un acheteur
palette-none = Aucune action, aucun acheteur
help-title = Raccourcis
help-foot = Ils marchent aussi en cyrillique. Les lettres seules agissent quand vous n’écrivez pas et se désactivent dans les réglages.
help-singles-off = Les raccourcis d’une lettre sont désactivés dans les réglages.
key-group-chats = Chats
key-group-reply = Réponse
key-group-go = Aller à
key-group-program = Programme
key-next-chat = Chat suivant
key-previous-chat = Chat précédent
key-row-down = Descendre dans la liste
key-row-up = Monter dans la liste
key-open = Ouvrir le chat
key-back = Retour à la liste
key-done = Terminer le chat ou le rouvrir
key-done-next = Terminer et ouvrir le suivant
key-reply = Écrire une réponse
key-send = Envoyer la réponse
key-undo = Annuler la dernière action
key-search = Chercher dans l’historique
key-palette = Actions et chats
key-go-waiting = En attente
key-go-urgent = Urgent
key-go-in-progress = En cours
key-go-done = Terminés
key-go-all = Tous les chats
key-check-now = Vérifier les boutiques maintenant
key-settings = Réglages
key-help = Tous les raccourcis
key-attach = Joindre un fichier
key-go-state = État
