import { ChevronDown, ChevronUp, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { IconButton } from "../../shared/Button";
import { useLetGo } from "../../shared/letGo";
import { useWords } from "../../words/words";
import type { Find } from "./useFindInChat";

/** The field over a thread that finds words in it: Enter goes back in time, Shift+Enter forth. */
export function FindBar({ find }: { find: Find }) {
  const words = useWords();
  const { t } = words;
  const bar = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useLetGo(bar, true);
  useEffect(() => {
    const end = field.current?.value.length ?? 0;
    field.current?.focus();
    field.current?.setSelectionRange(end, end);
  }, []);
  const { hits, at, looking, broken, query } = find;
  const said =
    query.trim() === ""
      ? ""
      : hits.length > 0
        ? t("find-count", { at: at + 1, all: looking ? `${hits.length}+` : hits.length })
        : broken !== null
          ? words.error(broken)
          : t(looking ? "find-looking" : "find-none");
  return (
    <search ref={bar} className="find-bar" data-testid="find-bar">
      <input
        ref={field}
        type="search"
        className="field"
        data-testid="find-field"
        aria-label={t("key-find-in-chat")}
        placeholder={t("key-find-in-chat")}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => find.type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) {
            event.preventDefault();
            find.step(event.shiftKey ? -1 : 1);
          } else if (event.key === "Escape") {
            event.preventDefault();
            event.stopPropagation();
            find.close();
          }
        }}
      />
      <span className="find-said" role="status">
        {said}
      </span>
      <IconButton label={t("find-older")} disabled={hits.length === 0} onClick={() => find.step(1)}>
        <ChevronUp size={18} />
      </IconButton>
      <IconButton label={t("find-newer")} disabled={hits.length === 0} onClick={() => find.step(-1)}>
        <ChevronDown size={18} />
      </IconButton>
      <IconButton label={t("close")} data-testid="find-close" onClick={find.close}>
        <X size={18} />
      </IconButton>
    </search>
  );
}
