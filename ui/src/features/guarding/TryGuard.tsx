import { useEffect, useId, useState } from "react";
import type { ChannelKind, GuardRuleView, GuardView, GuardWriter, Language } from "../../api/bindings";
import { useHost } from "../../api/core";
import { Refusal } from "../../api/host";
import { useAppInfo } from "../../api/queries";
import { channelName } from "../../shared/channelName";
import { TryPane } from "../../shared/TryPane";
import { LOCALE_NAMES, LOCALES, useWords } from "../../words/words";
import { DraftFindings } from "../assist/DraftFindings";
import { DraftText } from "../assist/DraftText";
import { sentence } from "./sentence";
import { GUARD_REST_MS } from "./useGuard";

const WRITERS = ["human", "assisted", "automatic"] as const satisfies readonly GuardWriter[];

interface Props {
  /** The rule that is being written. */
  written: GuardRuleView | null;
  /** The kept ones: another answer when they change. */
  rules: GuardRuleView[];
}

interface Answer {
  text: string;
  view?: GuardView;
  fault?: Refusal["code"];
}

/** A text against all rules, those shipped and those of the owner, the one being written among them. */
export function TryGuard({ written, rules }: Props) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const [text, setText] = useState("");
  const [channel, setChannel] = useState<ChannelKind>("wildberries");
  const [writer, setWriter] = useState<GuardWriter>("human");
  const [language, setLanguage] = useState<Language>(words.locale);
  const channels = useAppInfo().data?.channels ?? [];
  const answer = useAnswer(text, written, rules, channel, writer, language);
  return (
    <TryPane
      id={id}
      className="guard-try"
      title={t("guard-try-title")}
      example={t("guard-try-example")}
      text={text}
      onText={setText}
      fieldName="guard-try"
      answerName="guard-answer"
      where={
        <div className="guard-try-where">
          <select
            className="field"
            aria-label={t("guard-try-channel")}
            value={channel}
            onChange={(event) => setChannel(channels.find((each) => each.channel === event.target.value)?.channel ?? channel)}
          >
            {channels.map((each) => (
              <option key={each.channel} value={each.channel}>
                {channelName(words, each.channel)}
              </option>
            ))}
          </select>
          <select
            className="field"
            aria-label={t("guard-try-writer")}
            value={writer}
            onChange={(event) => setWriter(WRITERS.find((each) => each === event.target.value) ?? writer)}
          >
            {WRITERS.map((each) => (
              <option key={each} value={each}>
                {t(`guard-writer-${each}`)}
              </option>
            ))}
          </select>
          <select
            className="field"
            aria-label={t("knowledge-language")}
            value={language}
            onChange={(event) => setLanguage(LOCALES.find((each) => each === event.target.value) ?? language)}
          >
            {LOCALES.map((each) => (
              <option key={each} value={each}>
                {LOCALE_NAMES[each]}
              </option>
            ))}
          </select>
        </div>
      }
    >
      {!answer && <p className="hint">{t("guard-try-idle")}</p>}
      {answer?.fault && <p className="hint hint-bad">{words.error(answer.fault)}</p>}
      {answer?.view && (
        <>
          <p className={`guard-verdict guard-verdict-${answer.view.verdict}`}>{t(`guard-verdict-${answer.view.verdict}`)}</p>
          <DraftText text={answer.text} findings={answer.view.findings} describedBy={(at) => `${id}-finding-${at}`} />
          <DraftFindings id={id} text={answer.text} findings={answer.view.findings} say={(each) => sentence(words, answer.text, each)} onRewrite={setText} />
        </>
      )}
    </TryPane>
  );
}

/** The reason may still be unwritten while its words are tried. */
const UNTOLD = "…";

function useAnswer(
  text: string,
  written: GuardRuleView | null,
  rules: GuardRuleView[],
  channel: ChannelKind,
  writer: GuardWriter,
  language: Language,
): Answer | null {
  const host = useHost();
  const [answer, setAnswer] = useState<Answer | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other kept rules are another question
  useEffect(() => {
    let current = true;
    if (text.trim() === "") {
      setAnswer(null);
      return;
    }
    const rule = written && { ...written, reason: written.reason.trim() === "" ? UNTOLD : written.reason };
    const timer = setTimeout(() => {
      host.call("guard_try", { text, channel, writer, language, ...(rule && { rule }) }).then(
        (view) => current && setAnswer({ text, view }),
        (thrown) => current && setAnswer({ text, fault: Refusal.from(thrown).code }),
      );
    }, GUARD_REST_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [host, text, written, rules, channel, writer, language]);
  return answer;
}
