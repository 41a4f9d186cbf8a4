import { useQueryClient } from "@tanstack/react-query";
import type { AccountId, SlaPolicy, SlaView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import type { Refusal } from "../../api/host";
import { key } from "../../api/keys";
import { useNotices } from "../../shared/notices";
import { useWords } from "../../words/words";

/** Keeps the tried policy, with a way back to exactly what held before. */
export function useApplying(kept: SlaView, account: AccountId | null, onKept?: (view: SlaView, undone: boolean) => void) {
  const words = useWords();
  const client = useQueryClient();
  const { offer } = useNotices();
  const set = useOperation("sla_set");
  const holds = (view: SlaView, undone: boolean) => {
    client.setQueryData(key("sla_get", { account }), view);
    onKept?.(view, undone);
  };
  const refused = (refusal: Refusal) => offer({ text: words.error(refusal.code) });
  const keep = (policy: SlaPolicy) => {
    // A shop that followed the common rules follows them again.
    const before = account !== null && !kept.own ? null : kept.policy;
    const undo = () =>
      void set.mutateAsync({ account, policy: before }).then((view) => {
        holds(view, true);
        offer({ text: words.t("sim-undone") });
      }, refused);
    // The page may be left by then: only the promise still tells.
    void set.mutateAsync({ account, policy }).then((view) => {
      holds(view, false);
      offer({ text: words.t("sim-applied"), undo });
    }, refused);
  };
  return { keep, busy: set.isPending };
}
