import { type ReactNode, useState } from "react";
import { Button } from "./Button";

interface Props {
  /** What the link says while the rest is folded away. */
  show: string;
  hide: string;
  testid: string;
  /** Why there is more, on hover. */
  title?: string;
  className?: string;
  /** Made when it is unfolded, not before. */
  children: ReactNode;
}

/** A link under which more is to be read, on demand. */
export function Unfold({ show, hide, testid, title, className, children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="link" className={className} title={title} aria-expanded={open} data-testid={testid} onClick={() => setOpen(!open)}>
        {open ? hide : show}
      </Button>
      {open && children}
    </>
  );
}
