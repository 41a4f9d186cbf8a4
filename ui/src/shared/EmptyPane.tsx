import type { ReactNode } from "react";

/** The quiet middle of an empty pane: what is so, and what can be done. */
export function EmptyPane({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}
