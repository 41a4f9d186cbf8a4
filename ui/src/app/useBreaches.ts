import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { ChatRow } from "../api/bindings";
import { useHost } from "../api/core";
import { key } from "../api/keys";
import { useNotices } from "../shared/notices";
import { harmless } from "../shared/Untrusted";
import { useWords } from "../words/words";

/**
 * How many of the most pressing chats are watched, whatever list is shown. Not the size of a page of the list: equal
 * requests share one answer, and the list keeps its pages in another form.
 */
const WATCHED = 60;
const EVERY_MS = 1_000;

/** Chats whose time to answer ended after one moment and not after another. */
export function breached(rows: readonly ChatRow[], after: number, until: number): ChatRow[] {
  return rows.filter(
    (row) =>
      row.queue === "waiting" &&
      row.deadline_at_ms != null &&
      row.deadline_at_ms > after &&
      row.deadline_at_ms <= until &&
      (row.snoozed_until_ms == null || row.snoozed_until_ms <= until),
  );
}

/** Says at once, for who does not see the red chip appear, that a time to answer has just ended. */
export function useBreaches(): void {
  const { t } = useWords();
  const host = useHost();
  const { alarm } = useNotices();
  const request = { view: "waiting" as const, limit: WATCHED };
  const rows = useQuery({ queryKey: key("chat_list", request), queryFn: () => host.call("chat_list", request) }).data?.chats;
  const looked = useRef(Date.now());
  useEffect(() => {
    if (!rows) return;
    const look = () => {
      const now = Date.now();
      const over = breached(rows, looked.current, now);
      looked.current = now;
      const [only] = over;
      if (over.length > 1) alarm(t("said-overdue-many", { count: over.length }));
      else if (only) alarm(t("said-overdue", { name: harmless(only.customer) || t("buyer-nameless") }));
    };
    const timer = setInterval(look, EVERY_MS);
    return () => clearInterval(timer);
  }, [rows, alarm, t]);
}
