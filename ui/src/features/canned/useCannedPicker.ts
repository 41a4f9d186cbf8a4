import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { CannedView, ChatView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { languageOf } from "../../shared/language";
import { useWords } from "../../words/words";
import { found, slashAt } from "./match";
import { useCannedList } from "./useCanned";
import { gapsIn, withGaps } from "./variables";

interface Wanted {
  chat: ChatView;
  text: string;
  field: RefObject<HTMLTextAreaElement | null>;
  write: (text: string) => void;
}

const NONE: CannedView[] = [];

/**
 * Canned replies in the composer, in two ways: a slash at the beginning of a line filters as it is typed, and a button
 * opens a list with a field of its own. The slash stays a slash wherever nothing fits what follows it.
 */
export function useCannedPicker({ chat, text, field, write }: Wanted) {
  const words = useWords();
  const listId = useId();
  const stored = useCannedList().data;
  const all = stored ?? NONE;
  const expand = useOperation("canned_expand");
  const [caret, setCaret] = useState<number | null>(null);
  // The slash whose list the owner has closed.
  const [closed, setClosed] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const [asking, setAsking] = useState(false);
  const latest = useRef(text);
  useLayoutEffect(() => {
    latest.current = text;
  });

  const language = languageOf(chat);
  const slash = !asking && caret !== null ? slashAt(text, caret) : null;
  const query = slash?.query ?? null;
  const open = slash !== null && closed !== slash.start;
  const replies = useMemo(() => (open && query !== null ? found(all, query, language) : NONE), [open, all, query, language]);
  const current = replies[Math.min(at, replies.length - 1)];

  const select = (start: number, end: number) => {
    field.current?.focus();
    // The pen moves once the text is drawn.
    requestAnimationFrame(() => field.current?.setSelectionRange(start, end));
  };

  /** Puts a reply in place of a stretch of the text, and the pen where a value is missing, else behind it. */
  const insert = (reply: CannedView, start: number, end: number) => {
    const taken = text.slice(start, end);
    expand.mutate(
      { chat: chat.row.chat, canned: reply.canned },
      {
        onSuccess: (filled) => {
          const now = latest.current;
          // What was typed meanwhile stays: the reply then comes at the end.
          const [from, to] = now.slice(start, end) === taken ? [start, end] : [now.length, now.length];
          const before = now.slice(0, from);
          const comes = (before !== "" && !/\s$/u.test(before) ? " " : "") + withGaps(words, filled.text);
          write(before + comes + now.slice(to));
          const gap = gapsIn(words, comes)[0];
          const behind = from + comes.length;
          if (gap) select(from + gap.start, from + gap.end);
          else select(behind, behind);
          setCaret(null);
        },
      },
    );
  };

  const choose = (reply: CannedView) => {
    if (slash && caret !== null) insert(reply, slash.start, caret);
  };
  const chooseAsked = (reply: CannedView) => {
    setAsking(false);
    const area = field.current;
    insert(reply, area?.selectionStart ?? text.length, area?.selectionEnd ?? text.length);
  };

  /** True when the key was for the list. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (!current || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setAt((replies.indexOf(current) + step + replies.length) % replies.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(current);
    else if (event.key === "Escape") setClosed(slash?.start ?? null);
    else return false;
    event.preventDefault();
    return true;
  };

  return {
    all,
    language,
    listId,
    replies,
    current,
    /** A slash alone, and there is nothing that it could find: who tries the key is told. */
    nothing: open && query === "" && stored?.length === 0,
    refused: expand.error ? words.error(expand.error.code) : null,
    choose,
    chooseAsked,
    onKey,
    /** Where the pen stands now; null when the field has lost it. */
    track: (next: number | null, typed?: string) => {
      setCaret(next);
      if (typed === undefined) return;
      setAt(0);
      if (next === null || slashAt(typed, next)?.start !== closed) setClosed(null);
    },
    asking,
    ask: () => setAsking(true),
    stopAsking: () => {
      setAsking(false);
      field.current?.focus();
    },
    leaveAsking: () => setAsking(false),
    gaps: useMemo(() => gapsIn(words, text), [words, text]),
    select,
  };
}
