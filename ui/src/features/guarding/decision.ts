import type { GuardFinding } from "../../api/bindings";

/** Said under the field and nobody's to allow: the core lets a person's words leave in any language. */
const ADVICE: ReadonlySet<string> = new Set(["wrong_language", "hidden_text"]);

/** Whether sending a person's text despite this finding is a decision that the core wants to be told of. */
export const isDecision = ({ level, rule }: GuardFinding): boolean => level === "warn" && !ADVICE.has(rule);
