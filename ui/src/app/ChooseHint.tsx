import type { Action } from "../keymap";
import { engraved, keysToShow, useKeymap } from "../shared/keys";
import { useWords } from "../words/words";

/** How a chat is opened, with the owner's own keys; without keys where he has none. */
export function ChooseHint() {
  const words = useWords();
  const { t } = words;
  const map = useKeymap();
  const printed = (action: Action) => {
    const combo = keysToShow(map, action);
    return combo === undefined ? "" : engraved(words, combo).join(" ");
  };
  const keys = { next: printed("nextChat"), previous: printed("previousChat"), open: printed("open"), help: printed("help") };
  return <p>{Object.values(keys).includes("") ? t("thread-none-hint-mouse") : t("thread-none-hint", keys)}</p>;
}
