import type { ChatView, Language } from "../api/bindings";

/** From here on what was heard is likely, in percent; below it is a guess. */
export const LIKELY = 60;

/** The language the buyer writes in; none where it is only guessed, as of a message without letters. */
export const languageOf = ({ analysis }: Pick<ChatView, "analysis">): Language | null =>
  analysis && analysis.language_sure >= LIKELY ? analysis.language : null;
