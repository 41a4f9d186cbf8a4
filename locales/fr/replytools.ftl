## Tools for replies: canned ones, what the guard says while typing, knowledge, own rules.

## Canned replies in the composer.
key-canned = Insérer une réponse type
canned-title = Réponses types
canned-button = Réponse type
canned-find = Chercher une réponse type
canned-none = Pas encore de réponse type.
canned-first = Écrire la première
canned-not-found = Rien ne correspond.
canned-manage = Toutes les réponses types
canned-offered =
    { $count ->
        [one] { $count } réponse type : ↑ ↓ choisir, Entrée insère, Échap ferme
        [many] { $count } réponses types : ↑ ↓ choisir, Entrée insère, Échap ferme
       *[other] { $count } réponses types : ↑ ↓ choisir, Entrée insère, Échap ferme
    }
canned-gaps = Inconnu ici : { $names }. Complétez ou supprimez.
canned-gap-show = Montrer l’endroit
composer-held-gaps = Complétez d’abord ce qui manque à la réponse type.
canned-var-customer = nom de l’acheteur
canned-var-order = numéro de commande
canned-var-item = article
canned-var-status = état de la commande
canned-var-shop = boutique
canned-var-price = prix
canned-var-due = date de livraison
canned-var-tracking = numéro de suivi
canned-var-size = taille
canned-sample-customer = Hélène
canned-sample-order = 71204118330
canned-sample-item = Théière en céramique, 1,2 l
canned-sample-status = en route
canned-sample-shop = La Maison d’argile
canned-sample-price = 2 490 ₽
canned-sample-due = 25 novembre
canned-sample-tracking = RB123456789RU
canned-sample-size = 22 cm

## What the guard says under the field.
guard-sentence = { $why }.
guard-sentence-quoted = { $why } (« { $words } »).
guard-mended = Texte remplacé
composer-held = Le texte contient quelque chose à ne pas envoyer. Modifiez-le.

## The page.
knowledge-title = Réponses et connaissances
knowledge-lead = Réponses types, notes sur les articles et la livraison, ton de la boutique et vos interdits.
knowledge-open = Ouvrir
knowledge-tab-canned = Réponses types
knowledge-tab-snippets = Notes
knowledge-tab-tone = Ton
knowledge-tab-rules = Interdits
knowledge-any-language = Toutes
knowledge-language = Langue
knowledge-find = Chercher
knowledge-remove = Supprimer « { $name } »
knowledge-removed = « { $name } » supprimé
knowledge-leave-words = Vous avez commencé à écrire sans enregistrer. Sans enregistrement, ce sera perdu.
fared = Brouillons en 30 jours : { $made }. Envoyés tels quels : { $sent }, modifiés : { $edited }.
fared-none = Pas encore de brouillon ces 30 derniers jours.
fared-blocked =
    { $count ->
        [one] Dans { $count } cas, le contrôle a arrêté une mauvaise version.
        [many] Dans { $count } cas, le contrôle a arrêté une mauvaise version.
       *[other] Dans { $count } cas, le contrôle a arrêté une mauvaise version.
    }

## Canned replies.
canned-lead = Dans le champ de réponse, tapez / en début de ligne, puis le raccourci ou un mot du nom. Les brouillons en sont tirés aussi.
canned-add = Nouvelle réponse type
canned-none-yet = Pas encore de réponse type. Commencez par celle que vous écrivez le plus souvent.
canned-used =
    { $count ->
        [one] utilisée { $count } fois
        [many] utilisée { $count } fois
       *[other] utilisée { $count } fois
    }
canned-name = Nom
canned-shortcut = Raccourci
canned-shortcut-hint = Sans espace, par exemple « retour ».
canned-shortcut-taken = La réponse type « { $name } » a déjà ce raccourci. Choisissez-en un autre.
canned-text = Texte de la réponse
canned-variables = Repris du chat :
canned-unknown = Pult ne sait pas quoi mettre : { $names }. Cela restera tel quel.
canned-preview = Comment cela se lira
canned-intent = Pour quelle question
canned-intent-none = Non précisé
canned-words = Mots dans la question de l’acheteur
canned-words-hint = Une expression par ligne. Pult propose ainsi la réponse type en brouillon, et vous la trouvez avec /.

## Snippets of knowledge.
snippets-lead = De courtes informations sur lesquelles s’appuient les brouillons : entretien, délai de livraison, contenu d’un lot.
snippets-add = Nouvelle note
snippets-none = Pas encore de note. Écrivez la première ou importez un fichier que vous avez déjà.
snippets-import = Importer un fichier
snippets-title = Sujet
snippets-text = Ce qu’il faut savoir
snippets-text-hint = Écrivez comme vous répondriez à l’acheteur : ces mots vont dans le brouillon.
snippets-unreadable = Le fichier n’a pas pu être lu. Enregistrez-le en UTF-8.
snippets-kept =
    { $count ->
        [one] { $count } note enregistrée
        [many] { $count } notes enregistrées
       *[other] { $count } notes enregistrées
    }
snippets-import-lead = Texte : paragraphe par paragraphe. CSV : le sujet puis le contenu. Markdown : une section par titre. Vous voyez d’abord ce qui a été trouvé.
snippets-choose = Choisir un fichier
snippets-form = Type de fichier
snippets-form-text = Texte
snippets-form-csv = CSV, tableau
snippets-form-markdown = Markdown
snippets-found =
    { $count ->
        [one] { $count } note trouvée. Rien n’est encore enregistré.
        [many] { $count } notes trouvées, voici les premières. Rien n’est encore enregistré.
       *[other] { $count } notes trouvées, voici les premières. Rien n’est encore enregistré.
    }
snippets-keep = Enregistrer

## How the shop speaks.
tone-title = Comment parle la boutique
tone-manner = Manière
tone-neutral = Neutre
tone-warm = Chaleureuse
tone-formal = Formelle
tone-greet = Saluer par le nom
tone-greet-hint = Si le nom de l’acheteur est connu ; sinon un simple bonjour.
tone-signature = Signature
tone-signature-hint = La dernière ligne de chaque brouillon. Vide : aucune.
tone-style = Comment écrire
tone-style-hint = Pour un modèle, s’il y en a un : « court, vouvoyer, sans émojis ».
tone-enabled = Préparer des brouillons
tone-enabled-hint = Pult propose une réponse ; vous seul l’envoyez.
tone-ahead = À l’avance
tone-ahead-hint = Le brouillon est prêt avant l’ouverture du chat.
tone-models = Interroger les modèles
tone-models-hint = S’il y en a un. Sinon tout se fait sur cet ordinateur.

## Own rules of the guard.
guard-own-lead = Pult surveille déjà les promesses de remboursement, les contacts et les reproches. Voici ce qui ne doit pas s’écrire dans votre boutique.
guard-own-stops = arrêté
guard-own-warns = avertit
guard-own-add = Nouvel interdit
guard-own-none = Pas encore d’interdit. Par exemple : ne pas annoncer de jour de livraison.
guard-own-phrases = Mots et expressions
guard-own-phrases-hint = Une par ligne. « livrer » se trouve sous toutes ses formes, « livr* » tout ce qui commence ainsi, « =bientôt » ce mot seul.
guard-own-reason = Pourquoi
guard-own-reason-hint = Vous verrez cette phrase sous le champ de réponse.
guard-own-blocks = Arrêter la réponse
guard-own-blocks-hint = Sinon Pult avertit seulement.
guard-own-negation = « Ne pas » autorise
guard-own-negation-hint = « Nous ne promettons pas de remise » passe, « nous promettons une remise » non.
guard-own-channels = Sur les places de marché
guard-own-writers = Qui écrit
guard-own-languages = Dans les langues
guard-own-everywhere = rien de coché : toujours
guard-writer-human = Vous écrivez
guard-writer-assisted = Brouillon de Pult
guard-writer-automatic = Envoi sans vous
guard-try-title = Essayez sur une réponse
guard-try-example = Bonjour ! Livraison demain avant midi.
guard-try-channel = Place de marché
guard-try-writer = Qui écrit la réponse
guard-try-idle = Écrivez une réponse et voyez ce que dit le contrôle. Rien n’est envoyé.
guard-verdict-pass = Aucune objection
guard-verdict-warn = Envoi possible, mais regardez
guard-verdict-block = Ne partira pas ainsi
