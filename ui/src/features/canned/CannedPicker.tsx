import { useId, useMemo, useState } from "react";
import type { CannedView, Language } from "../../api/bindings";
import { Button } from "../../shared/Button";
import { useWords } from "../../words/words";
import { CannedOptions, optionId } from "./CannedOptions";
import { found } from "./match";

interface Props {
  all: CannedView[];
  language: Language | null;
  onChoose: (reply: CannedView) => void;
  /** Closed by its key: the pen is wanted back. */
  onClose: () => void;
  /** Left for something else, which keeps the keyboard. */
  onLeave: () => void;
  onManage: () => void;
}

/** The list with a field of its own, as the button and the key open it. */
export function CannedPicker({ all, language, onChoose, onClose, onLeave, onManage }: Props) {
  const { t } = useWords();
  const id = useId();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const replies = useMemo(() => found(all, query, language), [all, query, language]);
  const current = replies[Math.min(at, replies.length - 1)];
  return (
    <div className="canned-pop" data-testid="canned-picker">
      <input
        // The list was asked for: the keyboard goes to it.
        // biome-ignore lint/a11y/noAutofocus: as above
        autoFocus
        className="field canned-find"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={current ? optionId(id, current) : undefined}
        aria-label={t("canned-find")}
        placeholder={t("canned-find")}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onBlur={(event) => {
          if (!event.currentTarget.parentElement?.contains(event.relatedTarget)) onLeave();
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
          if (step !== 0 && current) setAt((replies.indexOf(current) + step + replies.length) % replies.length);
          else if (event.key === "Enter" && current) onChoose(current);
          else if (event.key === "Escape") onClose();
          else if (step === 0 && event.key !== "Enter") return;
          event.preventDefault();
        }}
      />
      <CannedOptions id={id} replies={replies} current={current} onChoose={onChoose} />
      <p className="canned-foot">
        <span role="status">{all.length === 0 ? t("canned-none") : replies.length === 0 ? t("canned-not-found") : ""}</span>
        <Button kind="link" data-testid="canned-manage" onClick={onManage}>
          {t(all.length === 0 ? "canned-first" : "canned-manage")}
        </Button>
      </p>
    </div>
  );
}
