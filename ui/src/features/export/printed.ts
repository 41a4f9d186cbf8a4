/** Chats and messages that are laid out for the printer at most; more of them are exported as a page. */
export const MOST_PRINTED = 20;
export const MOST_MESSAGES = 5_000;
