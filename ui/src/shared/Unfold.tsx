import { type ReactNode, useState } from "react";
import { Button } from "./Button";

interface Props {
  /** What the link says while the rest is folded away. */
  show: string;
  hide: string;
  testid: string;
  /** Made when it is unfolded, not before. */
  children: ReactNode;
}

/** A link under which more is to be read, on demand. */
export function Unfold({ show, hide, testid, children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="link" aria-expanded={open} data-testid={testid} onClick={() => setOpen(!open)}>
        {open ? hide : show}
      </Button>
      {open && children}
    </>
  );
}
