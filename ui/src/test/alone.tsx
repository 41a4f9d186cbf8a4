import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { CoreProvider } from "../api/core";
import type { Host } from "../api/host";
import { NoticesProvider } from "../shared/notices";
import { WordsProvider } from "../words/words";

/** One part of the window, with the words and notices that stand around every part, and a core where it asks one. */
export function renderAlone(part: ReactNode, host?: Host) {
  const around = (
    <WordsProvider locale="ru">
      <NoticesProvider>{part}</NoticesProvider>
    </WordsProvider>
  );
  return render(host ? <CoreProvider host={host}>{around}</CoreProvider> : around);
}
