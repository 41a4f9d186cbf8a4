import type { CannedView } from "../../api/bindings";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { withGaps } from "./variables";

export const optionId = (list: string, reply: CannedView) => `${list}-${reply.canned}`;

interface Props {
  id: string;
  replies: CannedView[];
  current: CannedView | undefined;
  onChoose: (reply: CannedView) => void;
}

/** Canned replies to choose from. The field above or below has the keyboard; this list only shows where it stands. */
export function CannedOptions({ id, replies, current, onChoose }: Props) {
  const words = useWords();
  const { t } = words;
  return (
    <div className="canned-list" role="listbox" id={id} aria-label={t("canned-title")} data-testid="canned-list">
      {replies.map((reply) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys for its list
        <div
          key={reply.canned}
          id={optionId(id, reply)}
          role="option"
          tabIndex={-1}
          className="canned-option"
          aria-selected={reply === current}
          ref={(node) => {
            if (reply === current) node?.scrollIntoView?.({ block: "nearest" });
          }}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(reply)}
        >
          <span className="canned-option-head">
            <bdi>{harmless(reply.title)}</bdi>
            {reply.shortcut !== "" && <kbd>/{harmless(reply.shortcut)}</kbd>}
          </span>
          <small dir="auto">{harmless(withGaps(words, reply.text)).replace(/\s+/g, " ").slice(0, 160)}</small>
        </div>
      ))}
    </div>
  );
}
