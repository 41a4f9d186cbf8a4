import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useHost } from "../../api/core";
import { key } from "../../api/keys";

const LEDGER_PAGE = 20;

/** Providers, budgets and logins. What was spent grows with the clock, so every opening looks anew. */
export function useModels() {
  const host = useHost();
  return useQuery({ queryKey: key("providers_list", {}), queryFn: () => host.call("providers_list", {}), refetchOnMount: "always" });
}

/** What was sent, newest first. */
export function useLedger() {
  const host = useHost();
  const request = { limit: LEDGER_PAGE };
  return useInfiniteQuery({
    queryKey: key("ledger_list", request),
    queryFn: ({ pageParam }) => host.call("ledger_list", pageParam === null ? request : { ...request, before: pageParam }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next ?? null,
    select: (data) => data.pages.flatMap((page) => page.calls),
  });
}
