import { useQueryClient } from "@tanstack/react-query";
import { PencilLine, Undo2 } from "lucide-react";
import { useId, useState } from "react";
import type { AnalysisView, ChatId, Intent, Sentiment, Urgency } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Refusal } from "../../api/host";
import { amendChat } from "../../api/queries";
import { Button } from "../../shared/Button";
import { Fact } from "../../shared/Fact";
import { LIKELY } from "../../shared/language";
import { useNotices } from "../../shared/notices";
import { useWords, type Words } from "../../words/words";
import { Block } from "./Block";

/** In the order in which an owner meets them; the record makes a forgotten one an error. */
const INTENTS: Record<Intent, true> = {
  return_refund: true,
  defect_complaint: true,
  wrong_item: true,
  order_status: true,
  delivery_delay: true,
  cancel_change_order: true,
  product_question: true,
  availability_price: true,
  recommendation: true,
  billing_invoice: true,
  technical_problem: true,
  human_request: true,
  praise_thanks: true,
  greeting_smalltalk: true,
  abuse_spam: true,
};
const SENTIMENTS: Record<Sentiment, true> = { negative: true, neutral: true, positive: true };
const URGENCIES: Record<Urgency, true> = { normal: true, high: true, critical: true };

const PARTS = {
  intent: Object.keys(INTENTS),
  sentiment: Object.keys(SENTIMENTS),
  urgency: Object.keys(URGENCIES),
} as const;
type Part = keyof typeof PARTS;
type Said = Partial<Pick<AnalysisView, Part>>;

const SURE = 80;

const wordOf = (words: Words, part: Part, value: string) => words.t(`${part}-${value.replaceAll("_", "-")}`);

/** What the owner has said so far. */
function ownOf(heard: AnalysisView): Said {
  return {
    ...(heard.own_intent && { intent: heard.intent }),
    ...(heard.own_sentiment && { sentiment: heard.sentiment }),
    ...(heard.own_urgency && { urgency: heard.urgency }),
  };
}

/** What stands once a part that was said is taken back: of the others more may have been said since it was asked. */
function backOf(now: AnalysisView, part: Part, before: Said): Said {
  const { [part]: _, ...others } = ownOf(now);
  return { ...others, ...(before[part] !== undefined && { [part]: before[part] }) };
}

/** What the program understood, each part a menu to put it right; what was learned can be taken back. */
export function AnalysisBlock({ chat, heard }: { chat: ChatId; heard: AnalysisView }) {
  const words = useWords();
  const { t } = words;
  const { offer } = useNotices();
  const client = useQueryClient();
  const correct = useOperation("analysis_correct").mutateAsync;
  const undo = useOperation("analysis_undo").mutateAsync;
  const where = { chat, message: heard.message };
  const before = ownOf(heard);
  const refused = (thrown: unknown) => offer({ text: words.error(Refusal.from(thrown).code) });

  async function takeBack(to: Said) {
    await undo(where);
    if (Object.keys(to).length > 0) await correct({ ...where, ...to });
  }
  async function say(part: Part, value: string) {
    const now = await correct({ ...where, [part]: value });
    const back = backOf(now, part, before);
    offer({ text: `${t("analysis-learned")}: ${wordOf(words, part, value)}`, undo: () => void takeBack(back).catch(refused) });
    // The chat may be about a newer message by now.
    await amendChat(client, chat, (view) => (view.analysis?.message === now.message ? { ...view, analysis: now } : view));
  }
  return (
    <Block
      title={t("analysis-title")}
      foot={
        Object.keys(before).length > 0 && (
          <div className="heard-own">
            <p className="side-note">{t("analysis-corrected")}</p>
            <Button kind="quiet" onClick={() => void takeBack({}).then(() => offer({ text: t("analysis-undone") }), refused)}>
              <Undo2 size={16} aria-hidden="true" />
              {t("analysis-undo")}
            </Button>
          </div>
        )
      }
    >
      <Pick part="intent" value={heard.intent} sure={heard.intent_sure} own={heard.own_intent} onPick={say} onRefused={refused} />
      <Pick part="sentiment" value={heard.sentiment} sure={heard.sentiment_sure} own={heard.own_sentiment} onPick={say} onRefused={refused} />
      <Pick part="urgency" value={heard.urgency} sure={heard.urgency_sure} own={heard.own_urgency} onPick={say} onRefused={refused} />
    </Block>
  );
}

interface PickProps {
  part: Part;
  value: string;
  /** From 0 to 100. */
  sure: number;
  own: boolean;
  onPick: (part: Part, value: string) => Promise<void>;
  onRefused: (thrown: unknown) => void;
}

function Pick({ part, value, sure, own, onPick, onRefused }: PickProps) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  // What was picked stands until the core has answered, and then what that says.
  const [picked, setPicked] = useState<{ value: string } | null>(null);
  const shown = picked?.value ?? value;
  const pick = (next: string) => {
    const mine = { value: next };
    setPicked(mine);
    void onPick(part, next)
      .catch(onRefused)
      .finally(() => setPicked((now) => (now === mine ? null : now)));
  };
  const doubt = own ? "own" : sure >= SURE ? null : sure >= LIKELY ? "likely" : "maybe";
  return (
    <Fact name={t(`analysis-${part}`)}>
      <select
        className={`heard-pick heard-${shown.replaceAll("_", "-")}`}
        data-testid={`heard-${part}`}
        aria-label={t("analysis-correct", { what: t(`analysis-${part}`), value: wordOf(words, part, shown) })}
        aria-describedby={doubt ? id : undefined}
        value={shown}
        onChange={(event) => pick(event.target.value)}
      >
        {PARTS[part].map((each) => (
          <option key={each} value={each}>
            {wordOf(words, part, each)}
          </option>
        ))}
      </select>
      {doubt && (
        <small id={id} className="heard-doubt">
          {own && <PencilLine size={12} aria-hidden="true" />}
          {t(`analysis-${doubt}`)}
        </small>
      )}
    </Fact>
  );
}
