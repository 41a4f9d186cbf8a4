import { CircleCheck, CircleX, Info } from "lucide-react";
import type { ChannelKind, TokenCheck } from "../api/bindings";
import { useWords } from "../words/words";
import { Button } from "./Button";
import { channelName } from "./channelName";
import { date } from "./time";
import { harmless } from "./Untrusted";

/** Nothing is stored yet, so nothing is said of what is kept, as it is of a shop that has its chats. */
const NOT_TAKEN: Partial<Record<NonNullable<TokenCheck["problem"]>, string>> = {
  token_rejected: "check-rejected",
  token_expired: "check-expired",
  token_missing_right: "check-lacks-right",
};

/** Of a token that is refused only the kinds are told which cannot serve. */
const NO_HINDRANCE: ReadonlySet<TokenCheck["kind"]> = new Set(["personal", "unknown"]);

interface Props {
  check: TokenCheck;
  channel: ChannelKind;
  /** Tries once more, where something can be mended without a new token: a plan, a right. */
  onAgain?: () => void;
}

/** What a token can do, in words, before anything is saved. */
export function TokenVerdict({ check, channel, onAgain }: Props) {
  const words = useWords();
  const { t } = words;
  const problem = check.problem ?? "token_rejected";
  const notTaken = NOT_TAKEN[problem];
  return (
    <div className={check.ok ? "verdict verdict-ok" : "verdict verdict-bad"} role="status" data-testid="token-verdict" data-ok={check.ok}>
      <p className="verdict-head">
        {check.ok ? <CircleCheck size={20} aria-hidden="true" /> : <CircleX size={20} aria-hidden="true" />}
        <strong>
          {check.ok
            ? t("check-ok")
            : problem === "plan_too_low"
              ? t("check-plan-low", { channel: channelName(words, channel) })
              : notTaken
                ? t(notTaken)
                : words.error(problem)}
        </strong>
      </p>
      <ul>
        {check.ok && check.seller_name && <li>{t("check-seller", { name: harmless(check.seller_name) })}</li>}
        {channel === "wildberries" && (check.ok || !NO_HINDRANCE.has(check.kind)) && <li>{t(`check-kind-${check.kind}`)}</li>}
        {check.missing_rights.map((right) => (
          <li key={right}>{t("check-missing", { right: harmless(right) })}</li>
        ))}
        {check.missing_rights.length > 0 && <li>{t("check-where", { channel })}</li>}
        {check.expires_at_ms != null && <li>{t("check-expires", { date: date(words, check.expires_at_ms) })}</li>}
        {check.ok && check.chats_seen != null && <li>{t("check-chats", { count: check.chats_seen })}</li>}
      </ul>
      {check.warnings.map((warning) => (
        <p key={warning} className="verdict-warning">
          <Info size={16} aria-hidden="true" />
          <span>{t(`warning-${warning.replaceAll("_", "-")}`)}</span>
        </p>
      ))}
      {!check.ok && check.problem === "plan_too_low" && <p className="verdict-what">{t("check-plan", { channel })}</p>}
      {!check.ok && check.detail && <p className="verdict-detail">{t("check-detail", { detail: harmless(check.detail) })}</p>}
      {!check.ok && onAgain && (
        <Button kind="link" className="verdict-again" onClick={onAgain}>
          {t("connect-check-again")}
        </Button>
      )}
    </div>
  );
}
