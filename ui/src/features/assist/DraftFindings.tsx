import { CircleAlert, OctagonX } from "lucide-react";
import type { GuardFinding } from "../../api/bindings";
import { Button } from "../../shared/Button";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { rewritten } from "./DraftText";

export const findingId = (draft: string, finding: number) => `${draft}-finding-${finding}`;

interface Props {
  id: string;
  text: string;
  findings: GuardFinding[];
  /** The text with the rewrite in it. */
  onRewrite: (text: string) => void;
  /** How a finding is put; its reason alone where the place is underlined. */
  say?: (finding: GuardFinding) => string;
}

/** What the guard says, one sentence each under the text it concerns, with the mend as one click. */
export function DraftFindings({ id, text, findings, onRewrite, say }: Props) {
  const { t } = useWords();
  if (findings.length === 0) return null;
  return (
    <ul className="assist-findings" data-testid="draft-findings">
      {findings.map((finding, at) => (
        <li key={`${finding.rule} ${finding.start}`} id={findingId(id, at)} className={`finding finding-${finding.level}`}>
          {finding.level === "block" ? <OctagonX size={16} aria-hidden="true" /> : <CircleAlert size={16} aria-hidden="true" />}
          <span>
            {finding.level === "block" && <strong>{t("assist-blocked")} </strong>}
            {say ? say(finding) : harmless(finding.reason)}
            {finding.rewrite && (
              <Button kind="link" onClick={() => finding.rewrite && onRewrite(rewritten(text, finding.rewrite))}>
                {finding.rewrite.text === "" ? t("assist-strike") : t("assist-rewrite", { text: finding.rewrite.text })}
              </Button>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
