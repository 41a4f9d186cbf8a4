import type { ActDone, ChatFilter, ChatRow, ChatsDo, View } from "../api/bindings";
import { type OperationName, Refusal, type RequestOf, type ResponseOf } from "../api/host";
import { UNTIL_BUYER_WRITES } from "../features/snooze/until";
import type { MemoryHost } from "./memoryHost";

export type Answers = { [O in OperationName]: (request: RequestOf<O>) => ResponseOf<O> };

type Own = "chats_act" | "undo" | "labels_list" | "label_add" | "label_set" | "label_remove" | "views_list" | "view_save" | "view_move" | "view_remove";

const HOUR = 3_600_000;

/** Where the list shows a chat: a hidden one only among the hidden, and with its mark. `ready` tells of its draft. */
export function inView(row: ChatRow, view: View, ready: boolean): boolean {
  const hidden = row.snoozed_until_ms != null;
  if (view === "all") return true;
  if (view === "starred" || view === "spam") return row[view];
  if (view === "snoozed" || hidden) return view === "snoozed" && hidden;
  if (view === "unread") return row.unread > 0;
  if (view === "ai_drafts") return row.queue === "waiting" && ready;
  return view === "urgent" ? row.queue === "waiting" && row.priority === "urgent" : row.queue === view;
}

/** What a list shows: the view, and whatever narrows it. */
export function listed(row: ChatRow, { view, account, label, unread }: ChatFilter, ready: boolean): boolean {
  return (
    inView(row, view, ready) && (account == null || row.account === account) && (label == null || row.labels.includes(label)) && (!unread || row.unread > 0)
  );
}

function acted(row: ChatRow, act: ChatsDo): void {
  if (act.do === "move") row.queue = act.queue;
  if (act.do === "read") row.unread = 0;
  if (act.do === "unread") row.unread = Math.max(row.unread, 1);
  if (act.do === "snooze") row.snoozed_until_ms = act.until === "" ? null : act.until.includes("buyer") ? UNTIL_BUYER_WRITES : Date.now() + HOUR;
  if (act.do === "star") row.starred = act.on;
  if (act.do === "spam") {
    row.spam = act.on;
    if (act.on) row.queue = "done";
    else if (row.queue === "done" && row.last_message?.author === "customer") row.queue = "waiting";
  }
  if (act.do === "label") row.labels = [...row.labels.filter((each) => each !== act.label), ...(act.on ? [act.label] : [])];
}

const refused = (code: "label_taken" | "label_not_found" | "nothing_to_undo") => new Refusal({ code, message: "", retryable: false });

/** Labels, acts on many chats with their way back, saved views. */
export function labelAnswers(host: MemoryHost): Pick<Answers, Own> {
  const undos = new Map<number, () => void>();
  let made = 0;
  /** Does something and keeps the way back from it. */
  const undoably = (chats: number, change: () => void): ActDone => {
    const before = structuredClone({ chats: host.chats, labels: host.labels, views: host.views });
    change();
    made += 1;
    undos.set(made, () => Object.assign(host, before));
    return { undo: made, chats };
  };
  return {
    chats_act: ({ chats, all, act }) => {
      const rows = host.chats.filter((each) => (chats ? chats.includes(each.chat) : all != null && host.lists(each, all)));
      const done = undoably(rows.length, () => {
        for (const row of rows) acted(row, act);
      });
      return { ...done, until_ms: act.do === "snooze" ? (rows[0]?.snoozed_until_ms ?? null) : null };
    },
    undo: ({ undo }) => {
      const newest = undo ?? [...undos.keys()].at(-1);
      const back = newest === undefined ? undefined : undos.get(newest);
      if (!back || newest === undefined) throw refused("nothing_to_undo");
      undos.delete(newest);
      back();
      return { restored: 1, left: 0 };
    },
    labels_list: () => host.labels,
    label_add: ({ name: typed }) => {
      const name = typed.trim().split(/\s+/).join(" ");
      if (host.labels.some((each) => each.name.toLowerCase() === name.toLowerCase())) throw refused("label_taken");
      const label = { label: host.labels.length + 1, name, colour: host.labels.length };
      host.labels.push(label);
      return label;
    },
    label_set: ({ label, name, colour }) => {
      const found = host.labels.find((each) => each.label === label);
      if (!found) throw refused("label_not_found");
      return Object.assign(found, name != null && { name }, colour != null && { colour });
    },
    label_remove: ({ label }) =>
      undoably(1, () => {
        host.labels = host.labels.filter((each) => each.label !== label);
        host.chats = host.chats.map((row) => ({ ...row, labels: row.labels.filter((each) => each !== label) }));
      }),
    views_list: () => host.views.map((view) => ({ ...view, chats: host.chats.filter((each) => host.lists(each, { ...view, view: view.base })).length })),
    view_save: ({ view: known, name, base, account = null, label = null, unread, query }) => {
      const view = { view: known ?? host.views.length + 1, name, base, account, label, unread: unread ?? false, query: query ?? "", chats: 0 };
      host.views = known == null ? [...host.views, view] : host.views.map((each) => (each.view === known ? view : each));
      return view;
    },
    view_move: ({ view, place }) => {
      const others = host.views.filter((each) => each.view !== view);
      host.views = [...others.slice(0, place), ...host.views.filter((each) => each.view === view), ...others.slice(place)];
      return {};
    },
    view_remove: ({ view }) =>
      undoably(0, () => {
        host.views = host.views.filter((each) => each.view !== view);
      }),
  };
}
