import { useEffect, useRef } from "react";
import { useCounts } from "../api/queries";
import { useNotices } from "../shared/notices";
import { count as figure } from "../shared/numbers";
import { useWords } from "../words/words";

/** The unread number in the title, and one polite sentence when it grows. */
export function useUnread(): void {
  const words = useWords();
  const { t } = words;
  const { announce } = useNotices();
  const unread = useCounts().data?.unread;
  const before = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (unread === undefined) return;
    document.title = unread > 0 ? `(${figure(words, unread)}) ${t("brand")}` : t("brand");
    if (before.current !== undefined && unread > before.current) announce(t("said-unread", { count: unread }));
    before.current = unread;
  }, [unread, announce, t, words]);
}
