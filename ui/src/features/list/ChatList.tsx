import { type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type PointerEvent, type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import type { ChatId, ChatRow } from "../../api/bindings";
import { useShops } from "../../api/queries";
import type { ListPart } from "../../app/useListWindow";
import { hits, useKeymap } from "../../shared/keys";
import { useWords } from "../../words/words";
import { ChatRowView, rowDomId } from "./ChatRowView";
import { QuickLook } from "./QuickLook";
import { usePressed, useRowFocus, useSeats } from "./useSeats";
import { useWhyTip } from "./WhyTip";

export const ROW_HEIGHT = 84;
/** Rows from the edge of what is here at which more is asked for: a quick turn of the wheel. */
const NEAR = 60;
/** Rows drawn beyond each edge of the list. */
const BEYOND = 6;
/** Rows above what is here that are not worth going through page by page. */
const FAR = 300;

/** How far each list was scrolled, by its name; as long as the window is open. */
const places = new Map<string, number>();

/**
 * What a list is to be made anew for. One at its top takes the place of another at its top: its rows are written into
 * those that stand there. One that was left further down is made anew and begins there.
 */
export function useListPlace(name: string): number {
  const [shown, setShown] = useState({ name, place: 0 });
  if (shown.name === name) return shown.place;
  const atTop = [shown.name, name].every((list) => (places.get(list) ?? 0) === 0);
  const next = { name, place: atTop ? shown.place : shown.place + 1 };
  setShown(next);
  return next.place;
}

export interface ListHandle {
  focus(): void;
}

interface Props {
  part: ListPart;
  /** Which list it is: each keeps its own place while the window is open. */
  name: string;
  label: string;
  cursor: ChatId | null;
  open: ChatId | null;
  /** The row under the cursor is looked at. */
  look: boolean;
  onCursor: (chat: ChatId) => void;
  onOpen: (chat: ChatId) => void;
  /** Picked chats; the whole list where it is `true`. */
  picked: ReadonlySet<ChatId> | true;
  onPick: (chat: ChatId) => void;
  /** Everything up to that chat is picked. */
  onReach: (chat: ChatId) => void;
  ref?: Ref<ListHandle>;
}

export function ChatList({ part, name, label, cursor, open, look, onCursor, onOpen, picked, onPick, onReach, ref }: Props) {
  const { rows, offset, total, onNearEnd, onNearStart, onStart, onEnds } = part;
  const { t } = useWords();
  const keymap = useKeymap();
  const shops = useShops();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    // Rows that were let go keep their room above: the bar at the side tells the truth, and nothing jumps.
    count: offset + rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index - offset]?.chat ?? `away-${index}`,
    // As many rows whatever part of one is cut off: one that goes always leaves its place to one that comes.
    rangeExtractor: ({ startIndex, endIndex, count }: Range) => {
      const whole = Math.ceil((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT);
      const first = Math.max(0, startIndex - BEYOND);
      const last = Math.min(count - 1, Math.max(endIndex, startIndex + whole) + BEYOND);
      return Array.from({ length: last - first + 1 }, (_, n) => first + n);
    },
    initialOffset: () => places.get(name) ?? 0,
    // At the top what comes in is seen coming; further down the rows under the eyes stay where they are.
    anchorTo: (scroller.current?.scrollTop ?? 0) > ROW_HEIGHT / 2 ? "end" : "start",
  });
  const scrolled = virtual.scrollOffset ?? 0;
  useEffect(() => {
    places.set(name, scrolled);
  }, [name, scrolled]);
  const begin = () => {
    const first = rows[0];
    if (cursor === null && first) onCursor(first.chat);
  };
  useImperativeHandle(ref, () => ({
    focus: () => {
      scroller.current?.focus();
      // It, or a row of it, may have had the focus all along, while another list took its place.
      begin();
    },
  }));

  const items = virtual.getVirtualItems();
  const firstShown = items[0]?.index ?? 0;
  const lastShown = items.at(-1)?.index ?? 0;
  const shown = new Map(
    items.flatMap((item) => {
      const row = rows[item.index - offset];
      return row ? [[row.chat, { item, row }] as const] : [];
    }),
  );
  const pressed = usePressed();
  const seats = useSeats(name, [...shown.keys()], virtual.isScrolling || pressed.isDown());
  /** The first row shown when End or Home was pressed, until the eyes are moved: no hand has pulled the list there. */
  const leapt = useRef<number | null>(null);
  useEffect(() => {
    if (leapt.current !== firstShown) leapt.current = null;
    if (lastShown >= offset + rows.length - NEAR) onNearEnd();
    // Pulled up to the top from far away: the pages between are not worth their time.
    else if (offset > FAR && firstShown < NEAR && leapt.current === null) onStart();
    else if (offset > 0 && firstShown <= offset + NEAR) onNearStart();
  }, [firstShown, lastShown, offset, rows.length, onNearEnd, onNearStart, onStart]);

  const press = useSteady({ onOpen, onPick, onReach });
  const rowFocus = useRowFocus(scroller);
  const peek = usePeek();
  const looked = rows.find((row) => row.chat === (look ? cursor : peek.chat));
  const picking = picked === true || picked.size > 0;
  // What belonged to a row of the list that was here goes with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another list, by its name
  useLayoutEffect(() => () => peek.tip.close(), [name]);
  const at = rows.findIndex((row) => row.chat === cursor);
  // When the cursor moves, not when rows before it come and go, nor when another list does.
  const followed = useRef({ name, cursor });
  useEffect(() => {
    const { name: list, cursor: last } = followed.current;
    if (list === name && (at < 0 || last === cursor)) return;
    followed.current = { name, cursor };
    if (list === name) virtual.scrollToIndex(offset + at);
  }, [at, offset, name, cursor, virtual]);

  const onKeyDown = (event: KeyboardEvent) => {
    const reach = hits(keymap, event.nativeEvent, "pickRowDown") ? 1 : hits(keymap, event.nativeEvent, "pickRowUp") ? -1 : 0;
    const reached = reach !== 0 && rows[Math.min(Math.max(at + reach, 0), rows.length - 1)];
    if (reached) {
      event.preventDefault();
      return onReach(reached.chat);
    }
    const step = hits(keymap, event.nativeEvent, "rowDown") ? 1 : hits(keymap, event.nativeEvent, "rowUp") ? -1 : 0;
    if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      leapt.current = firstShown;
      // The eyes may have left the row that is marked already: it is gone to all the same.
      followed.current = { name, cursor: null };
      if (at >= 0) virtual.scrollToIndex(offset + at);
      return onEnds(event.key === "Home" ? "start" : "end");
    }
    const target = step === 0 ? null : at < 0 ? 0 : at + step;
    if (target !== null) {
      event.preventDefault();
      const row = rows[Math.min(Math.max(target, 0), rows.length - 1)];
      if (row) onCursor(row.chat);
    } else if (hits(keymap, event.nativeEvent, "open") && cursor !== null) {
      event.preventDefault();
      onOpen(cursor);
    }
  };

  return (
    <div
      ref={scroller}
      className="list-scroll"
      role="listbox"
      aria-multiselectable="true"
      tabIndex={0}
      aria-label={`${label}. ${t("list-count", { count: total })}`}
      aria-activedescendant={at >= 0 && cursor !== null ? rowDomId(cursor) : undefined}
      onKeyDown={onKeyDown}
      onPointerOver={look ? undefined : peek.over}
      onPointerLeave={peek.tip.leave}
      onPointerDown={(event) => {
        pressed.down(event);
        peek.tip.close();
      }}
      onClickCapture={pressed.click}
      onFocus={(event) => {
        rowFocus.keep(event);
        // Not for a row that a press has just focused: the list would jump to its top and the press miss the row.
        if (event.target === event.currentTarget && !rowFocus.isLeaving()) begin();
      }}
    >
      <div className="list-inner" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {seats.map(({ key, chat }) => {
          const at = chat === null ? undefined : shown.get(chat);
          return (
            at && (
              <ChatRowView
                key={key}
                row={at.row}
                shop={shops?.[at.row.account]}
                top={at.item.start}
                index={at.item.index}
                total={total}
                selected={chat === open}
                cursor={chat === cursor}
                picked={picking ? picked === true || picked.has(at.row.chat) : undefined}
                {...press}
              />
            )
          );
        })}
      </div>
      {looked && (look || peek.tip.at) && (
        <QuickLook key={looked.chat} row={looked} pinned={look} onStay={peek.tip.stay} onLeave={look ? undefined : peek.tip.leave} />
      )}
    </div>
  );
}

type Presses = Pick<Props, "onOpen" | "onPick" | "onReach">;

/** The same functions for as long as the list stands, so that a frame of scrolling does not draw every row anew. */
function useSteady(given: Presses) {
  const latest = useRef(given);
  useEffect(() => {
    latest.current = given;
  });
  const [steady] = useState(() => ({
    onOpen: (row: ChatRow) => latest.current.onOpen(row.chat),
    onPick: (row: ChatRow) => latest.current.onPick(row.chat),
    onReach: (row: ChatRow) => latest.current.onReach(row.chat),
  }));
  return steady;
}

/** The pointer rests on a row this long before its chat is shown. */
const PEEK_MS = 900;

/** Which row the pointer rests on. The chip has words of its own, and the avatar is for picking. */
function usePeek() {
  const tip = useWhyTip(null, PEEK_MS);
  const [chat, setChat] = useState<ChatId | null>(null);
  const over = (event: PointerEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    const row = target?.closest<HTMLElement>("[data-chat]");
    if (event.pointerType !== "mouse" || !row || target?.closest(".chip, .row-pick")) return tip.leave();
    const here = Number(row.dataset.chat);
    if (tip.at && here === chat) return tip.stay();
    tip.close();
    setChat(here);
    tip.later(event);
  };
  return { chat, tip, over };
}
