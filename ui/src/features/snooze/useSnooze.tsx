import { type ReactNode, useCallback, useState } from "react";
import type { Acts, Target } from "../select/useActs";
import { SnoozeMany, SnoozeOne } from "./SnoozeDialog";

interface Asked {
  target: Target;
  count: number;
  done: () => void;
}

interface Snoozing {
  /** Asks until when; `done` is called once the chats are hidden. */
  ask(target: Target, count: number, done: () => void): void;
  dialog: ReactNode;
}

/** Hiding chats for a while. */
export function useSnooze(acts: Acts): Snoozing {
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const ask = useCallback((target: Target, count: number, done: () => void) => setAsked({ target, count, done }), []);
  if (!asked) return { ask, dialog: null };
  const { target, count, done } = asked;
  const put = (typed: string) => acts.run(target, { do: "snooze", until: typed }).then(done);
  const [one] = "chats" in target && target.chats.length === 1 ? target.chats : [];
  const account = "all" in target ? (target.all.account ?? null) : null;
  const dialog =
    one === undefined ? <SnoozeMany count={count} account={account} onSnooze={put} onClose={close} /> : <SnoozeOne chat={one} onSnooze={put} onClose={close} />;
  return { ask, dialog };
}
