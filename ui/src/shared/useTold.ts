import { useCallback } from "react";
import { useOperation } from "../api/core";
import { type OperationName, Refusal, type RequestOf } from "../api/host";
import { useWords } from "../words/words";
import { useNotices } from "./notices";

/** An operation of a press that has no place of its own for a refusal: it is said as a notice, whatever is shown by then. */
export function useTold<O extends OperationName>(operation: O): { run: (request: RequestOf<O>) => void; isPending: boolean } {
  const words = useWords();
  const { offer } = useNotices();
  const { mutateAsync, isPending } = useOperation(operation);
  const run = useCallback(
    (request: RequestOf<O>) => void mutateAsync(request).catch((thrown) => offer({ text: words.error(Refusal.from(thrown).code) })),
    [mutateAsync, offer, words],
  );
  return { run, isPending };
}
