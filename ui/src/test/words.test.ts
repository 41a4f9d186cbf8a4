import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Entry, FluentParser, type Pattern, type SelectExpression, type VariableReference, Visitor } from "@fluent/syntax";
import { describe, expect, it } from "vitest";
import { ACTIONS, keymap, PRESETS } from "../keymap";
import { numbers } from "../shared/formats";
import { LOCALES, type Locale } from "../words/words";

const ROOT = join(import.meta.dirname, "../../..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

interface Shape {
  variables: Set<string>;
  plurals: string[][];
}

const PLURAL = new Set(["zero", "one", "two", "few", "many"]);

class Reader extends Visitor {
  shape: Shape = { variables: new Set(), plurals: [] };
  override visitVariableReference(node: VariableReference) {
    this.shape.variables.add(node.id.name);
  }
  override visitSelectExpression(node: SelectExpression) {
    const names = node.variants.map(({ key }) => String("name" in key ? key.name : key.value));
    if (names.some((name) => PLURAL.has(name))) this.shape.plurals.push(names);
    this.genericVisit(node);
  }
}

/** What the program's core speaks, alone or besides the window. */
const OF_THE_CORE = ["tray.ftl", "notices.ftl", "replies.ftl", "paper.ftl", "sla.ftl", "guard.ftl"];
const FILES = readdirSync(join(ROOT, "locales/ru")).filter((file) => !OF_THE_CORE.includes(file));

function messagesOf(locale: Locale): Map<string, Shape> {
  const found = new Map<string, Shape>();
  for (const file of FILES) {
    const resource = new FluentParser({ withSpans: false }).parse(read(`locales/${locale}/${file}`));
    for (const entry of resource.body as Entry[]) {
      expect(entry.type, `${locale}/${file} parses`).not.toBe("Junk");
      if (entry.type !== "Message") continue;
      const id = (entry as unknown as { id: { name: string }; value: Pattern | null }).id.name;
      expect(found.has(id), `${locale}: ${id} stands once`).toBe(false);
      const reader = new Reader();
      reader.visit(entry);
      found.set(id, reader.shape);
    }
  }
  return found;
}

/** Words that the program's core speaks too; not all of them are the window's. */
const shared = new Set(["sla", "guard"].flatMap((file) => [...read(`locales/ru/${file}.ftl`).matchAll(/^([a-z0-9-]+) =/gm)].map((found) => found[1] ?? "")));

const words = new Map(LOCALES.map((locale) => [locale, messagesOf(locale)]));
const russian = words.get("ru") ?? new Map<string, Shape>();

function sources(folder = "ui/src"): { path: string; text: string }[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === "test" || entry.name === "styles" ? [] : sources(path);
    return /\.tsx?$/.test(path) && !path.endsWith("bindings.ts") ? [{ path, text: read(path) }] : [];
  });
}

/** Ids put together in code, and what they are put together from. */
const FAMILIES: Record<string, readonly string[]> = {
  "drafted-": ["model", "model-edited", "pult", "pult-edited"],
  "mode-": ["reply", "note"],
  "later-": ["opening", "hour", "tomorrow"],
  "assist-": ["shorter", "warmer", "formal"],
  "assist-sure-": ["sure", "check", "unsure"],
  "assist-source-": ["past-reply", "canned", "shipped", "snippet", "order", "item", "message"],
  "assist-looked-": ["order", "item", "past-reply", "canned", "snippet"],
  "assist-fault-": ["wrong-fact", "off-topic", "wrong-tone", "wrong-length", "needs-person"],
  "assist-gap-": ["nothing-open", "only-files", "spam", "unsure", "blocked", "off"],
  "intent-": [
    "abuse-spam",
    "cancel-change-order",
    "billing-invoice",
    "return-refund",
    "defect-complaint",
    "wrong-item",
    "delivery-delay",
    "order-status",
    "technical-problem",
    "recommendation",
    "product-question",
    "availability-price",
    "human-request",
    "praise-thanks",
    "greeting-smalltalk",
  ],
  "sentiment-": ["negative", "neutral", "positive"],
  "urgency-": ["normal", "high", "critical"],
  "analysis-": ["sure", "likely", "maybe", "own"],
  "sla-step-": ["meant", "outweighed"],
  "knowledge-tab-": ["canned", "snippets", "tone", "rules", "learned"],
  "habit-": ["shorter", "snippet"],
  ...Object.fromEntries(["greeting", "sign-off", "phrase", "words"].map((kind) => [`habit-${kind}-`, ["added", "dropped", "changed"]])),
  "canned-var-": ["customer", "order", "item", "status", "shop", "price", "due", "tracking", "size"],
  "canned-sample-": ["customer", "order", "item", "status", "shop", "price", "due", "tracking", "size"],
  "snippets-form-": ["text", "csv", "markdown"],
  "tone-": ["neutral", "warm", "formal"],
  "guard-writer-": ["human", "assisted", "automatic"],
  "guard-verdict-": ["pass", "warn", "block"],
  "people-": ["likely", "possible"],
  "people-reason-": ["buyer", "phone", "order", "name"],
  "people-state-": ["waiting", "in-progress", "done", "snoozed"],
  "view-": ["unread", "waiting", "urgent", "in-progress", "snoozed", "done", "starred", "ai-drafts", "spam", "all"],
  "empty-": ["unread", "waiting", "urgent", "in-progress", "snoozed", "done", "starred", "ai-drafts", "spam", "all"],
  "channel-": ["wildberries", "ozon", "yandex-market", "avito", "demo", "archive"],
  "mark-": ["wildberries", "ozon", "yandex-market", "avito", "demo", "archive"],
  "export-form-": ["html", "json", "csv", "pack", "html-hint", "json-hint", "csv-hint", "pack-hint"],
  "print-author-": ["customer", "seller", "assistant", "system"],
  "import-step-": ["file", "columns", "trial", "done"],
  "import-form-": ["json", "own-csv", "csv"],
  "import-lack-": ["time", "author", "text", "chat"],
  "import-column-": ["time", "time-utc", "author", "text", "chat", "customer", "order", "item", "message", "files", "channel", "kind"],
  "import-fault-": [
    "not-utf8",
    "too-long",
    "quote-open",
    "not-a-record",
    "few-cells",
    "no-time",
    "time-unclear",
    "time-impossible",
    "no-author",
    "author-unknown",
    "no-chat",
    "chat-unknown",
    "other-channel",
    "empty",
    "cut",
  ],
  "check-kind-": ["base", "test", "personal", "service", "unknown"],
  "warning-": ["base-token", "read-only", "expires-soon", "test-token", "unreadable"],
  "backup-every-": ["never", "day", "week"],
  "theme-": ["light", "dark", "system"],
  "key-group-": ["chats", "reply", "go", "program"],
  "needs-": ["wildberries", "ozon", "yandex-market", "avito"],
  "secret-": ["wildberries", "ozon", "yandex-market", "avito"],
  "client-": ["ozon", "yandex-market", "avito"],
  "how-wildberries-": ["1", "2", "3"],
  "how-ozon-": ["1", "2", "3"],
  "how-yandex-market-": ["1", "2", "3"],
  "how-avito-": ["1", "2", "3"],
  "colour-": ["0", "1", "2", "3", "4", "5", "6", "7"],
  "shop-show-": ["support", "notification", "support-hint", "notification-hint"],
  "chat-": ["support", "notification", "dispute"],
  "kind-": ["call", "location", "item", "link"],
  "order-": ["unknown", "placed", "packing", "on-the-way", "at-pickup", "delivered", "returning", "returned", "cancelled"],
  "search-op-": ["from", "shop", "channel", "has", "before", "after", "is", "label", "order", "intent", "sentiment"],
  "doctor-": ["data-folder", "database", "search-index", "keychain", "disk", "accounts"],
  "rules-tab-": ["rules", "hours"],
  "zone-": [
    "london",
    "paris",
    "prague",
    "budapest",
    "kaliningrad",
    "moscow",
    "samara",
    "yekaterinburg",
    "omsk",
    "novosibirsk",
    "krasnoyarsk",
    "irkutsk",
    "yakutsk",
    "vladivostok",
    "magadan",
    "kamchatka",
  ],
  "acted-": ["read", "unread"],
  "unit-": ["minutes", "hours", "days"],
  "holidays-": ["ru", "hu", "cz", "fr"],
  "notify-level-": ["nothing", "urgent", "high", "all"],
  "off-": ["raise", "pause", "ignore", "raise-hint", "pause-hint", "ignore-hint"],
  "snooze-": ["hour", "tomorrow", "buyer"],
  "sim-": ["weekdays", "saturday", "sunday"],
  "sla-rule-": ["return", "defect", "wrong-item", "cancel-change", "delivery-delay", "order-status"],
  "sla-level-": ["low", "normal", "high", "urgent"],
  "sla-snooze-": ["empty", "not-understood", "no-such-time", "in-the-past", "too-far"],
  "sla-fault-": ["phrase-empty", "phrase-too-short", "phrase-too-long", "no-minutes"],
  "models-reach-": ["this-computer", "russia", "abroad", "abroad-closed", "own"].flatMap((reach) => [reach, `${reach}-hint`]),
  "models-scope-": ["pers", "b2b", "corp"],
  "keys-preset-": [...PRESETS],
  "models-ledger-": ["when", "whom", "why", "what", "sent", "tokens", "cost", "time", "end"],
  "models-purpose-": ["draft", "analysis", "rewrite", "translation", "summary", "check"],
  "models-field-": ["buyer-messages", "own-replies", "item", "order", "tone", "snippets", "owner-text"],
  "quota-": ["chat", "chats", "history", "send", "files", "download", "messenger", "orders", "offers", "items", "token", "account", "client-id"],
};

function errorCodes(): string[] {
  const source = read("crates/pult-domain/src/error.rs");
  return [...source.slice(0, source.indexOf("impl ")).matchAll(/= "(\w+)"/g)].map((found) => found[1] ?? "");
}

/** Ids that are surely asked for: as the first argument, or as one of two. */
function idsInCode(): Set<string> {
  const ids = new Set<string>(ACTIONS.map((action) => keymap[action].label));
  for (const { text } of sources()) {
    for (const found of text.matchAll(/\bt\(\s*"([a-z0-9-]+)"/g)) ids.add(found[1] ?? "");
    for (const found of text.matchAll(/\bt\([^()`]*\?\s*"([a-z0-9-]+)"\s*:\s*"([a-z0-9-]+)"/g)) ids.add(found[1] ?? "").add(found[2] ?? "");
  }
  for (const [prefix, ends] of Object.entries(FAMILIES)) for (const end of ends) ids.add(prefix + end);
  for (const code of errorCodes()) ids.add(`error-${code.replaceAll("_", "-")}`);
  return ids.add("error-core-unreachable");
}

describe("words", () => {
  it("are the same messages with the same parameters in every language", () => {
    for (const [locale, messages] of words) {
      expect([...messages.keys()].sort(), locale).toEqual([...russian.keys()].sort());
      for (const [id, shape] of messages) expect([...shape.variables].sort(), `${locale}: ${id}`).toEqual([...(russian.get(id)?.variables ?? [])].sort());
    }
  });

  it("have every plural form of their language", () => {
    for (const [locale, messages] of words) {
      const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
      for (const [id, { plurals }] of messages) for (const forms of plurals) expect(forms, `${locale}: ${id}`).toEqual(expect.arrayContaining([...needed]));
    }
  });

  it("cover every error code and every id in the code", () => {
    expect(errorCodes().length).toBeGreaterThan(40);
    expect([...idsInCode()].filter((id) => !russian.has(id) && !shared.has(id))).toEqual([]);
  });

  it("call one thing by one word: what opens a shop is a key, what is written beforehand a template", () => {
    // Models count tokens, which are another thing; the steps quote what a marketplace calls its keys.
    const other = /^(models|how)-/;
    const spare: Record<Locale, RegExp> = {
      ru: /токен|готовы[а-я]+ ответ/iu,
      en: /token|canned/iu,
      hu: /token|kész válasz|sablonválasz/iu,
      cs: /token|hotov\p{L}+ odpov/iu,
      fr: /token|jeton|modèles? de réponse|réponses? prête/iu,
    };
    const wrong = LOCALES.flatMap((locale) =>
      FILES.flatMap((file) => {
        let id = "";
        return read(`locales/${locale}/${file}`)
          .split("\n")
          .flatMap((line) => {
            const [, begun, rest] = /^([a-z0-9-]+) =(.*)$/.exec(line) ?? [];
            id = begun ?? id;
            const said = rest ?? (line.startsWith("#") ? "" : line);
            return spare[locale].test(said) && !other.test(id) ? [`${locale}: ${id}`] : [];
          });
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("are all used", () => {
    const used = idsInCode();
    for (const { text } of sources()) for (const found of text.matchAll(/"([a-z0-9-]+)"/g)) used.add(found[1] ?? "");
    expect([...russian.keys()].filter((id) => !used.has(id))).toEqual([]);
  });

  it("stand in the language files, never in the markup", () => {
    const bare: string[] = [];
    for (const { path, text } of sources().filter((each) => each.path.endsWith(".tsx"))) {
      const withoutComments = text.replace(/\{?\/\*[\s\S]*?\*\/\}?|\/\/[^\n]*/g, "");
      for (const found of withoutComments.matchAll(/(?<==?)>\s*([^<>{}\n]*\p{L}{2,}[^<>{}\n]*)\s*<\//gu)) bare.push(`${path}: ${found[1]}`);
      for (const found of withoutComments.matchAll(/\b(?:aria-label|title|placeholder|alt|label)="([^"]*\p{L}{2,}[^"]*)"/gu)) {
        if (!/^https?:/.test(found[1] ?? "")) bare.push(`${path}: ${found[1]}`);
      }
    }
    expect(bare).toEqual([]);
  });

  it("are written by formats that are made once, in one place", () => {
    const elsewhere = sources().filter(({ path, text }) => !path.endsWith("shared/formats.ts") && text.includes("new Intl."));
    expect(elsewhere.map(({ path }) => path)).toEqual([]);
    expect(numbers("hu", { style: "unit", unit: "hour" })).toBe(numbers("hu", { style: "unit", unit: "hour" }));
    expect(numbers("hu", { style: "unit", unit: "hour" })).not.toBe(numbers("ru", { style: "unit", unit: "hour" }));
  });
});
