import type { SlaView, WhatIfView } from "../api/bindings";
import type { MemoryHost } from "./memoryHost";
import type { Answers } from "./memoryLabels";
import { NOW, POLICY } from "./memoryThings";

const DAY = 86_400_000;

function policyOf(host: MemoryHost, id: number): SlaView {
  const own = host.policies.get(id);
  return { account: id || null, own: id !== 0 && own !== undefined, policy: own ?? host.policies.get(0) ?? POLICY };
}

function replayOf(host: MemoryHost, run: number): WhatIfView {
  return {
    run,
    state: "running",
    chats: 0,
    chats_in_all: 0,
    since_ms: NOW - 90 * DAY,
    until_ms: NOW,
    shops_apart: 0,
    words_only: false,
    ...host.replay,
  };
}

type Own = "sla_get" | "sla_set" | "sla_try" | "what_if_start" | "what_if" | "what_if_cancel";

/** The same fields in the core's order, which is that of the alphabet. */
function asTheCoreWrites<T>(value: T): T {
  const sorted = (_: string, each: unknown) =>
    each && typeof each === "object" && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort()) : each;
  return JSON.parse(JSON.stringify(value, sorted));
}

/** Rules and hours, and the past replayed under others. */
export function ruleAnswers(host: MemoryHost): Pick<Answers, Own> {
  let runs = 0;
  return {
    sla_get: ({ account: id }) => policyOf(host, id ?? 0),
    sla_set: ({ account: id, policy }) => {
      if (policy) host.policies.set(id ?? 0, asTheCoreWrites(policy));
      else host.policies.delete(id ?? 0);
      return policyOf(host, id ?? 0);
    },
    sla_try: (request) => host.tried(request),
    what_if_start: () => {
      runs += 1;
      return replayOf(host, runs);
    },
    what_if: ({ run }) => (host.replay === null ? null : replayOf(host, run)),
    what_if_cancel: () => {
      if (host.replay && host.replay.state !== "done") host.replay = { ...host.replay, state: "cancelled" };
      return {};
    },
  };
}
