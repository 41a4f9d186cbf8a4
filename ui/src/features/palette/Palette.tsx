import { type KeyboardEvent, useId, useMemo, useState } from "react";
import type { ChatRow } from "../../api/bindings";
import { ACTIONS, type Action, keymap } from "../../keymap";
import { Avatar } from "../../shared/Avatar";
import { Dialog } from "../../shared/Dialog";
import { Kbd } from "../../shared/Kbd";
import { harmless, Untrusted } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

const MOST_CHATS = 8;

interface Props {
  actions: Partial<Record<Action, () => void>>;
  chats: ChatRow[];
  /** What has no key of its own: saved views, labels. */
  places: Place[];
  onOpen: (chat: number) => void;
  onClose: () => void;
}

/** Somewhere to go that the owner named himself. */
export interface Place {
  id: string;
  name: string;
  /** What sort of place it is. */
  sort: string;
  run: () => void;
}

interface Choice {
  id: string;
  place?: Place;
  action?: Action;
  chat?: ChatRow;
  run: () => void;
}

/** Every word asked for begins a word of the name. */
function names(name: string, wanted: string): boolean {
  const parts = folded(name).split(/[^\p{L}\p{N}]+/u);
  return wanted.split(/\s+/).every((word) => word === "" || parts.some((part) => part.startsWith(word)));
}

const folded = (text: string) => text.toLowerCase().replaceAll("ё", "е").normalize("NFD").replace(/\p{M}/gu, "");

/** Everything the window can do, by its name, and the chats by the buyer's. */
export function Palette({ actions, chats, places, onOpen, onClose }: Props) {
  const { t } = useWords();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const listId = useId();

  const choices = useMemo(() => {
    const wanted = folded(query.trim());
    const found: Choice[] = [];
    for (const action of ACTIONS) {
      const run = actions[action];
      if (run && action !== "palette" && names(t(keymap[action].label), wanted)) found.push({ id: action, action, run });
    }
    for (const place of places) if (names(`${place.name} ${place.sort}`, wanted)) found.push({ id: place.id, place, run: place.run });
    const named = chats.filter((row) => names(row.customer, wanted)).slice(0, MOST_CHATS);
    for (const chat of named) found.push({ id: `chat-${chat.chat}`, chat, run: () => onOpen(chat.chat) });
    return found;
  }, [query, actions, chats, places, onOpen, t]);

  const current = choices[Math.min(at, choices.length - 1)];
  const choose = (choice: Choice | undefined) => {
    if (!choice) return;
    onClose();
    // After the dialog has given the focus back, so that the action may move it.
    requestAnimationFrame(choice.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((Math.min(at, choices.length - 1) + step + choices.length) % Math.max(choices.length, 1));
    } else if (event.key === "Enter") {
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
        aria-activedescendant={current ? `${listId}-${current.id}` : undefined}
        aria-label={t("palette-label")}
        placeholder={t("palette-hint")}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="palette-list" role="listbox" id={listId} aria-label={t("palette-label")}>
        {choices.map((choice) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys for its list
          <div
            key={choice.id}
            id={`${listId}-${choice.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={choice === current}
            className="palette-row"
            ref={(node) => {
              if (choice === current) node?.scrollIntoView?.({ block: "nearest" });
            }}
            onClick={() => choose(choice)}
          >
            {choice.action && (
              <>
                <span>{t(keymap[choice.action].label)}</span>
                <Kbd action={choice.action} />
              </>
            )}
            {choice.place && (
              <>
                <bdi>{harmless(choice.place.name)}</bdi>
                <small className="hint">{choice.place.sort}</small>
              </>
            )}
            {choice.chat && (
              <>
                <Avatar name={choice.chat.customer} channel={choice.chat.channel} />
                <span className="palette-chat">
                  {choice.chat.customer ? <Untrusted text={choice.chat.customer} /> : t("buyer-nameless")}
                  <small>{harmless(choice.chat.last_message?.text ?? "").slice(0, 80)}</small>
                </span>
              </>
            )}
          </div>
        ))}
        {choices.length === 0 && <p className="palette-none">{t("palette-none")}</p>}
      </div>
    </Dialog>
  );
}
