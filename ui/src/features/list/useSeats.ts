import { type FocusEvent, type MouseEvent, type PointerEvent, type RefObject, useLayoutEffect, useReducer, useRef } from "react";
import type { ChatId } from "../../api/bindings";

/** A row that stands in the page, and the chat it shows; none where its list has gone. */
export interface Seat {
  key: string;
  chat: ChatId | null;
}

/**
 * Who sits where after a step. A chat keeps its row while it is among those shown. While the list moves, and for another
 * list, whoever comes takes the row of one that went, for writing into a row takes a fifth of the time that making it takes; and
 * rows stay where they are in the page, for taking one out and putting it in again is as much as making it. At rest they
 * stand in the order of the screen, which is the order of a screen reader, and whoever comes gets a row of its own there.
 */
export function seated(before: readonly Seat[], chats: readonly ChatId[], isMoving: boolean): Seat[] {
  const place = new Map(chats.map((chat, index) => [chat, index]));
  const stays = ({ chat }: Seat) => chat !== null && place.has(chat);
  const here = new Set(before.filter(stays).map(({ chat }) => chat));
  const coming = chats.filter((chat) => !here.has(chat));
  const seats: Seat[] = [];
  for (const seat of before) {
    if (stays(seat)) seats.push(seat);
    else if (isMoving || seat.chat === null) {
      const chat = coming.shift();
      if (chat !== undefined) seats.push({ key: seat.key, chat });
    }
  }
  // Not one that only now falls free: its row would be moved instead of made.
  const keys = new Set(before.map(({ key }) => key));
  for (let number = 0; coming.length > 0; number++) {
    const chat = keys.has(String(number)) ? undefined : coming.shift();
    if (chat !== undefined) seats.push({ key: String(number), chat });
  }
  const nth = ({ chat }: Seat) => (chat === null ? undefined : place.get(chat)) ?? 0;
  return isMoving ? seats : seats.sort((one, other) => nth(one) - nth(other));
}

/** The rows on the screen; there is one list at a time. */
let standing: { name: string; seats: readonly Seat[] } = { name: "", seats: [] };

/** The rows of a list by its name, of which these chats are shown. Another list takes the rows that stand there, one after the other. */
export function useSeats(name: string, chats: readonly ChatId[], isMoving: boolean): readonly Seat[] {
  // What stands is no part of what this is made of.
  "use no memo";
  const before = standing.name === name ? standing.seats : standing.seats.map(({ key }) => ({ key, chat: null }));
  const seats = seated(before, chats, isMoving && standing.name === name);
  useLayoutEffect(() => {
    standing = { name, seats };
  });
  return seats;
}

/** Which chat's row an event is about. */
const chatAt = ({ target }: { target: EventTarget }) => (target instanceof Element ? (target.closest<HTMLElement>("[data-chat]")?.dataset.chat ?? null) : null);

/**
 * Presses on rows. Where the list was pulled under the pointer, and the row it went down on shows another chat by now, that
 * press is none. While the pointer is down no row is moved in the page: the press would be lost with it.
 */
export function usePressed() {
  const chat = useRef<string | null>(null);
  const held = useRef<object | null>(null);
  const [, drawn] = useReducer((times: number) => times + 1, 0);
  return {
    isDown: () => held.current !== null,
    down: (event: PointerEvent) => {
      chat.current = chatAt(event);
      if (event.button !== 0) return;
      const press = {};
      held.current = press;
      const listen = (how: "addEventListener" | "removeEventListener") => {
        for (const end of ["pointerup", "pointercancel"]) window[how](end, up, true);
      };
      const up = () => {
        listen("removeEventListener");
        // Behind the click; what was put off meanwhile is done now.
        setTimeout(() => {
          if (held.current !== press) return;
          held.current = null;
          drawn();
        });
      };
      listen("addEventListener");
    },
    click: (event: MouseEvent) => {
      // Without a pointer, from a screen reader, nothing went down.
      if (event.detail > 0 && chatAt(event) !== chat.current) event.stopPropagation();
    },
  };
}

/** The focus that a press left on a row stays in the list when that row is given to another chat. */
export function useRowFocus(scroller: RefObject<HTMLDivElement | null>) {
  const chat = useRef<string | null>(null);
  const leaving = useRef(false);
  useLayoutEffect(() => {
    const at = document.activeElement;
    if (!at?.matches(".row") || !scroller.current?.contains(at) || chatAt({ target: at }) === chat.current) return;
    leaving.current = true;
    scroller.current.focus({ preventScroll: true });
    leaving.current = false;
  });
  return {
    /** Nobody has come to the list: the focus only leaves such a row. */
    isLeaving: () => leaving.current,
    keep: (event: FocusEvent) => {
      chat.current = chatAt(event);
    },
  };
}
