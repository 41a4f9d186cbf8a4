import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { AccountId } from "../../api/bindings";
import { useHost } from "../../api/core";
import { key } from "../../api/keys";

/** Who waits waits longer every minute, also when nothing changes. */
const AGAIN_MS = 60_000;

/** The figures of the last days of a shop, or of all shops; those of before stay until the next are counted. */
export function useMetrics(account: AccountId | null, days: number) {
  const host = useHost();
  const request = account === null ? { days } : { account, days };
  return useQuery({
    queryKey: key("metrics", request),
    queryFn: () => host.call("metrics", request),
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
    refetchOnMount: "always",
  });
}
