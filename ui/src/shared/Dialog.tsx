import { type ReactNode, useEffect, useRef } from "react";

interface Props {
  label: string;
  onClose: () => void;
  className?: string;
  children: ReactNode;
}

/** The platform's own modal dialog: it keeps the focus inside and gives it back when it closes. */
export function Dialog({ label, onClose, className = "", children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  // A text that is marked by the mouse may end on the ground: a click is one only where it began there.
  const pressed = useRef(false);
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click on the ground is a convenience, Esc is the key for it
    <dialog
      ref={ref}
      className={`dialog ${className}`}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        pressed.current = event.target === ref.current;
      }}
      onClick={(event) => {
        if (pressed.current && event.target === ref.current) onClose();
      }}
    >
      <div className="dialog-body">{children}</div>
    </dialog>
  );
}
