import { KeyRound, X } from "lucide-react";
import { useState } from "react";
import type { AccountView } from "../../api/bindings";
import { Button, IconButton } from "../../shared/Button";
import { useNow } from "../../shared/clock";
import { expiryOf } from "../../shared/expiry";
import { expiryWords } from "../../shared/expiryWords";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

/** A line put away stays away until the next step (14, 3, 1 days): kept by this window's storage. */
const keyOf = (account: AccountView, step: number) => `expiry-seen-${account.account}-${account.token_expires_at_ms}-${step}`;

function isSeen(key: string): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

function markSeen(key: string): void {
  try {
    localStorage.setItem(key, "1");
  } catch {
    // Without storage the line comes back with the next start.
  }
}

interface Props {
  accounts: AccountView[];
  onTokenNeeded: (account: number) => void;
}

/** The token that ends soonest, told at 14, 3 and 1 days. */
export function ExpiryStrip({ accounts, onTokenNeeded }: Props) {
  const [, setPutAway] = useState("");
  const key = useNow((now) => {
    const near = accounts.flatMap((account) => {
      const expiry = expiryOf(account, now);
      return expiry && !isSeen(keyOf(account, expiry.step)) ? [{ account, expiry }] : [];
    });
    const soonest = near.sort((a, b) => (a.account.token_expires_at_ms ?? 0) - (b.account.token_expires_at_ms ?? 0))[0];
    return soonest ? keyOf(soonest.account, soonest.expiry.step) : null;
  });
  const account = accounts.find((each) => key?.startsWith(`expiry-seen-${each.account}-`));
  if (!account || key === null) return null;
  const putAway = (shown: string) => {
    markSeen(shown);
    setPutAway(shown);
  };
  return <Expiry account={account} onTokenNeeded={onTokenNeeded} onPutAway={() => putAway(key)} />;
}

interface LineProps {
  account: AccountView;
  onTokenNeeded: (account: number) => void;
  onPutAway: () => void;
}

function Expiry({ account, onTokenNeeded, onPutAway }: LineProps) {
  const words = useWords();
  const { t } = words;
  const last = useNow((now) => expiryOf(account, now)?.step === 1);
  const said = useNow((now) => expiryWords(words, account, now));
  return (
    <div className={last ? "strip strip-bad" : "strip"} role="status" data-testid="expiry-strip">
      <KeyRound size={16} aria-hidden="true" />
      <span>
        <bdi>{harmless(account.name)}</bdi>: {said}
        <span className="strip-acts">
          <Button kind="link" onClick={() => onTokenNeeded(account.account)}>
            {t("strip-new-token")}
          </Button>
        </span>
      </span>
      <IconButton label={t("expiry-put-away")} onClick={onPutAway}>
        <X size={14} />
      </IconButton>
    </div>
  );
}
