import type { ReactNode } from "react";

export function Block({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
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
      <dl>{children}</dl>
    </section>
  );
}
