import type { AccountId, ErrorCode, SyncReport } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Refusal } from "../../api/host";
import { useShops } from "../../api/queries";
import { useNotices } from "../../shared/notices";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

/** Which shops could not be asked, by the reason. */
function failuresOf(reports: readonly SyncReport[]): Map<ErrorCode, AccountId[]> {
  const failures = new Map<ErrorCode, AccountId[]>();
  for (const { account, error } of reports) {
    if (error) failures.set(error.code, [...(failures.get(error.code) ?? []), account]);
  }
  return failures;
}

/** Asks all shops now and says how it went. A shop that could not be asked is told of in the answer; it is no refusal of it. */
export function useCheckNow(then?: () => void): { checkNow: () => void; checking: boolean } {
  const words = useWords();
  const { offer } = useNotices();
  const shops = useShops();
  const { mutateAsync, isPending } = useOperation("sync_now");
  const told = (reports: readonly SyncReport[]) => {
    const failures = [...failuresOf(reports)].map(([code, accounts]) => {
      const names = accounts.map((account) => harmless(shops?.[account]?.name ?? "")).filter((name) => name !== "");
      return names.length === 0 ? words.error(code) : `${names.join(", ")}: ${words.error(code)}`;
    });
    return failures.length === 0 ? words.t("checked-now") : failures.join(" ");
  };
  const checkNow = () => {
    if (isPending) return;
    // Not `onSuccess`: who leaves the page meanwhile has asked all the same. What the page does then it does while it stands.
    mutateAsync({}, { onSettled: then }).then(
      (reports) => offer({ text: told(reports) }),
      (thrown) => offer({ text: words.error(Refusal.from(thrown).code) }),
    );
  };
  return { checkNow, checking: isPending };
}
