import { useId } from "react";
import type { LedgerCall, ProviderView } from "../../api/bindings";
import { Button } from "../../shared/Button";
import { useNow } from "../../shared/clock";
import { count, size } from "../../shared/numbers";
import { clock, day, span } from "../../shared/time";
import { harmless } from "../../shared/Untrusted";
import { useWords, type Words } from "../../words/words";
import { spent } from "./micros";
import { kindName } from "./providerName";
import { useLedger } from "./useModels";

/** What was sent to whom: kinds of facts and figures, never a text. */
export function Ledger({ providers }: { providers: ProviderView[] }) {
  const { t } = useWords();
  const title = useId();
  const { data: calls, hasNextPage, fetchNextPage, isFetchingNextPage } = useLedger();
  return (
    <section className="settings-group ledger" data-testid="ledger">
      <h2 id={title}>{t("models-ledger")}</h2>
      <p className="setting-text">{t("models-ledger-hint")}</p>
      {calls?.length === 0 && <p className="models-none">{t("models-ledger-empty")}</p>}
      {calls && calls.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        <section className="ledger-scroll" aria-labelledby={title} tabIndex={0}>
          <table className="figures ledger-table">
            <caption className="visually-hidden">{t("models-ledger")}</caption>
            <thead>
              <tr>
                {(["when", "whom", "why", "what", "sent", "tokens", "cost", "time", "end"] as const).map((head) => (
                  <th key={head} scope="col">
                    {t(`models-ledger-${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {calls.map((call) => (
                <Line key={call.call} call={call} provider={providers.find((each) => each.provider === call.provider)} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {hasNextPage && (
        <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("models-ledger-more")}
        </Button>
      )}
    </section>
  );
}

function cost(words: Words, call: LedgerCall): string {
  // A model on this machine costs what its owner says, and nothing where nothing was said.
  if (call.local && call.cost_micros === 0) return words.t("models-ledger-free");
  return spent(words, call.cost_micros, call.currency, call.cost_exact);
}

/** The first sentence says what happened; what to do about it stands where it can be done. */
const shortly = (sentences: string) => sentences.split(/(?<=\.) /)[0] ?? sentences;

function Line({ call, provider }: { call: LedgerCall; provider: ProviderView | undefined }) {
  const words = useWords();
  const { t } = words;
  const when = useNow((now) => `${day(words, call.at_ms, now)}, ${clock(words, call.at_ms)}`);
  const fields = call.fields.map((field) => t(`models-field-${field.replaceAll("_", "-")}`)).join(", ");
  return (
    <tr>
      <th scope="row">{when}</th>
      <td className="ledger-words">
        <bdi>{harmless(provider?.name ?? kindName(words, call.kind))}</bdi>
        <small>
          <bdi>{harmless(call.model)}</bdi>
        </small>
      </td>
      <td className="ledger-words">{t(`models-purpose-${call.purpose}`)}</td>
      <td className="ledger-words">{fields || t("models-ledger-nothing")}</td>
      <td className="ledger-words">{call.local ? t("models-ledger-stayed") : size(words, call.bytes_out)}</td>
      <td>{`${count(words, call.tokens_in)} + ${count(words, call.tokens_out)}`}</td>
      <td>{cost(words, call)}</td>
      <td>{call.open ? "" : span(words, call.took_ms)}</td>
      <td className="ledger-words" data-bad={call.problem != null || undefined}>
        {call.open ? t("models-ledger-open") : call.problem == null ? t("models-ledger-ok") : shortly(words.error(call.problem))}
      </td>
    </tr>
  );
}
