import { useQuery } from "@tanstack/react-query";
import { useHost } from "../../api/core";
import { key } from "../../api/keys";

export function useSnippets() {
  const host = useHost();
  return useQuery({ queryKey: key("snippets_list", {}), queryFn: () => host.call("snippets_list", {}) });
}

export function useTone() {
  const host = useHost();
  return useQuery({ queryKey: key("tone_get", {}), queryFn: () => host.call("tone_get", {}) });
}

/** How drafts fared; the window of 30 days moves by itself, so every opening looks anew. */
export function useDraftCounts() {
  const host = useHost();
  return useQuery({ queryKey: key("draft_counts", {}), queryFn: () => host.call("draft_counts", {}), refetchOnMount: "always" });
}

export function useGuardRules() {
  const host = useHost();
  return useQuery({ queryKey: key("guard_rules_list", {}), queryFn: () => host.call("guard_rules_list", {}) });
}

/** What the owner's edits taught. */
export function useHabits() {
  const host = useHost();
  return useQuery({ queryKey: key("habits_list", {}), queryFn: () => host.call("habits_list", {}), refetchOnMount: "always" });
}

/** What became of drafts, by maker; the window of 30 days moves by itself. */
export function useDraftFigures() {
  const host = useHost();
  return useQuery({ queryKey: key("draft_figures", {}), queryFn: () => host.call("draft_figures", {}), refetchOnMount: "always" });
}
