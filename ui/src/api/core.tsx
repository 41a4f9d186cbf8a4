import { QueryClient, QueryClientProvider, useMutation, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useEffect, useState } from "react";
import { afterOperation, changeListener } from "./changes";
import { type Host, type OperationName, Refusal, type RequestOf, type ResponseOf } from "./host";

const HostContext = createContext<Host | null>(null);

export function useHost(): Host {
  const host = use(HostContext);
  if (!host) throw new Error("no host above this component");
  return host;
}

function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Answers stay good until a change says otherwise; the core is on this machine, so the network's state says nothing.
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        // A chat that was left is asked for again in milliseconds; an hour of work must not pile up what it showed.
        gcTime: 60_000,
        networkMode: "always",
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 20 && Refusal.from(error).code === "core_unreachable",
        retryDelay: (failures) => Math.min(500 * 2 ** failures, 5_000),
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

export function CoreProvider({ host, children }: { host: Host; children: ReactNode }) {
  const [client] = useState(makeClient);
  useEffect(() => {
    const { onChange, onLost } = changeListener(client);
    return host.listen(onChange, onLost);
  }, [host, client]);
  return (
    <HostContext value={host}>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </HostContext>
  );
}

/** What is asked for last must be done last: of two that change the same thing, the one begun earlier is waited for. */
const IN_TURN: Partial<Record<OperationName, string>> = {
  guard_rule_set: "guard_rules",
  guard_rule_remove: "guard_rules",
  analysis_correct: "analysis",
  analysis_undo: "analysis",
  reply_edit: "reply_edit",
};

/** An operation that changes something. Its refusals are [`Refusal`]s. The same object until something in it differs. */
export function useOperation<O extends OperationName>(operation: O) {
  const host = useHost();
  const client = useQueryClient();
  const line = IN_TURN[operation];
  const { mutate, mutateAsync, reset, isPending, error, data } = useMutation<ResponseOf<O>, Refusal, RequestOf<O>>({
    ...(line !== undefined && { scope: { id: line } }),
    mutationFn: (request) => host.call(operation, request),
    onSettled: () => afterOperation(client, operation),
  });
  return { mutate, mutateAsync, reset, isPending, error, data };
}
