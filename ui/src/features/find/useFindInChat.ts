import { useCallback, useEffect, useRef, useState } from "react";
import type { ChatId, MessageId } from "../../api/bindings";
import { useHost } from "../../api/core";
import { type Host, Refusal } from "../../api/host";
import { folded } from "../../shared/folded";

/** As many as the core gives at once. */
const PAGE = 200;
/** Beyond so many, more hits help nobody. */
const MOST = 500;
/** Typing goes on for so long before anything is looked for, in milliseconds. */
const REST_MS = 150;

const NOTHING = { hits: [], at: 0, looking: false, broken: null } as const;

export interface Find {
  query: string;
  hits: readonly MessageId[];
  /** Which of them is shown, from the newest. */
  at: number;
  /** The chat's beginning has not been reached yet. */
  looking: boolean;
  /** Why the looking broke off before that; what was found until then stands. */
  broken: Refusal["code"] | null;
  type(query: string): void;
  step(by: 1 | -1): void;
  close(): void;
}

/** Every message of a chat that has the words as they were typed, newest first, page after page. */
async function* hitsIn(host: Host, chat: ChatId, query: string): AsyncGenerator<MessageId[]> {
  const wanted = folded(query);
  let before: MessageId | undefined;
  for (;;) {
    const page = await host.call("chat_messages", { chat, limit: PAGE, ...(before !== undefined && { before }) });
    yield page.messages
      .filter((message) => folded(message.text).includes(wanted))
      .map((message) => message.message)
      .reverse();
    before = page.messages[0]?.message;
    if (!page.older || before === undefined) return;
  }
}

/**
 * Looks for words in the open chat, as a browser does in a page: exactly as typed, without case and marks. The search
 * over everything knows inflections and ranks; here the owner wants to see that very word, in its place.
 */
export function useFindInChat(chat: ChatId | null, show: (message: MessageId) => void): { find: Find | null; begin: () => void } {
  const host = useHost();
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<Pick<Find, "hits" | "at" | "looking" | "broken">>(NOTHING);
  const shown = useRef(show);
  useEffect(() => {
    shown.current = show;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another chat is the reason to stop
  useEffect(() => {
    setOpen(false);
    setQuery("");
  }, [chat]);
  useEffect(() => {
    setFound({ ...NOTHING, looking: query.trim() !== "" });
    if (!open || chat === null || query.trim() === "") return;
    let over = false;
    const look = async () => {
      let hits: MessageId[] = [];
      for await (const more of hitsIn(host, chat, query.trim())) {
        if (over) return;
        if (hits.length === 0 && more[0] !== undefined) shown.current(more[0]);
        hits = [...hits, ...more].slice(0, MOST);
        setFound((now) => ({ ...now, hits }));
        if (hits.length === MOST) break;
      }
      setFound((now) => ({ ...now, looking: false }));
    };
    const broken = (thrown: unknown) => !over && setFound((now) => ({ ...now, looking: false, broken: Refusal.from(thrown).code }));
    const timer = setTimeout(() => void look().catch(broken), REST_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [host, chat, open, query]);

  const step = (by: 1 | -1) => {
    const { hits, at } = found;
    if (hits.length === 0) return;
    const next = (at + by + hits.length) % hits.length;
    setFound({ ...found, at: next });
    const message = hits[next];
    if (message !== undefined) show(message);
  };
  const begin = useCallback(() => setOpen(true), []);
  const close = () => {
    setOpen(false);
    setQuery("");
  };
  return { find: open ? { query, ...found, type: setQuery, step, close } : null, begin };
}
