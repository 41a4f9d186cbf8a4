import type { ErrorCode } from "../api/bindings";

/** Nobody answered at all: what a connection that is not there looks like. */
export const NO_ANSWER: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["unreachable", "timed_out"]);

/** A marketplace that was not spoken to has said nothing: the detail of these is the program's own. */
export const NOTHING_SAID: ReadonlySet<ErrorCode> = new Set<ErrorCode>([...NO_ANSWER, "certificate_untrusted"]);
