import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ImportColumn, ImportFile, ImportLooked, ImportStart, ImportTarget, ImportView } from "../../api/bindings";
import { useHost, useOperation } from "../../api/core";
import { type Host, Refusal } from "../../api/host";
import { key } from "../../api/keys";

/** Bytes handed over at once: as base64 well below what one request may have. */
const PIECE = 512 * 1024;

export interface Chosen {
  file: ImportFile;
  looked: ImportLooked;
  columns: (ImportColumn | null)[];
}

/** A piece as the bridge carries it. */
function base64(piece: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(new Refusal({ code: "import_not_found", message: "", retryable: false }));
    reader.onload = () => {
      const address = String(reader.result);
      resolve(address.slice(address.indexOf(",") + 1));
    };
    reader.readAsDataURL(piece);
  });
}

/** Hands a file over piece by piece: a webview shows a page a file's contents, never its path. */
async function handOver(host: Host, file: File, onPart: (part: number) => void): Promise<ImportFile> {
  let upload: string | undefined;
  for (let at = 0; at === 0 || at < file.size; at += PIECE) {
    const piece = await base64(file.slice(at, at + PIECE));
    const here = await host.call("import_chunk", { base64: piece, ...(upload !== undefined && { upload }) });
    upload = here.upload;
    onPart(file.size > 0 ? here.bytes / file.size : 1);
  }
  return { upload: upload ?? "", name: file.name };
}

/** A file on its way into an import: chosen, handed over, looked at. */
export function useChosen() {
  const host = useHost();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [part, setPart] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const choose = async (picked: File) => {
    setChosen(null);
    setRefusal(null);
    setPart(0);
    try {
      const file = await handOver(host, picked, setPart);
      const looked = await host.call("import_look", file);
      setChosen({ file, looked, columns: looked.columns.map((each) => each.means ?? null) });
    } catch (thrown) {
      setRefusal(Refusal.from(thrown));
    }
    setPart(null);
  };
  const setColumn = (at: number, means: ImportColumn | null) =>
    setChosen((now) =>
      now === null
        ? now
        : // A meaning belongs to one column: chosen for another, it leaves the first.
          { ...now, columns: now.columns.map((each, n) => (n === at ? means : each === means ? null : each)) },
    );
  return { chosen, part, refusal, choose, setColumn, forget: () => setChosen(null) };
}

export interface ImportRun {
  view: ImportView | null;
  refusal: Refusal | null;
  starting: boolean;
  start: (chosen: Chosen, target: ImportTarget, dryRun: boolean) => void;
  undo: (importId: number) => void;
  cancel: () => void;
  forget: () => void;
}

/** One trial, import or way back at a time. */
export function useImportRun(): ImportRun {
  const host = useHost();
  const begin = useOperation("import_start");
  const back = useOperation("import_undo");
  const end = useOperation("import_cancel");
  const [run, setRun] = useState<number | null>(null);
  const request = { run: run ?? 0 };
  const seen = useQuery({ queryKey: key("import_view", request), queryFn: () => host.call("import_view", request), enabled: run !== null });
  const onSuccess = (view: ImportView) => setRun(view.run);
  return {
    view: run === null ? null : (seen.data ?? null),
    refusal: begin.error ?? back.error ?? null,
    starting: begin.isPending || back.isPending || (run !== null && seen.data === undefined),
    start: ({ file, looked, columns }, target, dryRun) => {
      back.reset();
      const request: ImportStart = { file, target, dry_run: dryRun, ...(looked.form === "csv" && { columns: [...columns] }) };
      begin.mutate(request, { onSuccess });
    },
    undo: (importId) => {
      begin.reset();
      back.mutate({ import: importId }, { onSuccess });
    },
    cancel: () => run !== null && end.mutate({ run }),
    forget: () => {
      begin.reset();
      back.reset();
      setRun(null);
    },
  };
}
