import { X } from "lucide-react";
import { createContext, type ReactNode, type RefObject, use, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useWords } from "../words/words";
import { Button, IconButton } from "./Button";

export interface Offer {
  text: string;
  /** What the button does, and its name; without it the notice only tells. */
  undo?: () => void;
  undoLabel?: string;
}

interface Notices {
  /** Spoken politely, not shown. */
  announce(text: string): void;
  /** Spoken at once, over whatever is being read; for a missed deadline. */
  alarm(text: string): void;
  /** A line in the screen's place for them, with an optional way back. */
  offer(offer: Offer): void;
  /** Runs the newest way back; false when there is none. */
  undoLast(): boolean;
  /** The number of the newest way back, higher than that of any before; 0 when there is none. */
  wayBack(): number;
}

/** A sentence to be read out, and how many came before it: the same one said again is another. */
interface Spoken {
  text: string;
  n: number;
}

const SILENT: Spoken = { text: "", n: 0 };
const saying = (text: string) => (before: Spoken) => ({ text, n: before.n + 1 });

const NoticesContext = createContext<Notices | null>(null);

/** What stands in the place of notices; apart from what offers them, which need not be drawn again with each. */
interface Standing {
  current: (Offer & { n: number }) | null;
  place: RefObject<HTMLDivElement | null>;
  /** Whether the owner is at it; it stays for so long. */
  hold(held: boolean): void;
  undo(): void;
  close(): void;
}

const StandingContext = createContext<Standing | null>(null);

const OFFER_MS = 10_000;

export function NoticesProvider({ children }: { children: ReactNode }) {
  const [spoken, setSpoken] = useState(SILENT);
  const [alarmed, setAlarmed] = useState(SILENT);
  const [current, setCurrent] = useState<(Offer & { n: number }) | null>(null);
  const latest = useRef<Offer | null>(null);
  const count = useRef(0);
  const [held, setHeld] = useState(false);
  const place = useRef<HTMLDivElement>(null);

  const offer = useCallback((next: Offer) => {
    // A button of the last notice that had the focus goes with it, and no event tells; the pointer stays where it is.
    setHeld((was) => was && place.current?.matches(":hover") === true);
    count.current += 1;
    latest.current = next;
    setCurrent({ ...next, n: count.current });
  }, []);
  const close = useCallback(() => {
    latest.current = null;
    setCurrent(null);
    setHeld(false);
  }, []);
  const wayBack = useCallback(() => (latest.current?.undo ? count.current : 0), []);
  const undoLast = useCallback(() => {
    const way = latest.current?.undo;
    if (!way) return false;
    way();
    close();
    return true;
  }, [close]);
  useEffect(() => {
    if (!current || held) return;
    const timer = setTimeout(close, OFFER_MS);
    return () => clearTimeout(timer);
  }, [current, held, close]);

  const announce = useCallback((text: string) => setSpoken(saying(text)), []);
  const alarm = useCallback((text: string) => setAlarmed(saying(text)), []);
  const value = useMemo(() => ({ announce, alarm, offer, undoLast, wayBack }), [announce, alarm, offer, undoLast, wayBack]);
  const standing = useMemo(() => ({ current, place, hold: setHeld, undo: undoLast, close }), [current, undoLast, close]);
  return (
    <NoticesContext value={value}>
      <StandingContext value={standing}>{children}</StandingContext>
      <div className="visually-hidden" role="status" aria-live="polite" data-testid="announcer">
        <span key={spoken.n}>{spoken.text}</span>
      </div>
      <div className="visually-hidden" role="alert" aria-live="assertive" data-testid="alarm">
        <span key={alarmed.n}>{alarmed.text}</span>
      </div>
    </NoticesContext>
  );
}

/**
 * Where a screen tells its notices: one in each, in the flow of its things, so that a notice takes room and covers
 * nothing.
 */
export function NoticePlace() {
  const { t } = useWords();
  const standing = use(StandingContext);
  if (!standing) throw new Error("no notices above this component");
  const { current, place, hold, undo, close } = standing;
  // With its screen the place goes from under the pointer, and no event tells.
  useEffect(() => () => hold(false), [hold]);
  return (
    <div
      ref={place}
      className="notice-place"
      role="status"
      aria-live="polite"
      onMouseEnter={() => hold(true)}
      onMouseLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      {current && (
        <div className="notice" key={current.n}>
          <span>{current.text}</span>
          {current.undo && (
            <Button kind="link" onClick={undo}>
              {current.undoLabel ?? t("undo")}
            </Button>
          )}
          <IconButton label={t("close")} onClick={close}>
            <X size={16} />
          </IconButton>
        </div>
      )}
    </div>
  );
}

export function useNotices(): Notices {
  const notices = use(NoticesContext);
  if (!notices) throw new Error("no notices above this component");
  return notices;
}
