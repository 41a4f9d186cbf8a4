import { createContext, use, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useWords } from "../../words/words";
import { Unsaved } from "../rules/Unsaved";

/** Keeps what stands in a form; whether it was kept. */
type Save = () => Promise<boolean>;

interface Leaving {
  /** What leaving the open form would lose; nothing where it stands as it was. */
  holds: (save: Save | null) => void;
  /** Goes elsewhere, after a question where something would be lost. */
  leave: (go: () => void) => void;
}

export const LeavingContext = createContext<Leaving>({ holds: () => undefined, leave: (go) => go() });

export const useLeave = () => use(LeavingContext).leave;

/** For the page over the forms: the way elsewhere, and the question on it. */
export function useLeaving() {
  const { t } = useWords();
  const held = useRef<Save | null>(null);
  const [going, setGoing] = useState<(() => void) | null>(null);
  const holds = useCallback((save: Save | null) => {
    held.current = save;
  }, []);
  const leave = useCallback((go: () => void) => (held.current ? setGoing(() => go) : go()), []);
  const leaving = useMemo(() => ({ holds, leave }), [holds, leave]);
  const settle = (go: () => void, kept: boolean) => {
    setGoing(null);
    if (kept) go();
  };
  const question = going && (
    <Unsaved
      text={t("knowledge-leave-words")}
      onStay={() => setGoing(null)}
      onDrop={() => settle(going, true)}
      onSave={() => void Promise.resolve(held.current?.() ?? true).then((kept) => settle(going, kept))}
    />
  );
  return { leaving, question };
}

/** Whether it came to be kept; the form says itself why not. */
export const isKept = (done: Promise<unknown>): Promise<boolean> =>
  done.then(
    () => true,
    () => false,
  );

/** Says what leaving a form would lose: as it was begun, nothing. `save` may refuse what is not finished. */
export function useHeld(dirty: boolean, save: Save): void {
  const { holds } = use(LeavingContext);
  useEffect(() => holds(dirty ? save : null), [holds, dirty, save]);
  useEffect(() => () => holds(null), [holds]);
}
