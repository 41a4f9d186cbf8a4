import type {
  AccountState,
  AccountView,
  AnalysisView,
  BackupsView,
  ChannelKind,
  ChannelLimits,
  ChatContext,
  ChatFilter,
  ChatKind,
  ChatRow,
  CoreChange,
  ErrorCode,
  HistoryRefusedView,
  LabelView,
  MessageRaw,
  MessageView,
  MetricsQuery,
  MetricsView,
  NoteView,
  OutboxView,
  RecoveryView,
  SavedViewView,
  SearchChat,
  Settings,
  SlaPolicy,
  SlaTried,
  SlaTry,
  StateView,
  SyncReport,
  Tag,
  TokenCheck,
  UploadView,
  WhatIfView,
  WhyView,
} from "../api/bindings";
import { type Host, type OperationName, Refusal, type RequestOf, type ResponseOf } from "../api/host";
import { UNTIL_BUYER_WRITES } from "../features/snooze/until";
import { noFigures } from "./figures";
import { GOOD_TOKEN } from "./goodToken";
import { MemoryDrafts } from "./memoryDrafts";
import { type Answers, labelAnswers, listed } from "./memoryLabels";
import { MemoryLearning } from "./memoryLearning";
import { MemoryModels } from "./memoryModels";
import { composerAnswers } from "./memoryNotes";
import { MemoryPeople } from "./memoryPeople";
import { programAnswers } from "./memoryProgram";
import { ruleAnswers } from "./memoryRules";
import { account, analysis, LIMITS, NOW } from "./memoryThings";
import { MemoryTransfers } from "./memoryTransfers";

export { account, analysis, chat, LIMITS, message, NOW } from "./memoryThings";

const MINUTE = 60_000;
const CHANNELS: ChannelKind[] = ["wildberries", "ozon", "yandex_market", "avito", "demo"];

/** A core in memory, honest about what it is asked: every call is kept. */
export class MemoryHost implements Host {
  settings: Settings = {
    locale: "ru",
    theme: "light",
    undo_ms: 10_000,
    enter_sends: false,
    hold_after_news: true,
    single_keys: true,
    onboarded: true,
    tray_explained: true,
    notify_level: "urgent",
    notify_hide_content: false,
    notify_breaches_always: false,
    notify_muted_accounts: [],
    notify_muted_queues: [],
    autostart: false,
    key_preset: "pult",
    own_keys: [],
  };
  accounts: AccountView[] = [account()];
  /** How a check of all shops goes. */
  reports: SyncReport[] = [];
  chats: ChatRow[] = [];
  messages = new Map<number, MessageView[]>();
  /** What messages came as, by message; of the others nothing is kept. */
  raw = new Map<number, MessageRaw>();
  outbox: OutboxView[] = [];
  drafts = new Map<number, string>();
  blocked: ErrorCode | null = null;
  check: TokenCheck = { ...GOOD_TOKEN };
  uploads: UploadView[] = [];
  /** Chats that any search finds by what they are about. */
  foundChats: SearchChat[] = [];
  notes: NoteView[] = [];
  context: ChatContext = { asking: false };
  limits: ChannelLimits = LIMITS;
  kind: ChatKind = "buyer";
  historyRefused: HistoryRefusedView | null = null;
  replyUntil: number | null = null;
  recovery: RecoveryView | null = null;
  unavailable: ChannelKind[] = [];
  /** What the page "State" adds to what the accounts tell. */
  states = new Map<number, Partial<AccountState>>();
  state: Partial<StateView> = {};
  backups: BackupsView = { every: "never", keep: 7, folder: "/home/anna/Downloads", next_at_ms: null, last: null };
  /** Kept policies, by account; 0 for all shops. */
  policies = new Map<number, SlaPolicy>();
  variants: string[] = [];
  why: WhyView = { verdict: null, why: "Обычно, ответить до завтра", escalated: false };
  tried = (_: SlaTry): SlaTried => ({ verdict: { priority: "normal", minutes: 1440, due_at: NOW + 1440 * MINUTE, rule: null, steps: [] }, why: "Обычно" });
  /** What a replay of the past comes to; `null` when the core has forgotten it. */
  replay: Partial<WhatIfView> | null = {};
  /** What was heard in chats. */
  heard = new Map<number, AnalysisView>();
  labels: LabelView[] = [];
  views: SavedViewView[] = [];
  figures = (query: MetricsQuery): MetricsView => noFigures(query);
  refusals = new Map<OperationName, Refusal>();
  calls: { name: OperationName; request: unknown }[] = [];
  private seq = 0;
  private listeners = new Set<(change: CoreChange) => void>();

  listen(onChange: (change: CoreChange) => void) {
    this.listeners.add(onChange);
    return () => void this.listeners.delete(onChange);
  }

  changed(tags: Tag[], chats: number[] = [], over: Partial<CoreChange> = {}) {
    this.seq += 1;
    for (const tell of this.listeners) tell({ seq: this.seq, tags, chats, accounts: [], resync: false, ...over });
  }

  asked(name: OperationName) {
    return this.calls.filter((call) => call.name === name).map((call) => call.request);
  }

  async call<O extends OperationName>(name: O, request: RequestOf<O>): Promise<ResponseOf<O>> {
    this.calls.push({ name, request });
    const refusal = this.refusals.get(name);
    if (refusal) throw refusal;
    const answer = this.answers[name] as unknown as (request: RequestOf<O>) => ResponseOf<O>;
    return structuredClone(answer(request));
  }

  rowOf(id: number): ChatRow {
    const row = this.chats.find((each) => each.chat === id);
    if (!row) throw new Refusal({ code: "chat_not_found", message: "", retryable: false });
    return row;
  }

  private replyOf(id: number): OutboxView {
    const reply = this.outbox.find((each) => each.outbox === id);
    if (!reply) throw new Refusal({ code: "outbox_not_found", message: "", retryable: false });
    return reply;
  }

  private heardOf(id: number): AnalysisView {
    return this.heard.get(id) ?? analysis();
  }

  private settle(id: number, state: OutboxView["state"]): OutboxView {
    const reply = this.replyOf(id);
    reply.state = state;
    if (state === "cancelled" && reply.file) this.uploads.push(reply.file);
    if (state === "cancelled" || state === "sent") this.outbox = this.outbox.filter((each) => each !== reply);
    return reply;
  }

  /** Whether a list has the chat. */
  lists(row: ChatRow, filter: ChatFilter): boolean {
    return listed(row, filter, this.drafted.ready(row.chat));
  }

  models = new MemoryModels();
  drafted = new MemoryDrafts();
  learned = new MemoryLearning();
  people = new MemoryPeople();
  transfers = new MemoryTransfers();
  private answers: Answers = {
    ...labelAnswers(this),
    ...ruleAnswers(this),
    ...programAnswers(this),
    ...composerAnswers(this),
    ...this.models.answers,
    ...this.drafted.answers,
    ...this.learned.answers,
    ...this.people.answers(this),
    ...this.transfers.answers,
    app_info: () => ({
      version: "0.1.0",
      data_dir: "/data",
      secrets: "keychain",
      settings: this.settings,
      sync_paused: false,
      channels: CHANNELS.map((channel) => ({ channel, available: !this.unavailable.includes(channel), limits: this.limits })),
      recovery: this.recovery,
    }),
    settings_set: (patch) => {
      this.settings = { ...this.settings, ...(patch as Partial<Settings>) };
      return this.settings;
    },
    accounts_list: () => this.accounts,
    account_check: () => this.check,
    account_add: (request) => {
      this.accounts.push(account({ account: this.accounts.length + 1, name: request.name || "Без имени", health: "new" }));
      return { account: this.accounts.length, channel: request.channel, name: request.name };
    },
    account_set_token: () => this.check,
    account_set: (patch) => {
      const found = this.accounts.find((each) => each.account === patch.account);
      if (!found) throw new Refusal({ code: "account_not_found", message: "", retryable: false });
      if (patch.name != null) found.name = patch.name;
      if (patch.colour != null) found.colour = patch.colour;
      if (patch.hidden_kinds != null) found.hidden_kinds = patch.hidden_kinds;
      if (patch.marks_read != null) found.marks_read = patch.marks_read;
      return found;
    },
    account_remove: (request) => {
      this.accounts = this.accounts.filter((each) => each.account !== request.account);
      return {};
    },
    sync_now: () => this.reports,
    sync_pause: ({ account: id, paused }) => {
      for (const each of this.accounts) if (id == null || each.account === id) each.health = paused ? "paused" : "ok";
      return {};
    },
    queue_counts: () => ({
      waiting: this.chats.filter((each) => each.queue === "waiting").length,
      urgent: this.chats.filter((each) => this.lists(each, { view: "urgent" })).length,
      in_progress: 0,
      snoozed: this.chats.filter((each) => this.lists(each, { view: "snoozed" })).length,
      done: 0,
      all: this.chats.length,
      unread_chats: this.chats.filter((each) => this.lists(each, { view: "unread" })).length,
      starred: this.chats.filter((each) => this.lists(each, { view: "starred" })).length,
      ai_drafts: Math.min(this.chats.filter((each) => this.lists(each, { view: "ai_drafts" })).length, 100),
      spam: this.chats.filter((each) => this.lists(each, { view: "spam" })).length,
      unread: this.chats.reduce((sum, each) => sum + each.unread, 0),
      replies_in_trouble: this.outbox.filter((each) => each.state === "failed").length,
    }),
    chat_list: (query) => {
      const all = this.chats.filter((each) => this.lists(each, query));
      const limit = query.limit ?? 50;
      // "end" is the core's own word; a cursor that goes backward names the row behind its page.
      const back = query.after === "end" ? all.length : query.after?.startsWith("<") ? Number(query.after.slice(1)) : null;
      const from = back === null ? Number(query.after ?? 0) : Math.max(back - limit, 0);
      const to = back ?? from + limit;
      return { chats: all.slice(from, to), next: to < all.length ? String(to) : null, prev: from > 0 ? `<${from}` : null, total: all.length };
    },
    chat_get: ({ chat: id }) => ({
      row: this.rowOf(id),
      analysis: this.heard.get(id) ?? null,
      account_name: "Глиняный дом",
      limits: this.limits,
      draft: this.drafts.get(id) ?? "",
      note_draft: "",
      messages: this.messages.get(id)?.length ?? 0,
      read_up_to: this.messages.get(id)?.at(-2)?.message ?? null,
      reply_blocked: this.blocked,
      other_chats: 0,
      kind: this.kind,
      reply_until_ms: this.replyUntil,
      history_refused: this.historyRefused,
      uploads: this.uploads,
    }),
    chat_messages: ({ chat: id, before, after, limit }) => {
      const all = this.messages.get(id) ?? [];
      const side = all.filter((each) => (before == null || each.message < before) && (after == null || each.message > after));
      const page = after == null ? side.slice(-(limit ?? 50)) : side.slice(0, limit ?? 50);
      const newer = page.at(-1)?.message !== all.at(-1)?.message;
      return {
        messages: page,
        older: page[0]?.message !== all[0]?.message,
        newer,
        outbox: newer ? [] : this.outbox.filter((each) => each.chat === id),
      };
    },
    chat_read: ({ chat: id }) => {
      this.rowOf(id).unread = 0;
      return {};
    },
    chat_move: ({ chat: id, queue }) => Object.assign(this.rowOf(id), { queue }),
    chat_snooze: ({ chat: id, until }) => {
      const until_ms = until === "" ? null : until.includes("buyer") ? UNTIL_BUYER_WRITES : NOW + 60 * MINUTE;
      Object.assign(this.rowOf(id), { snoozed_until_ms: until_ms });
      return { until_ms };
    },
    snooze_time: ({ typed }) => ({ until_ms: typed.includes("напишет") ? UNTIL_BUYER_WRITES : Date.now() + 60 * MINUTE }),
    chat_why: () => this.why,
    analysis_correct: ({ chat: id, message: _, ...said }) => {
      const own = {
        ...("intent" in said && { own_intent: true }),
        ...("sentiment" in said && { own_sentiment: true }),
        ...("urgency" in said && { own_urgency: true }),
      };
      this.heard.set(id, { ...this.heardOf(id), ...(said as Partial<AnalysisView>), ...own });
      return this.heardOf(id);
    },
    analysis_undo: ({ chat: id }) => {
      this.heard.set(id, analysis());
      return this.heardOf(id);
    },
    draft_set: ({ chat: id, text }) => {
      this.drafts.set(id, text);
      return {};
    },
    reply_send: (request) => {
      this.drafted.door(request);
      const { chat: id, text, uploads, seen, despite_news, at, reply_to } = request;
      const newer = (this.messages.get(id) ?? []).some((each) => each.author === "customer" && seen != null && each.message > seen);
      if (newer && !despite_news) throw new Refusal({ code: "buyer_wrote_again", message: "", retryable: false });
      const quoted = (this.messages.get(id) ?? []).find((each) => each.message === reply_to);
      const planned = at != null ? Date.now() + 12 * 60 * MINUTE : null;
      const reply = (words: string, file?: UploadView): OutboxView => ({
        outbox: this.outbox.length + 1,
        chat: id,
        state: "queued",
        text: words,
        attempts: 0,
        queued_at_ms: Date.now(),
        next_at_ms: planned ?? Date.now() + this.settings.undo_ms,
        planned_at_ms: planned,
        seen: Math.max(0, ...(this.messages.get(id) ?? []).filter((each) => each.author === "customer").map((each) => each.message)),
        ...(quoted && { answers: { message: quoted.message, author: quoted.author, text: quoted.text } }),
        needs_owner: false,
        ...(file && { file }),
      });
      for (const file of this.uploads.filter((each) => uploads?.includes(each.upload))) this.outbox.push(reply("", file));
      if (text !== "") this.outbox.push(reply(text));
      this.uploads = this.uploads.filter((each) => !uploads?.includes(each.upload));
      this.drafts.delete(id);
      return this.outbox.at(-1) as OutboxView;
    },
    outbox_list: ({ state }) => this.outbox.filter((each) => state == null || each.state === state),
    outbox_retry: ({ outbox }) => this.settle(outbox, "queued"),
    outbox_cancel: ({ outbox }) => {
      const reply = this.settle(outbox, "cancelled");
      const standing = this.drafts.get(reply.chat) ?? "";
      const draft = [reply.text, standing].filter((text) => text !== "").join("\n\n");
      this.drafts.set(reply.chat, draft);
      return { ...reply, draft };
    },
    outbox_confirm: ({ outbox }) => this.settle(outbox, "sent"),
    attachment_get: () => ({ media_type: "image/png", base64: "iVBORw0KGgo=", path: "/data/files/1" }),
    attachment_save: () => ({ path: "/home/anna/Downloads/photo.png" }),
    message_raw: ({ message }) => this.raw.get(message) ?? { cut: false },
    message_delete: () => ({}),
    upload_add: ({ name }) => {
      const upload = { upload: this.uploads.length + 1, name, media_type: "image/png", bytes: 2048 };
      this.uploads.push(upload);
      return upload;
    },
    upload_remove: ({ upload }) => {
      this.uploads = this.uploads.filter((each) => each.upload !== upload);
      return {};
    },
    upload_get: () => ({ media_type: "image/png", base64: "iVBORw0KGgo=", path: "/data/files/2" }),
    chat_context: () => this.context,
    item_picture: () => ({ media_type: "image/png", base64: "iVBORw0KGgo=", path: "/data/files/3" }),
    search: ({ query, limit, chats }) => ({
      hits: [...this.messages]
        .flatMap(([id, list]) =>
          list
            .filter((each) => each.text.includes(query))
            .map((each) => ({
              message: each.message,
              chat: id,
              sent_at_ms: each.sent_at_ms,
              snippet: [{ text: each.text, hit: true }],
              customer: this.rowOf(id).customer,
              channel: "wildberries" as const,
              author: each.author,
              near: false,
            })),
        )
        .slice(0, limit ?? 50),
      chats: this.foundChats.slice(0, chats ?? 5),
      more_chats: this.foundChats.length > (chats ?? 5),
      notes: [],
      problems: [],
      variants: this.variants,
    }),
    search_hints: ({ typed }) => ({
      replaces: typed.length,
      hints: typed.startsWith("shop:")
        ? this.accounts.map(({ name }) => ({ insert: `shop:${name} `, key: "shop", operator: false })).filter(({ insert }) => insert.startsWith(typed))
        : "from:".startsWith(typed)
          ? [{ insert: "from:", key: "from", operator: true }]
          : [],
    }),
    demo_add: () => {
      this.accounts.push(account({ account: 9, channel: "demo", name: "Демо" }));
      return { account: 9, chats: 60, messages: 191 };
    },
    demo_remove: () => {
      this.accounts = this.accounts.filter((each) => each.channel !== "demo");
      return {};
    },
    recovery_seen: () => {
      this.recovery = null;
      return {};
    },
    window_raise: () => ({}),
  };
}
