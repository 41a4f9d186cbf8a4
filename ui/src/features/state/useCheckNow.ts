import { useOperation } from "../../api/core";
import { useNotices } from "../../shared/notices";
import { useWords } from "../../words/words";

/** Asks all shops now and says how it went. A shop that could not be asked is told of in the answer; it is no refusal of it. */
export function useCheckNow(then?: () => void): { checkNow: () => void; checking: boolean } {
  const words = useWords();
  const { offer } = useNotices();
  const { mutate, isPending } = useOperation("sync_now");
  const checkNow = () => {
    if (isPending) return;
    mutate(
      {},
      {
        onSuccess: (reports) => {
          const failed = reports.find((report) => report.error)?.error;
          offer({ text: failed ? words.error(failed.code) : words.t("checked-now") });
        },
        onError: (refusal) => offer({ text: words.error(refusal.code) }),
        onSettled: then,
      },
    );
  };
  return { checkNow, checking: isPending };
}
