import { createContext, use, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useWords } from "../words/words";
import { Unsaved } from "./Unsaved";

/** Keeps what stands in a form; whether it was kept. */
type Save = () => Promise<boolean>;

interface Held {
  save: Save;
  /** What would be lost, in words. */
  text: string;
}

interface Leaving {
  /** What leaving the open form would lose; nothing where it stands as it was. */
  holds: (held: Held | null) => void;
  /** Goes elsewhere, after a question where something would be lost. */
  leave: (go: () => void) => void;
}

export const LeavingContext = createContext<Leaving>({ holds: () => undefined, leave: (go) => go() });

export const useLeave = () => use(LeavingContext).leave;

/** For what stands over all pages, as a toast leads away from any of them: the way elsewhere, and the question on it. */
export function useLeaving() {
  const held = useRef<Held | null>(null);
  const [asked, setAsked] = useState<{ go: () => void; text: string } | null>(null);
  // How often something could not be kept.
  const [refused, setRefused] = useState(0);
  const holds = useCallback((now: Held | null) => {
    held.current = now;
  }, []);
  const leave = useCallback((go: () => void) => (held.current ? setAsked({ go, text: held.current.text }) : go()), []);
  const leaving = useMemo(() => ({ holds, leave }), [holds, leave]);
  // By now the question is gone and has given the focus back.
  useEffect(() => {
    if (refused > 0) firstGap()?.focus();
  }, [refused]);
  const settle = (go: () => void, kept: boolean) => {
    setAsked(null);
    if (kept) go();
    else setRefused((times) => times + 1);
  };
  const question = asked && (
    <Unsaved
      text={asked.text}
      onStay={() => setAsked(null)}
      onDrop={() => settle(asked.go, true)}
      onSave={() => void Promise.resolve(held.current?.save() ?? true).then((kept) => settle(asked.go, kept))}
    />
  );
  return { leaving, question };
}

/** The first field that keeps a form from being kept: one that is refused, or must be filled in and is empty. */
function firstGap(): HTMLElement | undefined {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("main [aria-invalid=true], main [required]");
  return [...fields].find((field) => field.getAttribute("aria-invalid") === "true" || field.value.trim() === "");
}

/** Whether it came to be kept; the form says itself why not. */
export const isKept = (done: Promise<unknown>): Promise<boolean> =>
  done.then(
    () => true,
    () => false,
  );

/** Says what leaving a form would lose: as it was begun, nothing. `save` may refuse what is not finished. */
export function useHeld(dirty: boolean, save: Save, text = "knowledge-leave-words"): void {
  const { t } = useWords();
  const { holds } = use(LeavingContext);
  useEffect(() => holds(dirty ? { save, text: t(text) } : null), [holds, dirty, save, text, t]);
  useEffect(() => () => holds(null), [holds]);
}
