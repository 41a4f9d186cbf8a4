import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ExportStart, ExportView } from "../../api/bindings";
import { useHost, useOperation } from "../../api/core";
import type { Refusal } from "../../api/host";
import { key } from "../../api/keys";

export interface ExportRun {
  /** How it stands; nothing before the first. */
  view: ExportView | null;
  refusal: Refusal | null;
  starting: boolean;
  start: (request: ExportStart) => void;
  cancel: () => void;
  /** Back to the question. */
  forget: () => void;
}

/** One export. It goes on when its dialog is closed: the file comes all the same. */
export function useExportRun(): ExportRun {
  const host = useHost();
  const begin = useOperation("export_start");
  const end = useOperation("export_cancel");
  const [run, setRun] = useState<number | null>(null);
  const request = { run: run ?? 0 };
  const seen = useQuery({ queryKey: key("export_view", request), queryFn: () => host.call("export_view", request), enabled: run !== null });
  return {
    view: run === null ? null : (seen.data ?? null),
    refusal: begin.error ?? null,
    starting: begin.isPending || (run !== null && seen.data === undefined),
    start: (asked) => begin.mutate(asked, { onSuccess: (view) => setRun(view.run) }),
    cancel: () => run !== null && end.mutate({ run }),
    forget: () => {
      begin.reset();
      setRun(null);
    },
  };
}
