import type { AccountView, AnalysisView, ChannelLimits, ChatRow, MessageView, SlaPolicy } from "../api/bindings";
import { defaultRules, everyDay } from "../features/rules/policy";

export const NOW = Date.now();
const MINUTE = 60_000;
export const LIMITS: ChannelLimits = {
  text_chars: 1000,
  file_bytes: 5e6,
  files_bytes: 5e6,
  file_types: ["image/jpeg"],
  files_with_text: true,
  tells_read: false,
  takes_read: false,
  delete_within_ms: null,
  reply_within_ms: null,
};

export const POLICY: SlaPolicy = {
  rules: defaultRules(),
  calendar: { zone: "Europe/Moscow", week: everyDay([{ from: 540, to: 1320 }]), holidays: { presets: [], added: [], removed: [] } },
  off_hours: "raise",
};

export function account(over: Partial<AccountView> = {}): AccountView {
  return {
    account: 1,
    channel: "wildberries",
    name: "Глиняный дом",
    health: "ok",
    last_sync_at_ms: NOW - 12_000,
    next_sync_at_ms: NOW + 22_000,
    syncing: false,
    messages_this_round: 0,
    error_count: 0,
    token_kind: "personal",
    unread: 0,
    waiting: 0,
    colour: 0,
    hidden_kinds: [],
    marks_read: false,
    ...over,
  };
}

export function chat(id: number, over: Partial<ChatRow> = {}): ChatRow {
  return {
    chat: id,
    account: 1,
    channel: "wildberries",
    remote_id: `r${id}`,
    customer: `Покупатель ${id}`,
    queue: "waiting",
    priority: "normal",
    waiting_since_ms: NOW - 60 * MINUTE,
    deadline_at_ms: NOW + 23 * 60 * MINUTE,
    unread: 0,
    has_draft: false,
    plan_held: false,
    planned: false,
    labels: [],
    negative: false,
    critical: false,
    starred: false,
    spam: false,
    last_message: { author: "customer", text: `Вопрос ${id}`, sent_at_ms: NOW - 60 * MINUTE, attachments: 0 },
    ...over,
  };
}

export function analysis(over: Partial<AnalysisView> = {}): AnalysisView {
  return {
    message: 10,
    language: "ru",
    intent: "return_refund",
    sentiment: "negative",
    urgency: "high",
    language_sure: 100,
    intent_sure: 91,
    sentiment_sure: 88,
    urgency_sure: 65,
    own_intent: false,
    own_sentiment: false,
    own_urgency: false,
    ...over,
  };
}

export function message(id: number, over: Partial<MessageView> = {}): MessageView {
  return {
    message: id,
    remote_id: `m${id}`,
    author: "customer",
    kind: "text",
    text: `Сообщение ${id}`,
    sent_at_ms: NOW - 60 * MINUTE + id,
    has_raw: false,
    attachments: [],
    ...over,
  };
}
