## Why a reply is stopped, for the owner.
guard-reason-promise-refund = Обещание вернуть деньги: решает площадка
guard-reason-promise-replacement = Обещание замены: решает площадка
guard-reason-promise-discount = Обещание скидки, подарка или компенсации
guard-reason-blame-customer = Покупатель обвинён
guard-reason-ai-mention = Сказано, что отвечает машина
guard-reason-ai-disclosure = Автоматический ответ должен сказать, что отвечает программа
guard-reason-contact-or-link = Контакт или ссылка: площадки это запрещают
guard-reason-leave-marketplace = Предложение уйти с площадки
guard-reason-other-customer-data = Сведения о другом человеке
guard-reason-prompt-leak = Указания для составителя попали в ответ
guard-reason-wrong-language = Ответ не на языке покупателя ({ $language })
guard-reason-wrong-length = Пусто или длиннее { $max } знаков
guard-reason-wrong-channel-advice = Возврат описан по правилам другой площадки
guard-reason-hidden-text = Буквы написаны раздельно, как будто текст прячут
guard-reason-unknown-fact = «{ $value }»: этого нет в данных
guard-despite-wrong-language = Ответ не на языке покупателя
guard-despite-wrong-length = Пусто или слишком длинно
guard-despite-unknown-fact = Названо то, чего нет в данных
## What could be said instead, for the buyer.
guard-rewrite-promise-refund = Возврат можно оформить в личном кабинете, решение по заявке принимает площадка.
guard-rewrite-promise-replacement = Замену или возврат можно запросить через заявку в личном кабинете, решение принимает площадка.
guard-rewrite-promise-discount = Скидки в чате мы дать не можем; действующие акции видны в карточке товара.
guard-rewrite-blame-customer = Нам жаль, что так вышло. Давайте разберёмся вместе.
guard-rewrite-stay-here = Давайте продолжим здесь, в этом чате.
guard-rewrite-other-customer-data = О других покупателях мы не рассказываем.
guard-rewrite-ai-mention = Это магазин. Чем помочь?
guard-rewrite-wrong-channel-advice = Возврат оформляется в личном кабинете этой площадки.
