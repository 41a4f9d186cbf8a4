import { useQuery } from "@tanstack/react-query";
import { useReducer, useState } from "react";
import type { AccountId, ChatId, LabelId, MessageId, SavedViewId, SavedViewView, View } from "../api/bindings";
import { useHost } from "../api/core";
import type { Place } from "../api/host";
import { chatQuery } from "../api/queries";

/** Which chats of the list are picked for an act. */
export interface Picks {
  chats: readonly ChatId[];
  /** Where reaching out with Shift began, with what was picked before it. */
  from: { chat: ChatId; before: readonly ChatId[] } | null;
  /** Not these rows but the whole list, as it was at that moment. */
  whole: { total: number; at: number } | null;
}

/** What the main screen shows. Only the window's own state; everything else is asked from the core. */
export interface Desk {
  view: View;
  account: AccountId | null;
  label: LabelId | null;
  unread: boolean;
  /** The saved view that set all of this, until something of it is changed. */
  saved: SavedViewId | null;
  cursor: ChatId | null;
  chat: ChatId | null;
  /** A chat that is read beside the open one. */
  beside: ChatId | null;
  /** The chat under the cursor is looked at beside the list, unopened. */
  look: boolean;
  /** The message the open chat was opened at; its end otherwise. */
  at: MessageId | null;
  /** Counts the openings at a message: the same one asked for again is gone to again. */
  visit: number;
  picks: Picks;
  query: string;
  /** The chat of the found message that has the focus; none where the focus is elsewhere. */
  hit: ChatId | null;
  /** The best hits first instead of the newest; until other words are typed. */
  ranked: boolean;
  dialog: "none" | "palette" | "help" | "labels" | "save-view" | "date";
  /** Panes that are folded away on a narrow window and were opened over the others. */
  over: "none" | "rail" | "side";
}

export type DeskAct =
  | { do: "view"; view: View }
  | { do: "account"; account: AccountId | null }
  | { do: "label"; label: LabelId | null }
  | { do: "unread"; unread: boolean }
  | { do: "saved"; view: SavedViewView }
  | { do: "unfilter" }
  | { do: "cursor"; chat: ChatId | null }
  | { do: "open"; chat: ChatId; at?: MessageId | null }
  | { do: "close" }
  | { do: "beside"; chat: ChatId | null }
  | { do: "look"; chat: ChatId | null }
  | { do: "pick"; chat: ChatId }
  | { do: "reach"; to: ChatId; rows: readonly ChatId[] }
  | { do: "pickRows"; rows: readonly ChatId[] }
  | { do: "pickWhole"; total: number; at: number }
  | { do: "pickNone" }
  /** What was done with these: they are no longer picked. */
  | { do: "unpick"; picks: Picks }
  | { do: "query"; query: string }
  | { do: "hit"; chat: ChatId | null }
  | { do: "ranked"; ranked: boolean }
  | { do: "away" }
  | { do: "dialog"; dialog: Desk["dialog"] }
  | { do: "over"; over: Desk["over"] };

const NO_PICKS: Picks = { chats: [], from: null, whole: null };

export const isPicking = (picks: Picks) => picks.whole !== null || picks.chats.length > 0;

/** Of the desk, what the next page begins with. */
export function placeOf({ view, account, label, unread, saved, query, ranked, chat }: Desk): Place {
  return { view, account, label, unread, saved, query, ranked, chat };
}

const START: Desk = {
  view: "waiting",
  account: null,
  label: null,
  unread: false,
  saved: null,
  cursor: null,
  chat: null,
  beside: null,
  look: false,
  at: null,
  visit: 0,
  picks: NO_PICKS,
  query: "",
  hit: null,
  ranked: false,
  dialog: "none",
  over: "none",
};

/** Another list: what was picked in the last one is forgotten. */
const ANOTHER = { saved: null, query: "", hit: null, cursor: null, look: false, picks: NO_PICKS, over: "none" } as const satisfies Partial<Desk>;
const UNFILTERED = { account: null, label: null, unread: false } as const satisfies Partial<Desk>;

/** Everything between where the reach began and its end, with what was picked before. */
function reached(picks: Picks, start: ChatId, to: ChatId, rows: readonly ChatId[]): Picks {
  const from = picks.from ?? { chat: start, before: picks.chats };
  const ends = [rows.indexOf(from.chat), rows.indexOf(to)].map((at) => Math.max(at, 0)).sort((a, b) => a - b) as [number, number];
  return { chats: [...new Set([...from.before, ...rows.slice(ends[0], ends[1] + 1)])], from, whole: null };
}

export function desk(state: Desk, act: DeskAct): Desk {
  switch (act.do) {
    case "view":
      // Whoever leaves a saved view leaves all of it.
      return { ...state, ...(state.saved !== null && UNFILTERED), ...ANOTHER, view: act.view };
    case "account":
      return { ...state, ...ANOTHER, account: act.account };
    case "label":
      return { ...state, ...ANOTHER, label: act.label };
    case "unread":
      return { ...state, ...ANOTHER, unread: act.unread };
    case "unfilter":
      return { ...state, ...ANOTHER, ...UNFILTERED };
    case "saved": {
      const { view, base, account = null, label = null, unread, query } = act.view;
      return { ...state, ...ANOTHER, view: base, account, label, unread, query, saved: view };
    }
    case "cursor":
      return { ...state, cursor: act.chat, picks: { ...state.picks, from: null } };
    case "open":
      return {
        ...state,
        chat: act.chat,
        at: act.at ?? null,
        visit: act.at == null ? state.visit : state.visit + 1,
        cursor: act.chat,
        beside: act.chat === state.chat ? state.beside : null,
        look: false,
        over: "none",
        picks: { ...state.picks, from: null },
      };
    case "close":
      return { ...state, chat: null, beside: null, at: null, look: false, over: "none" };
    case "beside":
      return { ...state, beside: act.chat, over: "none" };
    case "look":
      return { ...state, cursor: act.chat ?? state.cursor, look: act.chat !== null };
    case "pick": {
      const { chats } = state.picks;
      const without = chats.filter((each) => each !== act.chat);
      const next = without.length < chats.length ? without : [...chats, act.chat];
      return { ...state, cursor: act.chat, picks: { chats: next, from: null, whole: null } };
    }
    case "reach":
      return { ...state, cursor: act.to, picks: reached(state.picks, state.cursor ?? state.chat ?? act.to, act.to, act.rows) };
    case "pickRows":
      return { ...state, picks: { chats: act.rows, from: null, whole: null } };
    case "pickWhole":
      return { ...state, picks: { ...state.picks, whole: { total: act.total, at: act.at } } };
    case "pickNone":
      // The keyboard is again where the eyes are: at the open chat.
      return { ...state, cursor: state.chat ?? state.cursor, picks: NO_PICKS };
    case "unpick": {
      // Others may have come to them or taken their place since: those stay.
      if (act.picks.whole !== state.picks.whole) return state;
      const chats = act.picks.whole ? [] : state.picks.chats.filter((each) => !act.picks.chats.includes(each));
      if (chats.length > 0 && chats.length === state.picks.chats.length) return state;
      if (chats.length === 0) return isPicking(state.picks) ? desk(state, { do: "pickNone" }) : state;
      return { ...state, picks: { chats, from: null, whole: null } };
    }
    case "query":
      return { ...state, query: act.query, hit: null, look: false, ranked: false, saved: null, picks: NO_PICKS };
    case "hit":
      return state.hit === act.chat ? state : { ...state, hit: act.chat };
    case "ranked":
      return { ...state, ranked: act.ranked };
    case "away":
      // Another page was gone to: the list, the search and the chat wait for the way back.
      return { ...state, at: null, look: false, hit: null, dialog: "none", over: "none" };
    case "dialog":
      return { ...state, dialog: act.dialog, look: false };
    case "over":
      return { ...state, over: state.over === act.over ? "none" : act.over };
  }
}

/** The shop of a chat that was opened. Asks nothing itself, and keeps the answer while another page is looked at. */
function useAccountOf(chat: ChatId | null): AccountId | undefined {
  return useQuery({ ...chatQuery(useHost(), chat ?? 0), enabled: false, select: ({ row }) => row.account }).data;
}

export type KeptDesk = readonly [Desk, (act: DeskAct) => void];

/** The desk, kept while other pages are looked at. A shop that is gone takes its filter and its open chats with it. */
export function useDesk(accounts: readonly { account: AccountId }[] | undefined): KeptDesk {
  const { begin } = useHost();
  const [state, act] = useReducer(desk, begin?.place, (place) => (place ? { ...START, ...place, cursor: place.chat } : START));
  const ofChat = useAccountOf(state.chat);
  const ofBeside = useAccountOf(state.beside);
  const [known, setKnown] = useState(accounts);
  if (accounts !== known) {
    setKnown(accounts);
    const isGone = (account: AccountId) => accounts !== undefined && !accounts.some((each) => each.account === account);
    const filterGone = state.account !== null && isGone(state.account);
    // It may also have gone while there was no page: what is known of the chat then is that it was found in its shop's list.
    const gone = known === undefined ? filterGone : known.some(({ account }) => isGone(account));
    const wentToo = (account: AccountId | undefined) => gone && (account === undefined || isGone(account));
    if (state.chat !== null && wentToo(ofChat)) act({ do: "close" });
    else if (state.beside !== null && wentToo(ofBeside)) act({ do: "beside", chat: null });
    if (filterGone) act({ do: "account", account: null });
  }
  return [state, act];
}
