import { useEffect, useState } from "react";
import type { ChannelKind, GuardRuleView, GuardWriter, Language } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { useAppInfo } from "../../api/queries";
import { channelName } from "../../shared/channelName";
import { Field } from "../../shared/Field";
import { isKept, useHeld } from "../../shared/leaving";
import { sameValue } from "../../shared/sameValue";
import { Tick } from "../../shared/Tick";
import { harmless } from "../../shared/Untrusted";
import { LOCALE_NAMES, LOCALES, useWords } from "../../words/words";
import { FormFoot } from "../knowledge/CannedForm";

const WRITERS = ["human", "assisted", "automatic"] as const satisfies readonly GuardWriter[];

const NEW: GuardRuleView = { id: "", phrases: [], reason: "", blocks: false, negation_passes: false, channels: [], writers: [], languages: [] };

const linesOf = (text: string) => text.split("\n").filter((line) => line.trim() !== "");

interface Props {
  known: GuardRuleView | null;
  /** The rule as it stands, for the field beside it. */
  onWritten: (rule: GuardRuleView | null) => void;
  onDone: () => void;
}

export function OwnRuleForm({ known, onWritten, onDone }: Props) {
  const words = useWords();
  const { t } = words;
  const set = useOperation("guard_rule_set");
  const channels = useAppInfo().data?.channels ?? [];
  const [rule, setRule] = useState(known ?? NEW);
  const [phrases, setPhrases] = useState(rule.phrases.join("\n"));
  const change = (part: Partial<GuardRuleView>) => setRule((now) => ({ ...now, ...part }));
  const ready = rule.phrases.length > 0 && rule.reason.trim() !== "" && !set.isPending;
  const [begun] = useState(rule);
  useHeld(!sameValue(rule, begun), async () => ready && isKept(set.mutateAsync(rule)));
  useEffect(() => onWritten(rule.phrases.length > 0 ? rule : null), [rule, onWritten]);
  return (
    <form
      className="kept-form"
      noValidate
      aria-label={known ? harmless(known.reason) : t("guard-own-add")}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) set.mutate(rule, { onSuccess: onDone });
      }}
    >
      <div className="kept-part">
        <Field label={t("guard-own-phrases")} hint={t("guard-own-phrases-hint")}>
          {(field) => (
            <textarea
              {...field}
              required
              className="field phrases"
              data-testid="guard-phrases"
              rows={3}
              spellCheck={false}
              value={phrases}
              onChange={(event) => {
                setPhrases(event.target.value);
                change({ phrases: linesOf(event.target.value) });
              }}
            />
          )}
        </Field>
      </div>
      <div className="kept-part">
        <Field label={t("guard-own-reason")} hint={t("guard-own-reason-hint")}>
          {(field) => (
            <input
              {...field}
              required
              className="field"
              data-testid="guard-reason"
              maxLength={200}
              value={rule.reason}
              onChange={(event) => change({ reason: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Tick
        name="guard-blocks"
        label={t("guard-own-blocks")}
        hint={t("guard-own-blocks-hint")}
        checked={rule.blocks}
        onChange={(blocks) => change({ blocks })}
      />
      <Tick
        name="guard-negation"
        label={t("guard-own-negation")}
        hint={t("guard-own-negation-hint")}
        checked={rule.negation_passes}
        onChange={(negation_passes) => change({ negation_passes })}
      />
      <Picks<ChannelKind>
        label={t("guard-own-channels")}
        all={channels.map((each) => each.channel)}
        picked={rule.channels}
        name={(channel) => channelName(words, channel)}
        onPick={(picked) => change({ channels: picked })}
      />
      <Picks<GuardWriter>
        label={t("guard-own-writers")}
        all={WRITERS}
        picked={rule.writers}
        name={(writer) => t(`guard-writer-${writer}`)}
        onPick={(picked) => change({ writers: picked })}
      />
      <Picks<Language>
        label={t("guard-own-languages")}
        all={LOCALES}
        picked={rule.languages}
        name={(language) => LOCALE_NAMES[language]}
        onPick={(picked) => change({ languages: picked })}
      />
      <FormFoot refused={set.error ? words.error(set.error.code) : null} ready={ready} onCancel={onDone} />
    </form>
  );
}

interface PicksProps<T extends string> {
  label: string;
  all: readonly T[];
  picked: T[];
  name: (each: T) => string;
  onPick: (picked: T[]) => void;
}

/** Several of a few; none picked means all. */
function Picks<T extends string>({ label, all, picked, name, onPick }: PicksProps<T>) {
  const { t } = useWords();
  return (
    <fieldset className="kept-picks">
      <legend>
        {label} {picked.length === 0 && <span className="hint">{t("guard-own-everywhere")}</span>}
      </legend>
      <span className="picks">
        {all.map((each) => (
          <label key={each} className="pick">
            <input
              type="checkbox"
              checked={picked.includes(each)}
              onChange={(event) => onPick(all.filter((other) => (other === each ? event.target.checked : picked.includes(other))))}
            />
            <span>{name(each)}</span>
          </label>
        ))}
      </span>
    </fieldset>
  );
}
