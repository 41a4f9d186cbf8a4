import { type Dispatch, useCallback } from "react";
import type { ChatFilter, ChatRow } from "../api/bindings";
import { useChatList, useListEnds } from "../api/pages";
import type { DeskAct } from "./useDesk";

const NO_ROWS: ChatRow[] = [];

/** The part of the list that is here, and how it moves on. */
export interface ListPart {
  /** None until the list was asked for. */
  known: boolean;
  rows: ChatRow[];
  /** Rows of the list before the first one here. */
  offset: number;
  total: number;
  onNearEnd: () => void;
  onNearStart: () => void;
  /** To the list's first or last row, however far, with the cursor on it. */
  onEnds: (end: "start" | "end") => void;
  /** To the beginning, the cursor staying where it is. */
  onStart: () => void;
}

export function useListWindow(filter: ChatFilter, act: Dispatch<DeskAct>): ListPart {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, hasPreviousPage, isFetchingPreviousPage, fetchPreviousPage } = useChatList(filter);
  const ends = useListEnds(filter);
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const onNearStart = useCallback(() => {
    if (hasPreviousPage && !isFetchingPreviousPage) void fetchPreviousPage();
  }, [hasPreviousPage, isFetchingPreviousPage, fetchPreviousPage]);
  const rows = data?.rows ?? NO_ROWS;
  const onEnds = useCallback(
    (end: "start" | "end") => {
      // Where that end is here, the next key already means its row.
      const here = end === "start" ? !hasPreviousPage && rows[0] : !hasNextPage && rows.at(-1);
      if (here) return act({ do: "cursor", chat: here.chat });
      // A list that does not answer says so itself; the key then does nothing.
      void ends(end)
        .then((row) => row && act({ do: "cursor", chat: row.chat }))
        .catch(() => undefined);
    },
    [ends, act, rows, hasPreviousPage, hasNextPage],
  );
  const onStart = useCallback(() => void ends("start").catch(() => undefined), [ends]);
  return {
    known: data !== undefined,
    rows,
    offset: data?.offset ?? 0,
    total: data?.total ?? 0,
    onNearEnd,
    onNearStart,
    onEnds,
    onStart,
  };
}
