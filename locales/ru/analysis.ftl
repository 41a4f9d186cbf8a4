## What was heard in a message. The names of intents, also in the sentence that explains a deadline.
intent-abuse-spam = спам или брань
intent-cancel-change-order = отмена или изменение
intent-billing-invoice = оплата и чеки
intent-return-refund = возврат
intent-defect-complaint = брак или поломка
intent-wrong-item = не то или не хватает
intent-delivery-delay = доставка опаздывает
intent-order-status = где заказ
intent-technical-problem = сайт или приложение
intent-recommendation = просит совета
intent-product-question = вопрос о товаре
intent-availability-price = наличие и цена
intent-human-request = зовёт человека
intent-praise-thanks = благодарит
intent-greeting-smalltalk = здоровается
sentiment-negative = недоволен
sentiment-neutral = спокоен
sentiment-positive = доволен
urgency-normal = не спешит
urgency-high = спешит
urgency-critical = критично
## How sure.
analysis-sure = уверенно
analysis-likely = скорее всего
analysis-maybe = возможно
analysis-own = с ваших слов
## The steps of a decision that meaning took.
sla-step-meant = по смыслу: { $intent }, { $sure } (правило «{ $rule }»): { $level }, { $time }
sla-step-outweighed = правило «{ $rule }» не сработало: «{ $words }», но по смыслу: { $intent }, { $sure }
## The block beside the chat.
analysis-title = Понято как
analysis-intent = Суть
analysis-sentiment = Настроение
analysis-urgency = Срочность
analysis-correct = { $what }: { $value }. Исправить
analysis-corrected = Исправлено вами, программа это запомнила.
analysis-undo = Вернуть как было
analysis-undone = Исправление отменено
analysis-learned = Запомнено
## Marks in the list.
flag-negative = недоволен
flag-critical = критично
