import { useQueryClient } from "@tanstack/react-query";
import { type Dispatch, useEffect, useRef } from "react";
import type { ChatFilter, ChatId, ChatRow, ChatsDo, ChatView } from "../api/bindings";
import { useHost } from "../api/core";
import { key } from "../api/keys";
import { chatQuery } from "../api/queries";
import type { Acts, Target } from "../features/select/useActs";
import type { Action } from "../keymap";
import { type Desk, type DeskAct, isPicking } from "./useDesk";

interface Given {
  state: Desk;
  act: Dispatch<DeskAct>;
  filter: ChatFilter;
  rows: ChatRow[];
  acts: Acts;
  askSnooze: (target: Target, count: number, done: () => void) => void;
  askLabel: (target: Target, count: number) => void;
  /** Marks chats as spam and closes them, and lets the program learn from it; `done` is called then. */
  markSpam: (target: Target, rows: readonly ChatRow[], done: () => void) => void;
}

/**
 * What an act would be done with now: the picked chats, else the open one, else the one under the cursor. Found messages
 * hide the list: then it is the chat of the one that has the focus, else the open one, and never a row out of sight.
 */
interface Targeted {
  target: Target;
  count: number;
  /** As far as they are known here. */
  rows: ChatRow[];
}

/** Going through chats by the keyboard: the next one, picking, and what is done with one or many. */
export function useTriage({ state, act, filter, rows, acts, askSnooze, askLabel, markSpam }: Given): Partial<Record<Action, () => void>> {
  const host = useHost();
  const client = useQueryClient();
  const { picks } = state;
  const picking = isPicking(picks);
  const searching = state.query.trim() !== "";
  const marked = picking || state.look ? (state.cursor ?? state.chat) : (state.chat ?? state.cursor);
  const here = searching ? (state.hit ?? state.chat) : marked;
  const at = rows.findIndex((row) => row.chat === here);
  const place = useLastPlace(at, filter);

  const rowOf = (chat: ChatId) => rows.find((row) => row.chat === chat) ?? client.getQueryData<ChatView>(key("chat_get", { chat }))?.row;
  const targeted = (): Targeted | null => {
    if (picks.whole) return { target: { all: filter, seenAt: picks.whole.at }, count: picks.whole.total, rows };
    const chats = picking ? picks.chats : here === null ? [] : [here];
    const known = chats.map(rowOf).filter((row) => row !== undefined);
    return chats.length === 0 ? null : { target: { chats }, count: chats.length, rows: known };
  };
  const now = targeted();
  // Once it is done: what was refused is still picked, to be tried again.
  const unpick = () => act({ do: "unpick", picks });
  const go = (row: ChatRow | undefined) => {
    if (row) act(picking || state.look ? { do: "cursor", chat: row.chat } : { do: "open", chat: row.chat });
  };
  // A chat that has just left the list has given its place to the next one.
  const neighbour = (step: 1 | -1) => go(at >= 0 ? rows[at + step] : place.current < 0 ? rows[0] : rows[step === 1 ? place.current : place.current - 1]);
  const reach = (step: 1 | -1) => {
    const to = rows[Math.min(Math.max((at < 0 ? 0 : at) + step, 0), rows.length - 1)];
    if (to) act({ do: "reach", to: to.chat, rows: rows.map((row) => row.chat) });
  };
  const step = (by: 1 | -1) => {
    const to = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
    if (to) act({ do: "cursor", chat: to.chat });
  };
  const reaching = {
    pickDown: () => reach(1),
    pickUp: () => reach(-1),
    pickRowDown: () => reach(1),
    pickRowUp: () => reach(-1),
    ...(rows.length > 0 && { rowDown: () => step(1), rowUp: () => step(-1) }),
    ...(rows.length > 0 && { pickAll: () => act({ do: "pickRows", rows: rows.map((row) => row.chat) }) }),
    ...(here !== null && { pick: () => act({ do: "pick", chat: here }) }),
  };
  // While found messages stand in the place of the list there is nothing to pick.
  const look = here ?? rows[0]?.chat ?? null;
  const walk = {
    ...(!searching && { nextChat: () => neighbour(1), previousChat: () => neighbour(-1), ...reaching }),
    ...(picking && { pickNone: () => act({ do: "pickNone" }) }),
    ...(!searching && look !== null && rows.some((row) => row.chat === look) && { quickLook: () => act({ do: "look", chat: state.look ? null : look }) }),
  };
  if (!now) return walk;
  const done = () => {
    const reopen = now.rows.length > 0 && now.rows.every((row) => row.queue === "done");
    acts.try(now.target, { do: "move", queue: reopen ? "waiting" : "done" }, unpick);
  };
  /** With the chats as they stand now: what is known of one out of the list may be old, or nothing. */
  const withRows = (go: (rows: readonly ChatRow[]) => void) => {
    const { target } = now;
    const afar = "chats" in target ? target.chats.filter((chat) => !rows.some((row) => row.chat === chat)) : [];
    if (afar.length === 0) return go(now.rows);
    const near = now.rows.filter((row) => !afar.includes(row.chat));
    const asked = afar.map((chat) =>
      client.fetchQuery(chatQuery(host, chat)).then(
        (view) => [view.row],
        () => [],
      ),
    );
    void Promise.all(asked).then((found) => go([...near, ...found.flat()]));
  };
  // Of a whole list only the rows that are here are known.
  const allBear = (mark: "starred" | "spam", known: readonly ChatRow[]) =>
    picks.whole ? filter.view === mark : known.length > 0 && known.every((row) => row[mark]);
  const star = (known: readonly ChatRow[]) => {
    const starred = allBear("starred", known);
    // What leaves this list is no longer picked in it.
    acts.try(now.target, { do: "star", on: !starred }, starred && filter.view === "starred" ? unpick : undefined);
  };
  const spam = (known: readonly ChatRow[]) => {
    // Outside its list, one whose buyer wrote again is closed again.
    const closed = (!searching && filter.view === "spam") || known.every((row) => row.queue === "done");
    if (allBear("spam", known) && closed) acts.try(now.target, { do: "spam", on: false }, unpick);
    else markSpam(now.target, known, unpick);
  };
  const mark = (how: Extract<ChatsDo["do"], "read" | "unread">) => () => {
    // Looking at a chat reads it: it is put away before it is marked.
    if (how === "unread" && state.chat !== null && now.rows.some((row) => row.chat === state.chat)) act({ do: "close" });
    acts.try(now.target, { do: how });
  };
  return {
    ...walk,
    done,
    doneNext: () => {
      done();
      if (!picking && !searching) neighbour(1);
    },
    claim: () => acts.try(now.target, { do: "move", queue: "in_progress" }, unpick),
    spam: () => withRows(spam),
    snooze: () => askSnooze(now.target, now.count, unpick),
    label: () => askLabel(now.target, now.count),
    star: () => withRows(star),
    markRead: mark("read"),
    markUnread: mark("unread"),
  };
}

/** Where in the list the owner was last; nowhere in a list he has just come to. */
function useLastPlace(at: number, filter: ChatFilter) {
  const place = useRef(-1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is the reason to forget
  useEffect(() => {
    place.current = -1;
  }, [filter]);
  useEffect(() => {
    if (at >= 0) place.current = at;
  }, [at]);
  return place;
}
