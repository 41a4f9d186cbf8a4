import { RotateCw } from "lucide-react";
import { useId, useState } from "react";
import type { ChatId, MessageId, SummaryPoint, SummaryView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { useChatSummary } from "../../api/queries";
import { Button } from "../../shared/Button";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { cost, makerOf } from "./figures";

interface Props {
  chat: ChatId;
  onOpen: (chat: ChatId, message: MessageId | null) => void;
}

/** Whether the whole summary is wanted: an owner who reads one reads them all. */
let wantsWhole = false;

/** What a long chat comes to, over the draft: what is open at once, the rest on demand. */
export function ChatSummary({ chat, onOpen }: Props) {
  const { data } = useChatSummary(chat);
  return data && !data.short ? <Summed summary={data} onOpen={onOpen} /> : null;
}

function Summed({ summary, onOpen }: { summary: SummaryView; onOpen: Props["onOpen"] }) {
  const words = useWords();
  const { t } = words;
  const [whole, setWhole] = useState(wantsWhole);
  const title = useId();
  const make = useOperation("summary_make");
  const { chat, stale, messages } = summary;
  const toggle = () => {
    wantsWhole = !whole;
    setWhole(wantsWhole);
  };
  const open = (point: SummaryPoint) => onOpen(chat, point.message ?? null);
  return (
    <section className="summary" aria-labelledby={title} data-testid="summary" data-stale={stale || undefined}>
      <h2 id={title}>
        {t("summary-title")} <small>{t("summary-messages", { count: messages })}</small>
      </h2>
      {stale && (
        <p className="summary-stale" role="status" data-testid="summary-stale">
          {t("summary-stale")}
        </p>
      )}
      <Points name={t("summary-open")} none={t("summary-nothing-open")} points={summary.open} onOpen={open} />
      {whole && (
        <>
          <Points name={t("summary-promised")} points={summary.promised} onOpen={open} />
          <Points name={t("summary-asked")} points={summary.asked} onOpen={open} />
          {(summary.order || summary.item) && (
            <p className="summary-about">
              {[summary.item, summary.order && t("summary-order", { order: summary.order })]
                .filter(Boolean)
                .map((each) => harmless(each ?? ""))
                .join(", ")}
            </p>
          )}
          <p className="side-note">
            {summary.maker === "embedded"
              ? t("summary-who-embedded")
              : t("summary-who-model", { who: makerOf(words, { ...summary, provider: summary.maker }), cost: cost(words, summary) })}
          </p>
        </>
      )}
      <div className="assist-line">
        <Button kind="link" aria-expanded={whole} data-testid="summary-whole" onClick={toggle}>
          {t(whole ? "summary-less" : "summary-more")}
        </Button>
        {summary.can_ask && (whole || stale) && (
          <Button kind="link" data-testid="summary-make" disabled={make.isPending} onClick={() => make.mutate({ chat })}>
            <RotateCw size={14} aria-hidden="true" /> {t(make.isPending ? "summary-asking" : "summary-ask")}
          </Button>
        )}
      </div>
      {make.error && (
        <p className="hint hint-bad" role="alert">
          {words.error(make.error.code)}
        </p>
      )}
    </section>
  );
}

interface PointsProps {
  name: string;
  none?: string;
  points: SummaryPoint[];
  onOpen: (point: SummaryPoint) => void;
}

/** Points of one part; each opens the message it stands in. */
function Points({ name, none, points, onOpen }: PointsProps) {
  if (points.length === 0 && !none) return null;
  return (
    <div className="summary-part">
      <h3>{name}</h3>
      {points.length === 0 ? (
        <p>{none}</p>
      ) : (
        <ul>
          {points.map((point) => (
            <li key={`${point.message} ${point.text}`}>
              {point.message == null ? (
                <bdi>{harmless(point.text)}</bdi>
              ) : (
                <button type="button" className="summary-point" onClick={() => onOpen(point)}>
                  <bdi>{harmless(point.text)}</bdi>
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
