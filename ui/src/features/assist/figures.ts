import type { BuiltIn, DraftMaker, DraftView, ModelCurrency } from "../../api/bindings";
import { numbers } from "../../shared/formats";
import type { Words } from "../../words/words";
import { MILLION, spent } from "../models/micros";
import { kindName } from "../models/providerName";

/** The word by which the core says that no model took part. */
const EMBEDDED: BuiltIn = "embedded";

/** Who wrote it: the program itself, or a provider's model by its own name. */
export function makerOf(words: Words, { provider, model }: { provider: DraftMaker; model?: string | null }): string {
  if (provider === EMBEDDED) return words.t("assist-embedded");
  const name = kindName(words, provider);
  return model ? `${name}, ${model}` : name;
}

interface Spent {
  cost: number;
  currency?: ModelCurrency | null;
  /** Told of one answer; a mean of many stands without a mark. */
  cost_exact?: boolean;
}

export function cost(words: Words, { cost: units, currency, cost_exact = true }: Spent): string {
  return spent(words, units * MILLION, currency ?? "rub", cost_exact);
}

export function seconds(words: Words, ms: number): string {
  const n = numbers(words.locale, { maximumFractionDigits: ms < 1_000 ? 3 : 1 }).format(ms / 1_000);
  return words.t("time-seconds", { n });
}

/** One line: who, from what, for how much. */
export function who(words: Words, draft: DraftView): string {
  const own = draft.sources.some((source) => source.kind === "past_reply");
  if (draft.provider === EMBEDDED) return words.t(own ? "assist-who-own" : "assist-who-embedded");
  return words.t("assist-who-model", { who: makerOf(words, draft), cost: cost(words, draft), time: seconds(words, draft.took_ms) });
}
