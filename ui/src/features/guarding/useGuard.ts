import { useCallback, useEffect, useState } from "react";
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

export interface Guarded {
  findings: GuardFinding[];
  /** What was found in a text when it was to be sent: the owner sees at once what held it. */
  tell: (text: string, findings: GuardFinding[]) => void;
}

/** What the guard says of a text being written, at the latest a moment after the last letter; never waited for. */
export function useGuard(chat: ChatId, text: string): Guarded {
  const host = useHost();
  const [judged, setJudged] = useState<Judged | null>(null);
  const tell = useCallback((told: string, findings: GuardFinding[]) => setJudged({ chat, text: told, findings: placed(told, findings) }), [chat]);
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
  const known = judged && judged.chat === chat && text.trim() !== "";
  return { findings: known ? carried(judged.findings, judged.text, text) : [], tell };
}

/** The core judges a reply without the blanks around it; places in the field count them. */
function placed(text: string, findings: GuardFinding[]): GuardFinding[] {
  const blanks = [...text].length - [...text.trimStart()].length;
  const moved = <S extends { start: number; end: number }>(span: S): S => ({ ...span, start: span.start + blanks, end: span.end + blanks });
  return findings.map((finding) => ({ ...moved(finding), rewrite: finding.rewrite ? moved(finding.rewrite) : null }));
}
