import type { Author } from "../api/bindings";

/** Whether it is our own word: what the marketplace itself says in a chat is neither the buyer's nor ours. */
export const isOurs = (author: Author): boolean => author === "seller" || author === "assistant";
