import { useEffect, useState } from "react";
import type { ChatId, GuardFinding } from "../../api/bindings";
import { useHost } from "../../api/core";
import { carried } from "./carried";

/** Asked once the hand rests, in milliseconds. */
export const GUARD_REST_MS = 300;

/** Said elsewhere under the same field: the ruler counts. */
const SAID_ELSEWHERE = "wrong_length";

interface Judged {
  chat: ChatId;
  text: string;
  findings: GuardFinding[];
}

/** What the guard says of a text being written, at the latest a moment after the last letter; never waited for. */
export function useGuard(chat: ChatId, text: string): GuardFinding[] {
  const host = useHost();
  const [judged, setJudged] = useState<Judged | null>(null);
  useEffect(() => {
    let current = true;
    if (text.trim() === "") {
      setJudged(null);
      return;
    }
    const timer = setTimeout(() => {
      const tell = (findings: GuardFinding[]) => {
        // An answer to an older text is no answer.
        if (!current) return;
        const said = findings.filter((each) => each.rule !== SAID_ELSEWHERE);
        // What stops the reply comes first.
        setJudged({ chat, text, findings: said.sort((a, b) => Number(b.level === "block") - Number(a.level === "block")) });
      };
      // A guard that cannot answer says nothing; it is looked at again with the next letter.
      host.call("guard_text", { chat, text }).then(
        (view) => tell(view.findings),
        () => tell([]),
      );
    }, GUARD_REST_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [host, chat, text]);
  return judged && judged.chat === chat && text.trim() !== "" ? carried(judged.findings, judged.text, text) : [];
}
