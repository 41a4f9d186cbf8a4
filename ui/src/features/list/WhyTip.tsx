import { type FocusEvent, type PointerEvent, type SyntheticEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { ChatId } from "../../api/bindings";
import { useWhy } from "../../api/queries";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

/** A pointer that only passes over a row asks nothing. */
const REST_MS = 300;
/** Time to move the pointer from the chip into the words. */
const LEAVE_MS = 150;
const EDGE = 8;

export interface Tip {
  id: string;
  at: DOMRect | null;
  later: (event: PointerEvent) => void;
  now: (event: SyntheticEvent | FocusEvent) => void;
  leave: () => void;
  stay: () => void;
  close: () => void;
}

/**
 * When the words over a chip are shown; Esc puts them away, moving onto them keeps them (WCAG 2.1, 1.4.13). They go
 * when the chip stands for another chat; none for what follows the pointer from chat to chat.
 */
export function useWhyTip(chat: ChatId | null, restMs = REST_MS): Tip {
  const id = useId();
  const [shown, setShown] = useState<{ chat: ChatId | null; at: DOMRect } | null>(null);
  const at = shown && shown.chat === chat ? shown.at : null;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stay = () => clearTimeout(timer.current);
  const close = () => {
    stay();
    setShown(null);
  };
  const show = (target: Element) => setShown({ chat, at: target.getBoundingClientRect() });
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!at) return;
    const away = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      setShown(null);
    };
    const gone = () => setShown(null);
    document.addEventListener("keydown", away, true);
    document.addEventListener("scroll", gone, true);
    return () => {
      document.removeEventListener("keydown", away, true);
      document.removeEventListener("scroll", gone, true);
    };
  }, [at]);
  return {
    id,
    at,
    later: ({ currentTarget }) => {
      stay();
      timer.current = setTimeout(() => show(currentTarget), restMs);
    },
    now: ({ currentTarget }) => {
      stay();
      show(currentTarget);
    },
    leave: () => {
      stay();
      timer.current = setTimeout(() => setShown(null), LEAVE_MS);
    },
    stay,
    close,
  };
}

/** Why a chat is due when it is, in the core's own sentence. */
export function WhyTip({ chat, lead, tip }: { chat: ChatId; lead: string; tip: Tip }) {
  const { t } = useWords();
  const { data } = useWhy(chat);
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: 0, top: 0 });
  const { at } = tip;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words' arrival changes the size
  useLayoutEffect(() => {
    if (!at || !box.current) return;
    const { width, height } = box.current.getBoundingClientRect();
    const below = at.bottom + 6;
    const top = below + height + EDGE > window.innerHeight ? at.top - 6 - height : below;
    setPlace({ left: Math.max(EDGE, Math.min(at.left, window.innerWidth - width - EDGE)), top: Math.max(EDGE, top) });
  }, [at, data]);
  return createPortal(
    <div ref={box} id={tip.id} role="tooltip" className="why-tip" data-testid="why" style={place} onPointerEnter={tip.stay} onPointerLeave={tip.leave}>
      <p className="why-lead">{lead}</p>
      {data?.why && <p>{harmless(data.why)}</p>}
      {data?.escalated && <p>{t("why-escalated")}</p>}
    </div>,
    // Inside a landmark, and outside rows, which move by transforms.
    document.querySelector("main") ?? document.body,
  );
}
