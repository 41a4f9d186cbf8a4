import type { LedgerCall, ModelListed, ModelsView, ProviderCheck, ProviderProfile, ProviderSet, ProviderView } from "../api/bindings";
import { Refusal } from "../api/host";
import type { Answers } from "./memoryLabels";
import { NOW } from "./memoryThings";

type Own =
  | "providers_list"
  | "provider_set"
  | "provider_check"
  | "provider_models"
  | "provider_move"
  | "provider_remove"
  | "models_set"
  | "ledger_list"
  | "openrouter_login"
  | "openrouter_login_cancel";

function profile(kind: ProviderProfile["kind"], name: string, reach: string, over: Partial<ProviderProfile> = {}): ProviderProfile {
  return {
    kind,
    name,
    reach,
    base_url: "https://x.example",
    needs_key: true,
    place: "none",
    currency: "usd",
    keys_at: "https://x.example/keys",
    login: false,
    ...over,
  };
}

/** A call in the ledger, `n` minutes ago. */
export function call(n: number, over: Partial<LedgerCall> = {}): LedgerCall {
  return {
    call: n,
    at_ms: NOW - n * 60_000,
    provider: 1,
    kind: "deepseek",
    model: "small-1",
    local: false,
    chat: 1,
    purpose: "draft",
    fields: ["buyer_messages", "order"],
    bytes_out: 4_096,
    bytes_in: 900,
    tokens_in: 1_200,
    tokens_out: 80,
    cost_micros: 1_234,
    currency: "usd",
    cost_exact: true,
    open: false,
    took_ms: 1_500,
    ...over,
  };
}

export function provider(id: number, over: Partial<ProviderView> = {}): ProviderView {
  return {
    provider: id,
    kind: "deepseek",
    name: `Модель ${id}`,
    model: "small",
    enabled: true,
    has_key: true,
    local: false,
    currency: "usd",
    ...over,
  };
}

/** Models of a shop, and what a test says about them. */
export class MemoryModels {
  view: ModelsView = {
    providers: [],
    profiles: [
      profile("deepseek", "DeepSeek", "abroad"),
      profile("openrouter", "OpenRouter", "abroad", { login: true }),
      profile("yandex_gpt", "YandexGPT", "russia", { place: "folder", currency: "rub" }),
      profile("ollama", "Ollama", "this_computer", { needs_key: false }),
      profile("compatible", "", "own", { needs_key: false, base_url: "" }),
    ],
    local_only: false,
    budgets: [
      { currency: "usd", day_micros: 1_000_000, month_micros: 10_000_000, day_spent_micros: 250_000, month_spent_micros: 2_000_000 },
      { currency: "rub", day_micros: 100_000_000, month_micros: 1_000_000_000, day_spent_micros: 0, month_spent_micros: 0 },
    ],
    login: null,
  };
  listed: ModelListed[] = [];
  check: ProviderCheck = { ok: true, model: "small-1", took_ms: 900 };
  ledger: LedgerCall[] = [];

  private find(id: number): ProviderView {
    const found = this.view.providers.find((each) => each.provider === id);
    if (!found) throw new Refusal({ code: "provider_not_found", message: "", retryable: false });
    return found;
  }

  private set(request: ProviderSet): ProviderView {
    const id = request.provider ?? this.view.providers.length + 1;
    if (request.provider == null) this.view.providers.push(provider(id, { kind: request.kind ?? "compatible", has_key: false }));
    const row = this.find(id);
    if (request.key != null) row.has_key = request.key !== "";
    if (request.model != null) row.model = request.model;
    if (request.name) row.name = request.name;
    if (request.enabled != null) row.enabled = request.enabled;
    row.price = request.price ?? null;
    return row;
  }

  readonly answers: Pick<Answers, Own> = {
    providers_list: () => this.view,
    provider_set: (request) => this.set(request),
    provider_check: () => this.check,
    provider_models: () => this.listed,
    provider_move: ({ provider: id, to }) => {
      const row = this.find(id);
      this.view.providers = this.view.providers.filter((each) => each !== row);
      this.view.providers.splice(to, 0, row);
      return {};
    },
    provider_remove: ({ provider: id }) => {
      const row = this.find(id);
      this.view.providers = this.view.providers.filter((each) => each !== row);
      return {};
    },
    models_set: ({ local_only, budgets }) => {
      if (local_only != null) this.view.local_only = local_only;
      for (const wanted of budgets ?? []) {
        this.view.budgets = this.view.budgets.map((each) => (each.currency === wanted.currency ? { ...each, ...wanted } : each));
      }
      return this.view;
    },
    ledger_list: ({ before, limit }) => {
      const calls = this.ledger.filter((each) => before == null || each.call < before).slice(0, limit ?? 50);
      return { calls, next: calls.length === limit ? (calls.at(-1)?.call ?? null) : null };
    },
    openrouter_login: () => {
      this.view.login = { waiting: true };
      return { url: "https://openrouter.ai/auth?x" };
    },
    openrouter_login_cancel: () => {
      this.view.login = null;
      return {};
    },
  };
}
