import { useEffect, useId, useState } from "react";
import type { AccountId, ChannelKind, SlaPolicy, SlaTried } from "../../api/bindings";
import { useHost } from "../../api/core";
import { Refusal } from "../../api/host";
import { useAccounts } from "../../api/queries";
import { ShopSelect } from "../../shared/ShopSelect";
import { TryPane } from "../../shared/TryPane";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { LevelTag } from "../list/PriorityMark";
import { ruleName } from "./policy";

/** Asked once the hand rests, in milliseconds. */
const REST_MS = 250;

interface Props {
  policy: SlaPolicy;
  account: AccountId | null;
  /** Which rule fires: "" when none does, null when nothing is tried. */
  onFired: (rule: string | null) => void;
}

interface Answer {
  text: string;
  tried?: SlaTried;
  fault?: Refusal["code"];
}

/** A phrase against the rules as they stand on the screen, saved or not. */
export function TryField({ policy, account, onFired }: Props) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const [text, setText] = useState("");
  const [shop, setShop] = useState<AccountId | null>(account);
  const accounts = useAccounts().data ?? [];
  const channel = accounts.find((each) => each.account === shop)?.channel ?? null;
  const answer = useTried(policy, text, shop, channel, onFired);
  const verdict = answer?.tried?.verdict;
  const rule = policy.rules.find((each) => each.id === verdict?.rule);
  return (
    <TryPane
      id={id}
      title={t("try-title")}
      example={t("try-example")}
      text={text}
      onText={setText}
      fieldName="try-text"
      answerName="try-answer"
      where={
        accounts.length > 1 && (
          <div className="try-shop">
            <label htmlFor={`${id}-shop`}>{t("try-shop")}</label>
            <ShopSelect id={`${id}-shop`} account={shop} onAccount={setShop} />
          </div>
        )
      }
    >
      {!answer && <p className="hint">{t("try-idle")}</p>}
      {answer?.fault && <p className="hint hint-bad">{words.error(answer.fault)}</p>}
      {answer?.tried && verdict && (
        <>
          <p className="try-text-shown">
            <Heard text={answer.text} tried={answer.tried} />
          </p>
          <p className="try-rule">
            <LevelTag level={verdict.priority} />
            <strong>{rule ? harmless(ruleName(words, rule)) : t("try-none")}</strong>
          </p>
          <p className="try-why">{harmless(answer.tried.why)}</p>
        </>
      )}
    </TryPane>
  );
}

/** The text with the words that decided marked; their place is counted in characters, not in UTF-16 units. */
function Heard({ text, tried }: { text: string; tried: SlaTried }) {
  const step = tried.verdict.steps.find((each) => each.code === "rule");
  const letters = [...text];
  if (step?.code !== "rule" || step.start === null || step.end === null) return <bdi>{harmless(text)}</bdi>;
  return (
    <bdi>
      {harmless(letters.slice(0, step.start).join(""))}
      <mark>{harmless(letters.slice(step.start, step.end).join(""))}</mark>
      {harmless(letters.slice(step.end).join(""))}
    </bdi>
  );
}

function useTried(
  policy: SlaPolicy,
  text: string,
  account: AccountId | null,
  channel: ChannelKind | null,
  onFired: (rule: string | null) => void,
): Answer | undefined {
  const host = useHost();
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    if (text.trim() === "") {
      setAnswer(undefined);
      onFired(null);
      return;
    }
    let current = true;
    const timer = setTimeout(async () => {
      try {
        const tried = await host.call("sla_try", { text, policy, account, channel });
        if (!current) return;
        setAnswer({ text, tried });
        onFired(tried.verdict.rule ?? "");
      } catch (thrown) {
        if (!current) return;
        setAnswer({ text, fault: Refusal.from(thrown).code });
        onFired(null);
      }
    }, REST_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [host, policy, text, account, channel, onFired]);
  return answer;
}
