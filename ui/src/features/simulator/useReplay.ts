import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { AccountId, WhatIfView } from "../../api/bindings";
import { useHost, useOperation } from "../../api/core";
import type { Refusal } from "../../api/host";
import { key } from "../../api/keys";
import type { Trial } from "./trial";

/** Names this window to the core: a new replay ends the earlier one of the same window only. */
const WINDOW = crypto.randomUUID();

export interface Replay {
  /** How it stands; nothing before the first, or when the core has forgotten it. */
  view: WhatIfView | null;
  /** What the view is about. */
  trial: Trial | null;
  refusal: Refusal | null;
  start: (account: AccountId | null, trial: Trial) => void;
  cancel: () => void;
}

/** One replay of the past at a time. The core tells by a change how far it is; nobody asks by the clock. */
export function useReplay(): Replay {
  const host = useHost();
  const begin = useOperation("what_if_start");
  const end = useOperation("what_if_cancel");
  const [asked, setAsked] = useState<{ run: number; trial: Trial } | null>(null);
  const request = { run: asked?.run ?? 0 };
  const seen = useQuery({ queryKey: key("what_if", request), queryFn: () => host.call("what_if", request), enabled: asked !== null });
  const view = asked ? (seen.data ?? null) : null;

  const running = useRef<number | null>(null);
  useEffect(() => {
    running.current = view?.state === "running" ? view.run : null;
  }, [view]);
  // Nobody waits for the answer of a page that was left.
  useEffect(
    () => () => {
      if (running.current !== null) void host.call("what_if_cancel", { run: running.current }).catch(() => {});
    },
    [host],
  );

  return {
    view,
    trial: view ? (asked?.trial ?? null) : null,
    refusal: begin.error ?? null,
    start: (account, trial) => {
      const { policy, answering, days } = trial;
      begin.mutate({ window: WINDOW, account, policy, answering, days }, { onSuccess: ({ run }) => setAsked({ run, trial }) });
    },
    cancel: () => asked && end.mutate({ run: asked.run }),
  };
}
