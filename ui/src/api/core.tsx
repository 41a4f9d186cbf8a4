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

/** Things that are kept whole, so that of two changes at once the later would write over the earlier: they go one after another. */
const WHOLE: Partial<Record<OperationName, string>> = { guard_rule_set: "guard_rules", guard_rule_remove: "guard_rules", tone_set: "tone" };

/** An operation that changes something. Its refusals are [`Refusal`]s. The same object until something in it differs. */
export function useOperation<O extends OperationName>(operation: O) {
  const host = useHost();
  const client = useQueryClient();
  const whole = WHOLE[operation];
  const { mutate, mutateAsync, reset, isPending, error, data } = useMutation<ResponseOf<O>, Refusal, RequestOf<O>>({
    ...(whole !== undefined && { scope: { id: whole } }),
    mutationFn: (request) => host.call(operation, request),
    onSettled: () => afterOperation(client, operation),
  });
  return { mutate, mutateAsync, reset, isPending, error, data };
}
