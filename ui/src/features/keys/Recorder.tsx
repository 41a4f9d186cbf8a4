import { useEffect, useRef, useState } from "react";
import { comboOf, isSingle, shown } from "../../keymap";
import { CHORD_MS } from "../../shared/useKeys";
import { useWords } from "../../words/words";

interface Props {
  label: string;
  onCombo: (combo: string) => void;
  onClose: () => void;
}

/**
 * Hears the next key, whatever it does elsewhere. A letter waits a moment for a second one, so that "g w" can be given.
 * Esc leaves, and so does Tab: nobody is kept here.
 */
export function Recorder({ label, onCombo, onClose }: Props) {
  const { t } = useWords();
  const field = useRef<HTMLButtonElement>(null);
  const [first, setFirst] = useState<string | null>(null);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (first === null) return;
    const timer = setTimeout(() => onCombo(first), CHORD_MS);
    return () => clearTimeout(timer);
  }, [first, onCombo]);
  return (
    <span className="key-recorder">
      <button
        ref={field}
        type="button"
        className="button key-recording"
        data-testid="key-recorder"
        aria-label={`${label}. ${t("keys-press")}. ${t("keys-press-hint")}`}
        onBlur={onClose}
        onKeyDown={(event) => {
          if (event.key === "Tab") return onClose();
          event.preventDefault();
          event.stopPropagation();
          if (event.key === "Escape") return onClose();
          const combo = comboOf(event.nativeEvent);
          if (combo === null || event.repeat) return;
          if (first !== null) onCombo(isSingle(combo) ? `${first} ${combo}` : combo);
          else if (isSingle(combo) && combo !== "Space") setFirst(combo);
          else onCombo(combo);
        }}
      >
        <span role="status">{first === null ? t("keys-press") : t("keys-press-second", { keys: shown(first).join(" ") })}</span>
      </button>
      <small>{t("keys-press-hint")}</small>
    </span>
  );
}
