import { Info } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { useWords } from "../../words/words";

interface Props {
  name: string;
  /** How the figure is made, in words. */
  how: string;
  figure: string;
  testId: string;
  bad?: boolean;
  children: ReactNode;
}

/** One figure with the words that say what it means, and how it is counted for whoever asks. */
export function Tile({ name, how, figure, testId, bad, children }: Props) {
  return (
    <section className="tile" data-testid={testId} data-bad={bad || undefined}>
      <header className="tile-head">
        <h2>{name}</h2>
        <How name={name} how={how} />
      </header>
      <p className="tile-figure">{figure}</p>
      {children}
    </section>
  );
}

/**
 * The formula behind a figure. It is described to a screen reader as soon as the button has the focus; Esc puts it away,
 * moving onto it keeps it (WCAG 2.2, 1.4.13), a press holds it open.
 */
export function How({ name, how }: { name: string; how: string }) {
  const { t } = useWords();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [held, setHeld] = useState(false);
  const shut = () => {
    setOpen(false);
    setHeld(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    event.preventDefault();
    event.stopPropagation();
    event.nativeEvent.stopImmediatePropagation();
    shut();
  };
  return (
    <span className="how-place" onPointerEnter={() => setOpen(true)} onPointerLeave={() => !held && setOpen(false)}>
      <button
        type="button"
        className="icon-button how-button"
        aria-label={t("metrics-how", { name })}
        aria-describedby={id}
        aria-expanded={open}
        onFocus={() => setOpen(true)}
        onBlur={shut}
        onClick={() => {
          setHeld(!held);
          setOpen(!held);
        }}
        onKeyDown={onKeyDown}
      >
        <Info size={16} />
      </button>
      <span id={id} role="tooltip" className="how-words" hidden={!open}>
        {how}
      </span>
    </span>
  );
}
