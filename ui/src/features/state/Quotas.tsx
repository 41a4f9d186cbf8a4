import { useId } from "react";
import type { QuotaView } from "../../api/bindings";
import { count } from "../../shared/numbers";
import { span } from "../../shared/time";
import { harmless } from "../../shared/Untrusted";
import { useWords, type Words } from "../../words/words";

/** The names the connectors give their limits; anything else is shown as it came. */
const NAMED = ["chat", "chats", "history", "send", "files", "download", "messenger", "orders", "offers", "items", "token", "account", "Client-Id"];

function quotaName(words: Words, name: string): string {
  return NAMED.includes(name) ? words.t(`quota-${name.toLowerCase()}`) : harmless(name);
}

/** What is left of the marketplace's limits: in words, and as a bar. */
export function Quotas({ quotas }: { quotas: QuotaView[] }) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  if (quotas.length === 0) return <p className="hint">{t("quota-none")}</p>;
  return (
    <section className="quotas" aria-label={t("quota-title")}>
      <h4>{t("quota-title")}</h4>
      <ul>
        {quotas.map((quota) => (
          <li key={quota.name} className="quota">
            <span id={`${id}-${quota.name}`}>{quotaName(words, quota.name)}</span>
            <meter
              aria-labelledby={`${id}-${quota.name}`}
              min={0}
              max={quota.limit}
              low={quota.limit * 0.2}
              high={quota.limit * 0.5}
              optimum={quota.limit}
              value={quota.left}
            />
            <span className="quota-words">
              {t("quota-left", { left: count(words, quota.left), limit: count(words, quota.limit), period: span(words, quota.period_ms) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
