import type { AccountView } from "../api/bindings";

const DAY_MS = 86_400_000;

/** The owner is told this many days before a token ends. */
export const EXPIRY_STEPS = [14, 3, 1] as const;
export type ExpiryStep = (typeof EXPIRY_STEPS)[number];

export interface Expiry {
  step: ExpiryStep;
  /** Whole days left; 0 on the last day and after it. */
  days: number;
  over: boolean;
}

/** How near a token's end is, in the step last passed; nothing while it is far. */
export function expiryOf(account: Pick<AccountView, "token_expires_at_ms">, now: number): Expiry | null {
  if (account.token_expires_at_ms == null) return null;
  const left = account.token_expires_at_ms - now;
  const step = EXPIRY_STEPS.findLast((days) => left <= days * DAY_MS);
  return step === undefined ? null : { step, days: Math.floor(Math.max(0, left) / DAY_MS), over: left <= 0 };
}
