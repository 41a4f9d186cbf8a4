import { type KeyboardEvent, useDeferredValue, useId, useMemo, useState } from "react";
import type { ChatId, ChatRow, SearchChat } from "../../api/bindings";
import { useSearch } from "../../api/queries";
import { commandOf } from "../../keymap";
import { Avatar } from "../../shared/Avatar";
import { Dialog } from "../../shared/Dialog";
import { Kbd } from "../../shared/Kbd";
import { harmless, Untrusted } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { type Actions, type Choice, choicesFor, fits, type Place } from "./choices";
import { useRecentRows } from "./recent";

export type { Place } from "./choices";

/** From this many letters the core is asked for chats that are not at hand. */
const ASK_FROM = 2;

interface Props {
  actions: Actions;
  /** Chats of the list behind, and the one that is open. */
  chats: ChatRow[];
  open: ChatId | null;
  /** What has no key of its own: saved views, labels. */
  places: Place[];
  onOpen: (chat: ChatId) => void;
  onClose: () => void;
}

const NOTHING: SearchChat[] = [];

/** Everything the window can do, by its name, and the chats by the buyer's. */
export function Palette({ actions, chats, open, places, onOpen, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const listId = useId();
  const asked = useDeferredValue(query.trim());
  const { data, isPlaceholderData } = useSearch(asked.length < ASK_FROM ? "" : asked);
  const answered = data?.chats ?? NOTHING;
  // The last answer stands until the next one comes, as far as it fits what stands there now: Enter must not open a chat
  // that was found for other words.
  const old = isPlaceholderData || asked !== query.trim();
  const found = useMemo(
    () => (asked.length < ASK_FROM ? NOTHING : old ? answered.filter((each) => fits(each, query)) : answered),
    [asked, old, answered, query],
  );
  const recent = useRecentRows();
  const choices = useMemo(
    () => choicesFor({ words, query, actions, places, recent: recent.filter((row) => row.chat !== open), rows: chats, found, onOpen }),
    [words, query, actions, places, recent, open, chats, found, onOpen],
  );

  const current = choices[Math.min(at, choices.length - 1)];
  const choose = (choice: Choice | undefined) => {
    if (!choice || choice.cannot) return;
    onClose();
    // After the dialog has given the focus back, so that the action may move it.
    requestAnimationFrame(choice.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((Math.min(at, choices.length - 1) + step + choices.length) % Math.max(choices.length, 1));
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      choose(current);
    }
  };

  return (
    <Dialog label={t("palette-label")} onClose={onClose} className="palette">
      <input
        className="field palette-field"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={current ? `${listId}-${current.id}` : undefined}
        aria-label={t("palette-label")}
        placeholder={t("palette-hint")}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      {choices.length > 0 ? (
        <div className="palette-list" role="listbox" id={listId} aria-label={t("palette-label")}>
          {choices.map((choice) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys for its list
            <div
              key={choice.id}
              id={`${listId}-${choice.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={choice === current}
              aria-disabled={choice.cannot !== undefined || undefined}
              className="palette-row"
              data-choice={choice.id}
              ref={(node) => {
                if (choice === current) node?.scrollIntoView?.({ block: "nearest" });
              }}
              onClick={() => choose(choice)}
            >
              <Inside choice={choice} />
            </div>
          ))}
        </div>
      ) : (
        <p className="palette-none" id={listId} role="status">
          {t("palette-none")}
        </p>
      )}
    </Dialog>
  );
}

function Inside({ choice }: { choice: Choice }) {
  const { t } = useWords();
  switch (choice.kind) {
    case "action":
      return (
        <>
          <span className="palette-name">
            {t(commandOf(choice.action).label)}
            {choice.cannot && <small>{choice.cannot}</small>}
          </span>
          <Kbd action={choice.action} />
        </>
      );
    case "place":
      return (
        <>
          <bdi className="palette-name">{harmless(choice.place.name)}</bdi>
          <small className="hint">{choice.place.sort}</small>
        </>
      );
    case "chat":
      return (
        <>
          <Avatar name={choice.chat.customer} channel={choice.chat.channel} />
          <span className="palette-chat">
            {choice.chat.customer ? <Untrusted text={choice.chat.customer} /> : t("buyer-nameless")}
            <small>
              <Untrusted text={choice.chat.line} />
            </small>
          </span>
        </>
      );
  }
}
