import type {
  CannedView,
  DraftCounts,
  DraftVariant,
  DraftView,
  GuardRuleView,
  GuardView,
  NearReply,
  OverrideView,
  ReplySend,
  SnippetView,
  ToneView,
} from "../api/bindings";
import { Refusal } from "../api/host";
import type { Answers } from "./memoryLabels";

type Own =
  | "chat_draft"
  | "near_replies"
  | "draft_make"
  | "draft_back"
  | "draft_cancel"
  | "draft_outcome"
  | "draft_counts"
  | "guard_text"
  | "reply_overrides"
  | "guard_rules_list"
  | "guard_rule_set"
  | "guard_rule_remove"
  | "guard_try"
  | "canned_list"
  | "canned_set"
  | "canned_remove"
  | "canned_expand"
  | "snippets_list"
  | "snippets_set"
  | "snippets_remove"
  | "snippets_import"
  | "tone_get"
  | "tone_set";

/** A draft of the embedded drafter, as the core gives it. */
export function draft(over: Partial<DraftView> = {}): DraftView {
  return {
    chat: 1,
    draft: 1,
    text: "Здравствуйте! По данным площадки, заказ сейчас в пути.",
    language: "ru",
    sentiment: "neutral",
    categories: ["order_status"],
    urgency: "normal",
    confidence: 0.82,
    sure: "sure",
    provider: "embedded",
    cost: 0,
    cost_exact: true,
    took_ms: 6,
    sources: [{ kind: "order", id: "state", title: "77001122", excerpt: "on_the_way", at_ms: Date.now() - 600_000 }],
    looked: [
      { kind: "order", found: 1 },
      { kind: "past_reply", found: 8 },
    ],
    findings: [],
    habits: [],
    blocked: 0,
    stopped: [],
    stale: false,
    coming: false,
    analyzed_at_ms: Date.now() - 5_000,
    ...over,
  };
}

/** Drafted replies, canned replies and knowledge. */
export class MemoryDrafts {
  drafts = new Map<number, DraftView>();
  /** The owner's own words nearest to what is asked, by chat. */
  near = new Map<number, NearReply[]>();
  canned: CannedView[] = [];
  snippets: SnippetView[] = [];
  tone: ToneView = { manner: "neutral", greet: true, signature: "", style: "", enabled: true, ahead: true, models: true };
  findings: DraftView["findings"] = [];
  /** What a chat can fill in. */
  values: Record<string, string> = {};
  rules: GuardRuleView[] = [];
  /** Warnings that replies left under. */
  overrides: (OverrideView & { chat: number })[] = [];
  counts: Partial<DraftCounts> = {};
  /** What another form of a draft says; the same where none stands here. */
  forms: Partial<Record<DraftVariant, string>> = {};
  /** What the guard says of a text. */
  judge = (_: string): GuardView => ({ verdict: this.findings[0]?.level ?? "pass", findings: this.findings });

  /** The guard at the door, as the core has it. */
  door({ text, despite }: ReplySend): void {
    const { findings } = this.judge(text.trim());
    const blocked = findings.some((finding) => finding.level === "block");
    if (!blocked && findings.every((finding) => despite?.includes(finding.rule))) return;
    throw new Refusal({ code: blocked ? "guard_blocked" : "guard_warned", message: "", retryable: false, findings });
  }

  /** Whether the list of drafts has the chat, by the core's rule. */
  ready(chat: number): boolean {
    const standing = this.drafts.get(chat);
    const unused = (standing?.outcome ?? "inserted") === "inserted" && (standing?.thumb ?? 0) >= 0;
    return Boolean(standing?.text) && unused && !standing?.stale && standing?.findings.every((finding) => finding.level !== "block") === true;
  }

  private of(chat: number): DraftView {
    return this.drafts.get(chat) ?? draft({ chat });
  }

  answers: Pick<Answers, Own> = {
    chat_draft: ({ chat }) => this.of(chat),
    near_replies: ({ chat }) => this.near.get(chat) ?? [],
    draft_make: ({ chat, variant }) => {
      const standing = this.of(chat);
      const text = variant && this.forms[variant];
      const made = {
        ...standing,
        stale: false,
        coming: false,
        ...(variant && { variant }),
        ...(text && { draft: (standing.draft ?? 0) + 100, text, former: standing.text ?? null }),
      };
      this.drafts.set(chat, made);
      return made;
    },
    draft_back: ({ chat }) => {
      const { former, ...form } = this.of(chat);
      const back = former == null ? form : { ...form, draft: (form.draft ?? 0) - 100, text: former, variant: null };
      this.drafts.set(chat, back);
      return back;
    },
    draft_cancel: ({ chat }) => {
      this.drafts.set(chat, { ...this.of(chat), making: null });
      return {};
    },
    draft_outcome: ({ draft: id, fate, thumb, fault }) => {
      for (const [chat, each] of this.drafts) {
        const pointed = thumb != null && { thumb: thumb === 0 ? null : thumb, fault: fault ?? null };
        if (each.draft === id) this.drafts.set(chat, { ...each, ...(fate && { outcome: fate }), ...pointed });
      }
      return {};
    },
    draft_counts: () => ({ made: this.drafts.size, none: 0, blocked: 0, sent: 0, edited: 0, ignored: 0, ...this.counts }),
    guard_text: ({ text }) => this.judge(text),
    reply_overrides: ({ chat }) => this.overrides.filter((each) => each.chat === chat),
    guard_rules_list: () => this.rules,
    guard_rule_set: (rule) => {
      const kept = { ...rule, id: rule.id || `own-${this.rules.length + 1}` };
      this.rules = [...this.rules.filter((each) => each.id !== kept.id), kept];
      return kept;
    },
    guard_rule_remove: ({ id }) => {
      this.rules = this.rules.filter((each) => each.id !== id);
      return {};
    },
    guard_try: ({ text }) => this.judge(text),
    canned_list: () => this.canned,
    canned_set: ({ canned, title, text, shortcut, language, intent, words }) => {
      const kept: CannedView = {
        canned: canned ?? this.canned.length + 1,
        title,
        text,
        shortcut: shortcut ?? "",
        words: words ?? [],
        used: 0,
        ...(language && { language }),
        ...(intent && { intent }),
      };
      this.canned = [...this.canned.filter((each) => each.canned !== kept.canned), kept];
      return kept;
    },
    canned_remove: ({ canned }) => {
      this.canned = this.canned.filter((each) => each.canned !== canned);
      return {};
    },
    canned_expand: ({ canned, text }) => {
      const missing: string[] = [];
      const fill = (whole: string, name: string) => {
        const value = this.values[name];
        if (value === undefined && !missing.includes(name)) missing.push(name);
        return value ?? whole;
      };
      const from = text ?? this.canned.find((each) => each.canned === canned)?.text ?? "";
      return { text: from.replace(/\{\{(\w+)\}\}/g, fill), missing };
    },
    snippets_list: () => this.snippets,
    snippets_set: ({ snippet, title, text }) => {
      const kept: SnippetView = { snippet: snippet ?? this.snippets.length + 1, title, text, origin: "" };
      this.snippets = [...this.snippets.filter((each) => each.snippet !== kept.snippet), kept];
      return kept;
    },
    snippets_remove: ({ snippet }) => {
      this.snippets = this.snippets.filter((each) => each.snippet !== snippet);
      return {};
    },
    snippets_import: ({ name, contents, dry }) => {
      const found: SnippetView = { snippet: this.snippets.length + 1, title: contents.slice(0, 20), text: contents, origin: name };
      if (!dry) this.snippets = [...this.snippets, found];
      return { found: 1, first: [found] };
    },
    tone_get: () => this.tone,
    tone_set: (tone) => {
      this.tone = tone;
      return tone;
    },
  };
}
