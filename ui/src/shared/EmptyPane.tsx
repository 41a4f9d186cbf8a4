import type { ReactNode } from "react";

/** The quiet middle of an empty pane: what is so, and what can be done. `whole` where nothing else is on screen. */
export function EmptyPane({ title, whole = false, children }: { title: string; whole?: boolean; children?: ReactNode }) {
  const Title = whole ? "h1" : "p";
  return (
    <div className="empty">
      <Title className="empty-title">{title}</Title>
      {children}
    </div>
  );
}
