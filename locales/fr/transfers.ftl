# Les chats qui sortent, l’historique qui entre.
export-title-one = Exporter le chat
export-title = { $count ->
    [one] Exporter { $count } chat
    [many] Exporter { $count } chats
   *[other] Exporter { $count } chats
}
export-title-found = Exporter les chats trouvés
export-form = Forme du fichier
export-form-html = Page
export-form-html-hint = S’ouvre dans tout navigateur, s’imprime et s’enregistre en PDF.
export-form-json = JSON
export-form-json-hint = Pour les programmes et pour revenir dans Pult ; rien ne se perd.
export-form-csv = Tableau CSV
export-form-csv-hint = Pour Excel et les autres tableurs, un message par ligne.
export-form-pack = Dossier de litige
export-form-pack-hint = Correspondance, fichiers, commande, remise des réponses et SHA-256 de chaque fichier dans un seul zip.
export-folder = Dossier
export-folder-hint = Téléchargements
export-left-out = Les clés, les brouillons et les notes privées ne sont jamais exportés.
export-print = Imprimer…
export-start = Exporter
export-running = Chats : { $chats } sur { $all }, messages : { $messages }
export-files-fetched = Fichiers récupérés sur la place de marché : { $count }
export-stop = Arrêter
export-done = { $messages ->
    [one] Terminé : { $messages } message, { $size }.
    [many] Terminé : { $messages } messages, { $size }.
   *[other] Terminé : { $messages } messages, { $size }.
}
export-hash = SHA-256 de l’inventaire. Notez-le ou envoyez-le avec le dossier : il montre que rien n’a changé.
export-files-missing = { $count ->
    [one] { $count } fichier n’est pas sur cet ordinateur ; l’inventaire dit pourquoi.
    [many] { $count } fichiers ne sont pas sur cet ordinateur ; l’inventaire dit pourquoi.
   *[other] { $count } fichiers ne sont pas sur cet ordinateur ; l’inventaire dit pourquoi.
}
export-capped = La recherche a trouvé plus qu’il n’en tient : ce sont les chats des mille premiers résultats.
export-stopped = Arrêté, aucun fichier n’est resté.
export-again = Encore une fois
print-cut = Voici les derniers messages ; exportez le reste comme page.
print-order = commande
print-file = Fichier
print-author-customer = Acheteur
print-author-seller = Boutique
print-author-assistant = L’assistant de la boutique
print-author-system = Système
key-export = Exporter des chats
key-print = Imprimer le chat
import-title = Import de l’historique
import-steps = Étapes
import-step-file = Fichier
import-step-columns = Quoi et où
import-step-trial = Essai
import-step-done = Terminé
import-lead = L’ancienne correspondance d’un autre Pult ou d’un autre programme rejoint l’historique : elle se voit et se trouve, mais personne n’y attend, rien n’y est non lu et elle n’appelle personne.
import-choose = Choisir un fichier
import-reading = Lecture du fichier
import-kinds = Conviennent le JSON et le CSV exportés de Pult, et tout tableau CSV en UTF-8 qui a l’heure, l’auteur, le texte et le chat ou l’acheteur. 1 Go au plus.
import-form-json = Export de Pult
import-form-own-csv = Tableau de Pult
import-form-csv = Tableau
import-columns = Colonnes
import-columns-lead = Devinées d’après leurs titres ; corrigez ce qui ne va pas. Les heures sans fuseau sont lues en { $zone }.
import-heading = Titre
import-sample = Exemple
import-means = Ce que c’est
import-means-of = Ce que contient « { $heading } »
import-column-none = laisser
import-column-time = heure
import-column-time-utc = heure UTC
import-column-author = auteur
import-column-text = texte
import-column-chat = numéro du chat
import-column-customer = acheteur
import-column-order = commande
import-column-item = article
import-column-message = numéro du message
import-column-files = fichiers
import-column-channel = place de marché
import-column-kind = type de message
import-lacks = Il manque :
import-lack-time = l’heure
import-lack-author = l’auteur
import-lack-text = le texte
import-lack-chat = le chat ou l’acheteur
import-where = Où
import-to-archive = Dans une archive
import-to-archive-hint = Un endroit à part : il ne prend rien aux places de marché et n’envoie rien.
import-archive-name = Archive
import-archive-label = Nom de l’archive
import-to-shop = Dans une boutique
import-to-shop-hint = Rejoint ses chats ; ce qui y est n’est pas ajouté deux fois. Laissez d’abord la boutique chercher les siens.
import-shop-label = Boutique
import-other-file = Autre fichier
import-try = Essayer
import-trying = Examen du fichier : { $count }
import-would-add = Serait ajouté
import-added = Ajouté
import-known = Déjà ici
import-refused = Laissé de côté
import-chats = { $count ->
    [one] { $count } chat
    [many] { $count } chats
   *[other] { $count } chats
}
import-messages = { $count ->
    [one] { $count } message
    [many] { $count } messages
   *[other] { $count } messages
}
import-lines = { $count ->
    [one] { $count } ligne
    [many] { $count } lignes
   *[other] { $count } lignes
}
import-faults = Quelles lignes et pourquoi
import-fault-line = Ligne { $line } : { $why }
import-faults-more = Et { $count } autres.
import-fault-not-utf8 = pas en UTF-8
import-fault-too-long = plus longue qu’un message ne peut l’être
import-fault-quote-open = un guillemet ouvert et jamais fermé
import-fault-not-a-record = illisible
import-fault-few-cells = trop peu de cellules
import-fault-no-time = pas d’heure
import-fault-time-unclear = heure incompréhensible
import-fault-time-impossible = une telle heure est impossible
import-fault-no-author = on ne sait pas qui a écrit
import-fault-author-unknown = on ne sait si c’est l’acheteur ou la boutique
import-fault-no-chat = aucun chat indiqué
import-fault-chat-unknown = son chat n’a pas pu être lu
import-fault-other-channel = d’une autre place de marché que la boutique choisie
import-fault-empty = message vide
import-fault-cut = le fichier s’interrompt
import-back = Retour
import-go = Importer
import-nothing = Tout est déjà ici ou illisible ; il n’y a rien à importer.
import-going = Import, messages : { $count }
import-undoing = Retrait, messages : { $count }
import-stopped = Arrêté. Ce qui est importé reste : continuez avec le même fichier, ou retirez l’import.
import-undo = Retirer l’import
import-undo-ask = Retirer tout ce que cet import a ajouté : chats { $chats }, messages { $messages } ? Ce que la place de marché a apporté depuis reste.
import-undone = { $count ->
    [one] Import annulé, { $count } message retiré.
    [many] Import annulé, { $count } messages retirés.
   *[other] Import annulé, { $count } messages retirés.
}
import-another = Autre fichier
import-past = Imports passés
import-broken-off = inachevé
key-import = Importer l’historique
channel-archive = Archive
mark-archive = Ar
sync-archive = historique venu de fichiers
