import { useEffect, useRef, useState } from "react";
import type { AccountAdd, TokenCheck } from "../../api/bindings";
import { useHost } from "../../api/core";
import { Refusal } from "../../api/host";

const CHECK_AFTER_MS = 500;

export type CheckState = { at: "idle" } | { at: "checking" } | { at: "done"; check: TokenCheck } | { at: "refused"; refusal: Refusal };

/** Tries a complete form half a second after its last change. Only the answer to the newest form counts. */
export function useTokenCheck(form: AccountAdd, complete: boolean): { state: CheckState; again: () => void } {
  const host = useHost();
  const [state, setState] = useState<CheckState>({ at: "idle" });
  const [round, setRound] = useState(0);
  const newest = useRef(0);
  const { token, client_id, base_url, channel } = form;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the name does not change what a token may do; the round asks again
  useEffect(() => {
    newest.current += 1;
    const mine = newest.current;
    if (!complete) {
      setState({ at: "idle" });
      return;
    }
    setState({ at: "checking" });
    const say = (next: CheckState) => {
      if (newest.current === mine) setState(next);
    };
    const timer = setTimeout(() => {
      host.call("account_check", form).then(
        (check) => say({ at: "done", check }),
        (thrown) => say({ at: "refused", refusal: Refusal.from(thrown) }),
      );
    }, CHECK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [host, complete, token, client_id, base_url, channel, round]);

  return { state, again: () => setRound((n) => n + 1) };
}
