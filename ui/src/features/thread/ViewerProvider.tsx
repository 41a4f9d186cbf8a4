import { createContext, type ReactNode, use, useMemo, useState } from "react";
import type { AttachmentView } from "../../api/bindings";
import { Viewer } from "./Viewer";

const ViewerContext = createContext<(attachment: AttachmentView) => void>(() => undefined);

/** Holds the picture being looked at above the list, whose rows come and go as it scrolls. */
export function ViewerProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<AttachmentView | null>(null);
  const show = useMemo(() => setShown, []);
  return (
    <ViewerContext value={show}>
      {children}
      {shown && <Viewer attachment={shown} onClose={() => setShown(null)} />}
    </ViewerContext>
  );
}

export function useViewer() {
  return use(ViewerContext);
}
