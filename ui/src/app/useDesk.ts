import { useReducer } from "react";
import type { AccountId, ChatId, View } from "../api/bindings";

/** What the main screen shows. Only the window's own state; everything else is asked from the core. */
export interface Desk {
  view: View;
  account: AccountId | null;
  cursor: ChatId | null;
  chat: ChatId | null;
  query: string;
  dialog: "none" | "palette" | "help";
  /** Panes that are folded away on a narrow window and were opened over the others. */
  over: "none" | "rail" | "side";
}

export type DeskAct =
  | { do: "view"; view: View }
  | { do: "account"; account: AccountId | null }
  | { do: "cursor"; chat: ChatId | null }
  | { do: "open"; chat: ChatId }
  | { do: "close" }
  | { do: "query"; query: string }
  | { do: "dialog"; dialog: Desk["dialog"] }
  | { do: "over"; over: Desk["over"] };

const START: Desk = { view: "waiting", account: null, cursor: null, chat: null, query: "", dialog: "none", over: "none" };

export function desk(state: Desk, act: DeskAct): Desk {
  switch (act.do) {
    case "view":
      return { ...state, view: act.view, query: "", cursor: null, over: "none" };
    case "account":
      return { ...state, account: act.account, query: "", cursor: null, over: "none" };
    case "cursor":
      return { ...state, cursor: act.chat };
    case "open":
      return { ...state, chat: act.chat, cursor: act.chat, over: "none" };
    case "close":
      return { ...state, chat: null, over: "none" };
    case "query":
      return { ...state, query: act.query };
    case "dialog":
      return { ...state, dialog: act.dialog };
    case "over":
      return { ...state, over: state.over === act.over ? "none" : act.over };
  }
}

export function useDesk() {
  return useReducer(desk, START);
}
