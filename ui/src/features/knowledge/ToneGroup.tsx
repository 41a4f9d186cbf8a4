import { useEffect, useId, useRef, useState } from "react";
import type { DraftManner, ToneView } from "../../api/bindings";
import { useToneChange } from "../../api/inTurn";
import { Group } from "../../shared/Screen";
import { Tick } from "../../shared/Tick";
import { useWords } from "../../words/words";
import { useTone } from "./useKnowledge";

const MANNERS = ["neutral", "warm", "formal"] as const satisfies readonly DraftManner[];

export function ToneGroup() {
  const { data } = useTone();
  return data ? <Tone tone={data} /> : null;
}

/** Of what was asked for, the words that were typed. */
function typedOf({ signature, style }: Partial<ToneView>): Partial<ToneView> {
  return { ...(signature !== undefined && { signature }), ...(style !== undefined && { style }) };
}

/** How the shop speaks. Kept at once, as every switch of the settings; texts when their field is left. */
function Tone({ tone }: { tone: ToneView }) {
  const words = useWords();
  const { t } = words;
  const set = useToneChange();
  // What was asked for stands at once; the next answer of the core says the same.
  const [now, setNow] = useState(tone);
  useEffect(() => setNow(tone), [tone]);
  // Words that were not kept stand in their fields, and go with the next try of anything.
  const [unkept, setUnkept] = useState<Partial<ToneView>>({});
  const change = (part: Partial<ToneView>) => {
    const asked = { ...unkept, ...part };
    setNow({ ...now, ...part });
    set
      .mutateAsync((kept) => ({ ...kept, ...asked }))
      .then(
        () => setUnkept((was) => (was === unkept ? {} : was)),
        () => {
          setNow(tone);
          setUnkept((was) => ({ ...was, ...typedOf(asked) }));
        },
      );
  };
  return (
    <Group title={t("tone-title")}>
      {set.error && (
        <p className="hint hint-bad" role="alert">
          {words.error(set.error.code)}
        </p>
      )}
      <div className="setting" role="radiogroup" aria-label={t("tone-manner")}>
        <span className="setting-name">{t("tone-manner")}</span>
        <span className="segments">
          {MANNERS.map((manner) => (
            <label key={manner} className="segment">
              <input type="radio" name="manner" data-testid={`manner-${manner}`} checked={now.manner === manner} onChange={() => change({ manner })} />
              <span>{t(`tone-${manner}`)}</span>
            </label>
          ))}
        </span>
      </div>
      <Tick name="tone-greet" label={t("tone-greet")} hint={t("tone-greet-hint")} checked={now.greet} onChange={(greet) => change({ greet })} />
      <Line
        name="signature"
        label={t("tone-signature")}
        hint={t("tone-signature-hint")}
        text={tone.signature}
        most={200}
        onText={(signature) => change({ signature })}
      />
      <Line name="style" label={t("tone-style")} hint={t("tone-style-hint")} text={tone.style} most={1000} rows={3} onText={(style) => change({ style })} />
      <Tick name="tone-enabled" label={t("tone-enabled")} hint={t("tone-enabled-hint")} checked={now.enabled} onChange={(enabled) => change({ enabled })} />
      {now.enabled && (
        <>
          <Tick name="tone-ahead" label={t("tone-ahead")} hint={t("tone-ahead-hint")} checked={now.ahead} onChange={(ahead) => change({ ahead })} />
          <Tick name="tone-models" label={t("tone-models")} hint={t("tone-models-hint")} checked={now.models} onChange={(models) => change({ models })} />
        </>
      )}
    </Group>
  );
}

interface LineProps {
  name: string;
  label: string;
  hint: string;
  /** As the core has it: what could not be kept stays in the field, to be kept with the next try. */
  text: string;
  most: number;
  rows?: number;
  onText: (text: string) => void;
}

function Line({ name, label, hint, text, most, rows = 1, onText }: LineProps) {
  const id = useId();
  const [typed, setTyped] = useState(text);
  // What the core had, or was asked to keep: whoever has typed on since keeps what stands there.
  const last = useRef(text);
  useEffect(() => {
    const before = last.current;
    last.current = text;
    setTyped((now) => (now === before ? text : now));
  }, [text]);
  const keep = () => {
    if (typed === text) return;
    last.current = typed;
    onText(typed);
  };
  return (
    <div className="kept-part tone-line">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className="field"
        data-testid={`tone-${name}`}
        rows={rows}
        maxLength={most}
        aria-describedby={`${id}-hint`}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
      />
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}
