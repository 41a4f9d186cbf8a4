import { type ReactNode, useCallback, useState } from "react";
import type { ExportStart } from "../../api/bindings";
import type { Target } from "../select/useActs";
import { ExportDialog } from "./ExportDialog";
import { PrintSheet } from "./PrintSheet";

/** Which chats leave: picked ones, a whole list, or what a search finds. */
export type Leaving = Target | { query: string };

interface Asked {
  leaving: Leaving;
  count: number | null;
}

interface Exporting {
  /** Asks in which form; `count` where it is known. */
  ask(leaving: Leaving, count: number | null): void;
  print(chats: readonly number[]): void;
  dialog: ReactNode;
}

export function requestOf(leaving: Leaving): Pick<ExportStart, "chats" | "all" | "query"> {
  if ("chats" in leaving) return { chats: [...leaving.chats] };
  return "all" in leaving ? { all: leaving.all } : { query: leaving.query };
}

/** Chats as files and on paper. */
export function useExport(): Exporting {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [printed, setPrinted] = useState<readonly number[] | null>(null);
  const ask = useCallback((leaving: Leaving, count: number | null) => setAsked({ leaving, count }), []);
  const print = useCallback((chats: readonly number[]) => setPrinted(chats), []);
  const close = useCallback(() => setAsked(null), []);
  const dialog = (
    <>
      {asked && (
        <ExportDialog
          leaving={asked.leaving}
          count={asked.count}
          onPrint={(chats) => {
            close();
            print(chats);
          }}
          onClose={close}
        />
      )}
      {printed && <PrintSheet chats={printed} onDone={() => setPrinted(null)} />}
    </>
  );
  return { ask, print, dialog };
}
