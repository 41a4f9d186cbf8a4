import { Plus, RotateCcw, X } from "lucide-react";
import { useCallback, useRef, useState } from "react";
import { type Action, commandOf, isSingle, refusalOf } from "../../keymap";
import { IconButton } from "../../shared/Button";
import { Combo } from "../../shared/Kbd";
import { engraved, useKeymap } from "../../shared/keys";
import { useWords } from "../../words/words";
import { Recorder } from "./Recorder";

/** As many as the core keeps. */
const MOST_KEYS = 4;

interface Props {
  action: Action;
  /** Changes the keys that the command has by then. */
  onKeys: (action: Action, change: (keys: readonly string[]) => readonly string[]) => void;
  onReset: (action: Action) => void;
}

/** One command with its keys: each can go, one can come, and the set's come back. */
export function KeyRow({ action, onKeys, onReset }: Props) {
  const words = useWords();
  const { t } = words;
  const map = useKeymap();
  const adder = useRef<HTMLButtonElement>(null);
  const [recording, setRecording] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const keys = map.keys[action];
  const command = t(commandOf(action).label);

  const stop = useCallback(() => setRecording(false), []);
  const take = useCallback(
    (combo: string) => {
      setRecording(false);
      requestAnimationFrame(() => adder.current?.focus());
      if (keys.includes(combo)) return;
      const refusal = refusalOf(map, action, combo);
      const named = engraved(words, combo).join(" ");
      if (!refusal) {
        setRefused(null);
        return onKeys(action, (now) => [...now, combo]);
      }
      if (refusal.why === "taken") setRefused(t("keys-taken", { keys: named, command: t(commandOf(refusal.by).label) }));
      else setRefused(refusal.why === "shift" ? t("keys-needs-ctrl") : t("keys-reserved", { keys: named }));
    },
    [map, action, keys, onKeys, words, t],
  );

  return (
    <li className="key-row" data-command={action} data-own={map.own.has(action) || undefined}>
      <span className="key-name">{command}</span>
      <span className="key-set">
        {keys.map((combo) => (
          <span key={combo} className="key-chip" data-off={(!map.singles && isSingle(combo)) || undefined}>
            <Combo combo={combo} read />
            <button
              type="button"
              className="key-drop"
              aria-label={t("keys-remove", { keys: engraved(words, combo).join(" "), command })}
              onClick={() => {
                setRefused(null);
                onKeys(action, (now) => now.filter((each) => each !== combo));
              }}
            >
              <X size={14} aria-hidden="true" />
            </button>
          </span>
        ))}
        {keys.length === 0 && !recording && <span className="muted">{t("keys-none")}</span>}
        {recording ? (
          <Recorder label={command} onCombo={take} onClose={stop} />
        ) : (
          <IconButton
            ref={adder}
            label={t("keys-add", { command })}
            data-testid={`key-add-${action}`}
            onClick={() => {
              setRefused(keys.length < MOST_KEYS ? null : t("keys-full"));
              setRecording(keys.length < MOST_KEYS);
            }}
          >
            <Plus size={16} />
          </IconButton>
        )}
        {map.own.has(action) && (
          <IconButton
            label={t("keys-reset", { command })}
            onClick={() => {
              setRefused(null);
              onReset(action);
            }}
          >
            <RotateCcw size={15} />
          </IconButton>
        )}
      </span>
      {refused && (
        <p className="hint hint-bad key-refused" role="alert" data-testid="key-refused">
          {refused}
        </p>
      )}
    </li>
  );
}
