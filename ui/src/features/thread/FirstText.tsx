import { useState } from "react";
import { Button } from "../../shared/Button";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

/** What a message said before it was edited or deleted, on demand. */
export function FirstText({ text }: { text: string }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="link" aria-expanded={open} data-testid="first-text" onClick={() => setOpen(!open)}>
        {t(open ? "first-text-hide" : "first-text-show")}
      </Button>
      {open && (
        <q className="first-text" dir="auto">
          {harmless(text)}
        </q>
      )}
    </>
  );
}
