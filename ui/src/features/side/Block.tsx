import type { ReactNode } from "react";

interface Props {
  title: string;
  note?: ReactNode;
  /** What stands over the facts, and under them. */
  head?: ReactNode;
  foot?: ReactNode;
  /** Facts. */
  children: ReactNode;
}

export function Block({ title, note, head, foot, children }: Props) {
  return (
    <section className="side-block">
      <h2>
        {title}
        {note && (
          <small className="side-asking" role="status">
            {note}
          </small>
        )}
      </h2>
      {head}
      <dl>{children}</dl>
      {foot}
    </section>
  );
}
