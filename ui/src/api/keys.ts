import type { OperationName, RequestOf } from "./host";

/** The operations whose answers are kept. Nothing else may become a query. */
export type Reading = Extract<
  OperationName,
  | "app_info"
  | "accounts_list"
  | "queue_counts"
  | "chat_list"
  | "chat_get"
  | "chat_messages"
  | "chat_context"
  | "person_get"
  | "person_suggestions"
  | "chat_days"
  | "outbox_list"
  | "message_raw"
  | "attachment_get"
  | "upload_get"
  | "notes_list"
  | "send_time"
  | "snooze_time"
  | "item_picture"
  | "search"
  | "search_hints"
  | "chat_draft"
  | "near_replies"
  | "chat_why"
  | "labels_list"
  | "views_list"
  | "sla_get"
  | "what_if"
  | "metrics"
  | "backups_get"
  | "backup_files"
  | "export_view"
  | "import_view"
  | "imports_list"
  | "providers_list"
  | "ledger_list"
  | "canned_list"
  | "snippets_list"
  | "tone_get"
  | "draft_counts"
  | "draft_figures"
  | "habits_list"
  | "chat_summary"
  | "reply_overrides"
  | "guard_rules_list"
  | "state"
>;

export type Key<O extends Reading = Reading> = readonly [operation: O, request: RequestOf<O>];

/** The one way to make a query key. Pages of one list share the key of their first request. */
export function key<O extends Reading>(operation: O, request: RequestOf<O>): Key<O> {
  return [operation, request] as const;
}
