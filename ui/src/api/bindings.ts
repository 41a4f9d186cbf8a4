// Written by `cargo xtask bindings` from the table of operations. Do not edit.

/** A token to be tried or saved. */
export type AccountAdd = {
  /** The channel. */
  channel: ChannelKind,
  /** The owner's name for the shop; empty takes the marketplace's. */
  name: string,
  /** The pasted token, key or secret. */
  token: string,
  /** Ozon and Avito: the public half. */
  client_id?: string | null,
  /** Another address, for a simulator. */
  base_url?: string | null,
  /** `false` saves without trying. */
  check?: boolean | null,
  /** `true` lifts the request limiter; loopback only. */
  limits_off?: boolean | null,
  /** Settle time of doubtful replies in milliseconds; loopback only. */
  settle_ms?: number | null,
};
/** A saved account, with what the check found. */
export type AccountAdded = {
  /** The new account. */
  account: AccountId,
  /** Its channel. */
  channel: ChannelKind,
  /** Its name. */
  name: string,
  /** What the check found; `None` when it was not asked for. */
  check?: TokenCheck | null,
};
/** Whether an account is being synced. */
export type AccountHealth = "ok" | "new" | "retrying" | "needs_owner" | "paused";
/** A shop's connection to one channel. */
export type AccountId = number;
/** What the owner changes about an account; what is absent stays. */
export type AccountPatch = {
  /** The account. */
  account: AccountId,
  /** Its name. */
  name?: string | null,
  /** Its colour, 0 to 7. */
  colour?: number | null,
  /** Kinds of chats that are not fetched. */
  hidden_kinds?: Array<ChatKind> | null,
  /** Whether the channel is told which chats the owner has read. */
  marks_read?: boolean | null,
};
/** One account. */
export type AccountRef = {
  /** The account. */
  account: AccountId,
};
/** One account on the page "State". */
export type AccountState = {
  /** The account as everywhere. */
  view: AccountView,
  /** How long ago the feed was read to its end, in milliseconds. */
  behind_ms?: number | null,
  /** Whole days until the token ends, when they are 14 or fewer; 0 when it has ended. */
  token_days_left?: number | null,
  /** What is left of its request limits. */
  quotas: Array<QuotaView>,
  /** Events that could not be read and are kept. */
  quarantined: number,
  /** Messages stored. */
  messages: number,
};
/** A new token for an account. */
export type AccountToken = {
  /** The account. */
  account: AccountId,
  /** The pasted token. */
  token: string,
};
/** A shop's connection as shown. */
export type AccountView = {
  /** The account. */
  account: AccountId,
  /** Its channel. */
  channel: ChannelKind,
  /** The owner's name for it. */
  name: string,
  /** Its state in one word. */
  health: AccountHealth,
  /** When the last round ended well. */
  last_sync_at_ms?: AtMs | null,
  /** When the next round starts, if one is planned. */
  next_sync_at_ms?: AtMs | null,
  /** Whether a round is under way. */
  syncing: boolean,
  /** Messages taken by the round under way, for the progress line of a first import. */
  messages_this_round: number,
  /** Where the feed continues, for scripts. */
  cursor?: string | null,
  /** Failures since the last good round. */
  error_count: number,
  /** The last failure. */
  last_error?: Problem | null,
  /** What sort of token it has. */
  token_kind: TokenKind,
  /** When the token ends. */
  token_expires_at_ms?: AtMs | null,
  /** Unread messages of its chats. */
  unread: number,
  /** Waiting chats. */
  waiting: number,
  /** Its colour: a place in the palette, 0 to 7. */
  colour: number,
  /** Kinds of chats that are not fetched. */
  hidden_kinds: Array<ChatKind>,
  /** The channel is told which chats the owner has read. */
  marks_read: boolean,
};
/** An act that was done. */
export type ActDone = {
  /** The way back; none where nothing changed. */
  undo?: UndoId | null,
  /** How many chats changed. */
  chats: number,
  /** Until when they are hidden, if they were. */
  until_ms?: AtMs | null,
};
/** What the owner says of a message; what is left out stays as it was heard. */
export type AnalysisCorrect = {
  /** The chat. */
  chat: ChatId,
  /** The buyer's message. */
  message: MessageId,
  /** Its true intent. */
  intent?: Intent | null,
  /** Its true sentiment. */
  sentiment?: Sentiment | null,
  /** Its true urgency. */
  urgency?: Urgency | null,
};
/** A message that was corrected. */
export type AnalysisRef = {
  /** The chat. */
  chat: ChatId,
  /** The buyer's message. */
  message: MessageId,
};
/** What a chat means: by its newest message that waits and asks for something. */
export type AnalysisView = {
  /** The message that was heard. */
  message: MessageId,
  /** Its language. */
  language: Language,
  /** What the shop must do. */
  intent: Intent,
  /** How the buyer feels. */
  sentiment: Sentiment,
  /** The haste of all that waits. */
  urgency: Urgency,
  /** How sure the language is, from 0 to 100. */
  language_sure: number,
  /** The same of the intent. */
  intent_sure: number,
  /** The same of the sentiment. */
  sentiment_sure: number,
  /** The same of the urgency. */
  urgency_sure: number,
  /** The owner said the intent. */
  own_intent: boolean,
  /** The owner said the sentiment. */
  own_sentiment: boolean,
  /** The owner said the urgency. */
  own_urgency: boolean,
};
/** Who answered. Three series of the owner's replies were wanted, people, approved and automatic; a draft that a person approved is sent in the person's name, so its author alone tells two apart. This is the place that learns the third. */
export type AnsweredBy = "people" | "assistant";
/** How quickly the shop would answer. */
export type Answering = { "how": "as_it_was" } | { "how": "percent",
/** 100 is as it was, 50 twice as quick. */
percent: number, } | { "how": "at_most",
/** The minutes. */
minutes: number, };
/** Replies of one kind that ended waits. */
export type Answers = {
  /** Whose. */
  by: AnsweredBy,
  /** How many. */
  count: number,
  /** Half of these came within it, by the calendar. */
  median: Length | null,
  /** The same in working time. */
  median_working: Length | null,
};
/** A refusal, as every face gives it. */
export type ApiError = {
  /** The code; the words are the face's. */
  code: ErrorCode,
  /** English, for logs and scripts; no customer text, no token. */
  message: string,
  /** Whether the same request may succeed later by itself. */
  retryable: boolean,
  /** Finds the details in the log. */
  incident?: string | null,
  /** What the guard found, where it was the guard that refused: rules and places of the text. */
  findings?: Array<GuardFinding> | null,
};
/** The program as the window needs to know it at start. */
export type AppInfo = {
  /** Version of the program. */
  version: string,
  /** Where the data lives. */
  data_dir: string,
  /** `keychain` or `file`. */
  secrets: string,
  /** All that the owner set. */
  settings: Settings,
  /** Whether sync is paused for all accounts. */
  sync_paused: boolean,
  /** What each channel accepts. */
  channels: Array<ChannelInfo>,
  /** The database was damaged and a copy took its place; told until the owner has seen it. */
  recovery?: RecoveryView | null,
};
/** A moment in UTC milliseconds since 1970. */
export type AtMs = number;
/** A picture to show, checked by its contents. */
export type AttachmentData = {
  /** `image/jpeg`, `image/png`, `image/gif` or `image/webp`; `None` for what is not shown. */
  media_type?: string | null,
  /** The bytes of a picture, base64; empty for what is not shown. */
  base64: string,
  /** Where the file lies on this machine. */
  path: string,
};
/** A file or picture of a message. */
export type AttachmentId = number;
/** What an attachment is, as far as the channel says. */
export type AttachmentKind = "image" | "file" | "voice";
/** One attachment. */
export type AttachmentRef = {
  /** The attachment. */
  attachment: AttachmentId,
};
/** A file of a message. */
export type AttachmentView = {
  /** The attachment. */
  attachment: AttachmentId,
  /** What the channel says it is. */
  kind: AttachmentKind,
  /** The file's name; untrusted. */
  name?: string | null,
  /** Media type, as claimed or as found. */
  media_type?: string | null,
  /** Size in bytes. */
  bytes?: number | null,
  /** Whether it is on this machine. */
  stored: boolean,
};
/** Who wrote a message. */
export type Author = "customer" | "seller" | "assistant" | "system";
/** A backup that was written and read back. */
export type BackupDone = {
  /** Where it lies. */
  path: string,
  /** Its size. */
  bytes: number,
  /** When it was made. */
  made_at_ms: AtMs,
  /** Chats in it. */
  chats: number,
  /** Messages in it. */
  messages: number,
  /** Files in it. */
  files: number,
};
/** How often a backup is made by itself. */
export type BackupEvery = "never" | "day" | "week";
/** A backup file that lies where the owner may have put it. */
export type BackupFile = {
  /** Where it lies. */
  path: string,
  /** Its size. */
  bytes: number,
  /** When it was last written. */
  changed_at_ms: AtMs,
};
/** A backup to be made now. */
export type BackupNow = {
  /** The passphrase; it is not kept. */
  passphrase: string,
  /** The folder; without one, where downloads are kept. */
  folder?: string | null,
};
/** How a backup went. */
export type BackupResult = {
  /** When it was tried. */
  at_ms: AtMs,
  /** Whether the schedule made it. */
  by_schedule: boolean,
  /** Where it lies; nothing when it failed. */
  path?: string | null,
  /** Its size; 0 when it failed. */
  bytes: number,
  /** Why it failed. */
  error?: ErrorCode | null,
};
/** When backups are to be made by themselves. */
export type BackupsSet = {
  /** How often. */
  every: BackupEvery,
  /** How many are kept, 1 to 100. */
  keep: number,
  /** The folder; without one, where downloads are kept. */
  folder?: string | null,
  /** The passphrase, for the keychain; nothing leaves the kept one. */
  passphrase?: string | null,
};
/** Backups as the page "State" shows them. */
export type BackupsView = {
  /** How often one is made by itself. */
  every: BackupEvery,
  /** How many of those are kept. */
  keep: number,
  /** The folder they go to. */
  folder: string,
  /** When the next is due; nothing when none is. */
  next_at_ms?: AtMs | null,
  /** The newest that was tried, by hand or by itself. */
  last?: BackupResult | null,
};
/** The drafter that needs no model. */
export type BuiltIn = "embedded";
/** When a shop works, as it is kept. */
export type Calendar = {
  /** The shop's zone by its IANA name. */
  zone: string,
  /** Its hours. */
  week: Week,
  /** Its holidays: off the whole day. */
  holidays: Holidays,
};
/** A canned reply to be put into a chat. */
export type CannedExpand = {
  /** The chat. */
  chat: ChatId,
  /** The reply, which counts as used. */
  canned?: CannedId | null,
  /** Or a text that is being written. */
  text?: string | null,
};
/** A canned reply. */
export type CannedId = number;
/** One canned reply. */
export type CannedRef = {
  /** The reply. */
  canned: CannedId,
};
/** A canned reply to be kept. */
export type CannedSet = {
  /** The one to change; none for a new one. */
  canned?: CannedId | null,
  /** Its name. */
  title: string,
  /** The text. */
  text: string,
  /** What is typed after a slash. */
  shortcut?: string | null,
  /** The language. */
  language?: Language | null,
  /** What it answers. */
  intent?: Intent | null,
  /** Words that ask for it. */
  words?: Array<string> | null,
};
/** A canned reply with its variables filled in. */
export type CannedText = {
  /** The text; unknown variables stay as they are written. */
  text: string,
  /** The unknown ones. */
  missing: Array<string>,
};
/** A canned reply. */
export type CannedView = {
  /** The reply. */
  canned: CannedId,
  /** Its name. */
  title: string,
  /** The text, with variables as `{{order}}`. */
  text: string,
  /** What is typed after a slash. */
  shortcut: string,
  /** The language; any without one. */
  language?: Language | null,
  /** What it answers. */
  intent?: Intent | null,
  /** Words of a question that ask for it. */
  words: Array<string>,
  /** How often it was put into a composer. */
  used: number,
};
/** Counts of one hour of the week. */
export type Cell = {
  /** Episodes that began in it. */
  episodes: number,
  /** Of those, breached as it was. */
  breached_before: number,
  /** Of those, breached as it would be. */
  breached_after: number,
  /** Breached as it was, and no longer. */
  avoided: number,
  /** Kept as it was, and no longer. */
  added: number,
};
/** What a channel accepts. */
export type ChannelInfo = {
  /** The channel. */
  channel: ChannelKind,
  /** Whether an account of it can be connected in this version. */
  available: boolean,
  /** Its limits. */
  limits: ChannelLimits,
};
/** Where a shop sells. The names are those of the schema, the scripts and the window. */
export type ChannelKind = "wildberries" | "ozon" | "yandex_market" | "avito" | "demo" | "archive";
/** What a channel accepts, for the composer to say before anything is typed in vain. */
export type ChannelLimits = {
  /** Longest reply, in Unicode scalar values. */
  text_chars: number,
  /** Largest single file, in bytes. */
  file_bytes: number,
  /** Largest sum of the files of one reply, in bytes; of no meaning where each file is a reply of its own. */
  files_bytes: number,
  /** Media types accepted as files. */
  file_types: Array<string>,
  /** Whether a reply may hold files and text at once; where not, each file is a reply of its own. */
  files_with_text: boolean,
  /** Whether the channel ever tells that a reply was read. */
  tells_read: boolean,
  /** Whether the channel can be told that the owner has read the chat. */
  takes_read: boolean,
  /** For how long an own message may be deleted, in milliseconds; `None` where it cannot. */
  delete_within_ms: number | null,
  /** For how long after the buyer's last message a reply is taken, in milliseconds; `None` where no end is documented. */
  reply_within_ms: number | null,
};
/** What is known about the item and the order of a chat beyond the chat itself. Answered at once from this machine; what is older than it may be is asked for in the background, and the change is announced. */
export type ChatContext = {
  /** The item. */
  item?: ItemFactsView | null,
  /** The order. */
  order?: OrderView | null,
  /** A fresher answer is being asked for. */
  asking: boolean,
};
/** Which days have messages. */
export type ChatDays = {
  /** The first message of each day; none where nobody wrote. */
  first: Array<MessageId | null>,
  /** The last message before the first day. */
  before?: MessageId | null,
  /** The first message after the last day. */
  after?: MessageId | null,
};
/** Days of a chat. */
export type ChatDaysQuery = {
  /** The chat. */
  chat: ChatId,
  /** Where the days begin, one after another, and where the last one ends; 63 at most. */
  borders: Array<AtMs>,
};
/** A list of chats without its pages. */
export type ChatFilter = {
  /** The view. */
  view: View,
  /** Only of this account. */
  account?: AccountId | null,
  /** Only with this label. */
  label?: LabelId | null,
  /** Only with unread messages. */
  unread?: boolean | null,
};
/** Our own row id of a chat. Never shown to a marketplace. */
export type ChatId = number;
/** Who a chat is with. Only the owner of a shop can say whether anything but buyers interests him. */
export type ChatKind = "buyer" | "support" | "notification" | "dispute";
/** Which chats to list. */
export type ChatListQuery = {
  /** The view. */
  view: View,
  /** Only of this account. */
  account?: AccountId | null,
  /** Only with this label. */
  label?: LabelId | null,
  /** Only with unread messages. */
  unread?: boolean | null,
  /** At most so many (50 by default, 200 at most). */
  limit?: number | null,
  /** Continue from this cursor: `next` or `prev` of a page, or `end` for the last page. */
  after?: string | null,
};
/** Another state for a chat, by the owner. */
export type ChatMove = {
  /** The chat. */
  chat: ChatId,
  /** `done`, `in_progress`, or `waiting` (reopen). */
  queue: Queue,
};
/** A page of chats. */
export type ChatPage = {
  /** The rows, in the order of the view. */
  chats: Array<ChatRow>,
  /** Where the list continues; `None` at its end. */
  next?: string | null,
  /** What stands before the page; `None` at the beginning. */
  prev?: string | null,
  /** How many chats the view holds in all. */
  total: number,
};
/** Where the owner was reading in a chat. */
export type ChatPlace = {
  /** The first message that was seen. */
  message: MessageId,
  /** How much of it was above the edge, in pixels. */
  above_px: number,
};
/** Where the owner is reading now. */
export type ChatPlaceSet = {
  /** The chat. */
  chat: ChatId,
  /** The place; none at the chat's end. */
  place?: ChatPlace | null,
};
/** One chat. */
export type ChatRef = {
  /** The chat. */
  chat: ChatId,
};
/** A chat as a row of a list. */
export type ChatRow = {
  /** The chat. */
  chat: ChatId,
  /** Its account. */
  account: AccountId,
  /** Its channel. */
  channel: ChannelKind,
  /** The marketplace's id. */
  remote_id: string,
  /** The buyer's name; untrusted, may be empty. */
  customer: string,
  /** What the chat is about. */
  item?: ItemView | null,
  /** Its queue. */
  queue: Queue,
  /** Its priority. */
  priority: Priority,
  /** Since when the buyer waits. */
  waiting_since_ms?: AtMs | null,
  /** Until when we must answer. */
  deadline_at_ms?: AtMs | null,
  /** Hidden until this moment. */
  snoozed_until_ms?: AtMs | null,
  /** Unread messages of the buyer. */
  unread: number,
  /** The newest message. */
  last_message?: LastMessage | null,
  /** The state of its most troubled reply, if any is not `sent`. */
  outbox?: OutboxState | null,
  /** A planned reply waits for the owner's word. */
  plan_held: boolean,
  /** A reply is planned for later, and nothing else is on its way. */
  planned: boolean,
  /** Whether a text is being written. */
  has_draft: boolean,
  /** Its labels. */
  labels: Array<LabelId>,
  /** The buyer waits and is not happy. */
  negative: boolean,
  /** The buyer waits, and it speaks of danger, law, fraud, or a deadline today. */
  critical: boolean,
  /** The owner gave it a star. */
  starred: boolean,
  /** The owner called it spam. */
  spam: boolean,
  /** From when its clock stands still, where off hours stop it: now, or this evening. */
  paused_from_ms?: AtMs | null,
  /** Until when it stands still. */
  paused_until_ms?: AtMs | null,
};
/** Hiding a chat. */
export type ChatSnooze = {
  /** The chat. */
  chat: ChatId,
  /** Until when, as typed: "2h30m", "завтра 9", "holnap 9", "until the buyer writes"; empty brings the chat back. */
  until: string,
};
/** A chat that was hidden or brought back. */
export type ChatSnoozed = {
  /** Until when; far in the future where only the buyer ends it; nothing when it is back. */
  until_ms?: AtMs | null,
};
/** A chat with what the thread's head and the side panel show. */
export type ChatView = {
  /** The row. */
  row: ChatRow,
  /** What it means, if anybody has heard it. */
  analysis?: AnalysisView | null,
  /** The account's name. */
  account_name: string,
  /** The channel's limits. */
  limits: ChannelLimits,
  /** The text being written. */
  draft: string,
  /** The buyer's newest message when that text was begun. */
  draft_seen?: MessageId | null,
  /** The message that text answers. */
  draft_answers?: QuoteView | null,
  /** The note being written. */
  note_draft: string,
  /** When the first message of the chat was sent. */
  first_message_at_ms?: AtMs | null,
  /** How many messages the chat holds. */
  messages: number,
  /** Messages after this one are new since the owner looked. */
  read_up_to?: MessageId | null,
  /** Whether the channel takes replies now, and if not, why. */
  reply_blocked?: ErrorCode | null,
  /** How many other chats this buyer name has in the same account. */
  other_chats: number,
  /** Who the chat is with. */
  kind: ChatKind,
  /** Until when the channel takes a reply; `None` where it names no end. */
  reply_until_ms?: AtMs | null,
  /** Files that wait in the composer. */
  uploads: Array<UploadView>,
  /** Where the owner was reading; `None` at the end. */
  place?: ChatPlace | null,
  /** The channel refuses the chat's messages; `None` where it shows them. */
  history_refused?: HistoryRefusedView | null,
};
/** One thing to be done with many chats: with `chats`, or with `all` of a list. */
export type ChatsAct = {
  /** These chats. */
  chats?: Array<ChatId> | null,
  /** Every chat of this list. */
  all?: ChatFilter | null,
  /** With `all`: when the owner chose them. Chats in which something was written after that are left out. */
  seen_at_ms?: AtMs | null,
  /** What is done. */
  act: ChatsDo,
};
/** What is done with chats. */
export type ChatsDo = { "do": "move",
/** The queue. */
queue: Queue, } | { "do": "snooze",
/** As for one chat. */
until: string, } | { "do": "read" } | { "do": "unread" } | { "do": "star",
/** They get one. */
on: boolean, } | { "do": "spam",
/** They are. */
on: boolean, } | { "do": "label",
/** The label. */
label: LabelId,
/** Put on. */
on: boolean, };
/** What changed, for the window: which queries are stale. */
export type CoreChange = {
  /** Counts the events; a gap means that some were missed. */
  seq: number,
  /** The kinds of data touched. */
  tags: Array<Tag>,
  /** The chats touched. */
  chats: Array<ChatId>,
  /** The accounts touched. */
  accounts: Array<AccountId>,
  /** Ask again for everything. */
  resync: boolean,
};
/** A part of the day on the shop's wall clock, in minutes after midnight: from the first to just before the last. `to` at or before `from` means past midnight; 0 to 1440 is the whole day. */
export type DayRange = {
  /** First minute. */
  from: number,
  /** Minute after the last. */
  to: number,
};
/** One day. */
export type DayVolume = {
  /** The day in the shop's zone, "2026-11-20". */
  day: string,
  /** What was written and done on it. */
  volume: Volume,
};
/** The demo shop to be made. */
export type DemoAdd = {
  /** How many chats (60 by default). */
  chats?: number | null,
};
/** The demo shop. */
export type DemoAdded = {
  /** Its account. */
  account: AccountId,
  /** Its chats. */
  chats: number,
  /** Its messages. */
  messages: number,
};
/** Disk use, in bytes. */
export type DiskUse = {
  /** The database with its journal. */
  database: number,
  /** Files and pictures. */
  files: number,
  /** Logs. */
  logs: number,
  /** Copies made before a change of the schema. */
  backups: number,
};
/** One finding about the health of the program. */
export type DoctorCheck = {
  /** What was looked at: `version`, `data_folder`, `disk`, `database`, `search_index`, `keychain`, `account:<id>`, `token:<id>`, `limits:<id>`. */
  check: string,
  /** Whether it is well. */
  ok: boolean,
  /** In short English words and figures, for a script or a report. */
  detail: string,
};
/** How drafts fared. */
export type DraftCounts = {
  /** Drafts with a text. */
  made: number,
  /** Chats where none was made. */
  none: number,
  /** Drafts before which something had to be stopped. */
  blocked: number,
  /** Sent as they were. */
  sent: number,
  /** Sent with changes. */
  edited: number,
  /** Not used. */
  ignored: number,
};
/** What became of a draft. */
export type DraftFate = "inserted" | "edited" | "sent" | "ignored";
/** What was wrong with a draft, in the owner's opinion. */
export type DraftFault = "wrong_fact" | "off_topic" | "wrong_tone" | "wrong_length" | "needs_person";
/** What became of drafts in the last 30 days. */
export type DraftFigures = {
  /** By whoever drafted them, the program itself first. */
  makers: Array<MakerFiguresView>,
  /** What was wrong with drafts, in the owner's opinion, the most frequent first. */
  faults: Array<FaultCount>,
};
/** Why there is no draft. */
export type DraftGap = "nothing_open" | "only_files" | "spam" | "unsure" | "blocked" | "off";
/** A drafted reply. */
export type DraftId = number;
/** Something that was looked through for a draft. */
export type DraftLooked = {
  /** What it is. */
  kind: DraftSourceKind,
  /** How many there were. */
  found: number,
};
/** A draft to be made now. */
export type DraftMake = {
  /** The chat. */
  chat: ChatId,
  /** The draft there is, in another form. */
  variant?: DraftVariant | null,
  /** The language to translate into. */
  language?: Language | null,
  /** `true` asks no model though one is set up. */
  embedded?: boolean | null,
  /** `false` answers at once and tells of progress through [`DraftView::making`]. */
  wait?: boolean | null,
};
/** Who drafted: the program itself, or a model of a provider. On every border it is one word. */
export type DraftMaker = BuiltIn | ProviderKind;
/** A draft being written. */
export type DraftMaking = {
  /** The reply as far as it is there; unchecked, not to be sent. */
  text: string,
  /** Since when. */
  since_ms: AtMs,
};
/** How the shop speaks. */
export type DraftManner = "neutral" | "warm" | "formal";
/** What is being written in a chat's composer. */
export type DraftMode = "reply" | "note";
/** What became of a draft. */
export type DraftOutcome = {
  /** The draft. */
  draft: DraftId,
  /** What was done with it; the program itself notes what was sent. */
  fate?: DraftFate | null,
  /** What the owner made of it, where it was edited. */
  text?: string | null,
  /** 1 or -1; 0 takes it back. */
  thumb?: number | null,
  /** Why. */
  fault?: DraftFault | null,
};
/** A text being written. */
export type DraftSet = {
  /** The chat. */
  chat: ChatId,
  /** The text; empty forgets the draft. */
  text: string,
  /** What it is; a reply by default. */
  mode?: DraftMode | null,
  /** The buyer's newest message when it was begun; kept where it is not told again. */
  seen?: MessageId | null,
  /** The message it answers. */
  reply_to?: MessageId | null,
};
/** Something a draft stands on. */
export type DraftSource = {
  /** What it is. */
  kind: DraftSourceKind,
  /** Which one: a row, or the name of a field. */
  id: string,
  /** A few words; untrusted. */
  title: string,
  /** What was taken from it, without anything of another buyer; untrusted. */
  excerpt: string,
  /** When it was written or asked for. */
  at_ms?: AtMs | null,
  /** The chat it stands in. */
  chat?: ChatId | null,
  /** The message it is. */
  message?: MessageId | null,
};
/** What a draft stands on. */
export type DraftSourceKind = "past_reply" | "canned" | "shipped" | "snippet" | "order" | "item" | "message";
/** How sure a draft is, in words. Ordered. */
export type DraftSureness = "unsure" | "check" | "sure";
/** Another form of a draft. */
export type DraftVariant = "shorter" | "warmer" | "formal" | "translate";
/** The drafted reply of a chat. While one is being written, `making` holds what there is of it: this operation is stale (tag `ai_drafts`) with each piece. */
export type DraftView = {
  /** The chat. */
  chat: ChatId,
  /** The draft; none before the first was made. */
  draft?: DraftId | null,
  /** The text; none where none was made. */
  text?: string | null,
  /** Why there is none; beside a stale text, why there is no newer one. */
  reason?: DraftGap | null,
  /** The buyer's language. */
  language?: Language | null,
  /** How the buyer feels. */
  sentiment?: Sentiment | null,
  /** What the buyer wants, the main thing first. */
  categories: Array<Intent>,
  /** How soon somebody must look. */
  urgency?: Urgency | null,
  /** How surely it fits, from 0 to 1; the panel shows the word, the figure on demand. */
  confidence: number,
  /** The same as a word. */
  sure: DraftSureness,
  /** Who drafted it: the program itself, or a model of a provider. */
  provider: DraftMaker,
  /** The model. */
  model?: string | null,
  /** What it cost, in the currency's units. */
  cost: number,
  /** The currency of the cost. */
  currency?: ModelCurrency | null,
  /** Counted and priced; otherwise an estimate upwards. */
  cost_exact: boolean,
  /** How long it took, in milliseconds. */
  took_ms: number,
  /** What it stands on, in the order of its citations. */
  sources: Array<DraftSource>,
  /** What was looked through for it, used or not; empty where there was nothing, none of a time when that was not kept. */
  looked?: Array<DraftLooked> | null,
  /** What the owner should look at before sending. */
  findings: Array<GuardFinding>,
  /** The owner's habits that it follows. */
  habits: Array<HabitId>,
  /** Drafts that the guard stopped before this one. */
  blocked: number,
  /** The rules that stopped them, in the owner's language; none of a time when they were not kept. */
  stopped: Array<string>,
  /** The form that was asked for. */
  variant?: DraftVariant | null,
  /** The text before that form was asked for, while there is a way back to it (`draft_back`). */
  former?: string | null,
  /** The newest message of the chat that it knows of; beside a stale text, the newest that was looked at. */
  seen?: MessageId | null,
  /** The buyer has written since: the text answers what was written before that. */
  stale: boolean,
  /** A model is at a newer one, or will be asked for it by itself; told of a stale text alone. */
  coming: boolean,
  /** When it was made. */
  analyzed_at_ms?: AtMs | null,
  /** What became of it. */
  outcome?: DraftFate | null,
  /** The owner's thumb: 1 or -1. */
  thumb?: number | null,
  /** Why it points down. */
  fault?: DraftFault | null,
  /** One is being written. */
  making?: DraftMaking | null,
  /** Why a model did not draft it although one is set up. */
  model_failed?: ErrorCode | null,
};
/** A draft that became a reply. */
export type DraftedBy = {
  /** Who made it. */
  maker: DraftMaker,
  /** Whether the owner changed it before it left. */
  edited: boolean,
};
/** Everything that can be told to the owner, one code per sentence. The words are in `locales/*∕errors.ftl` under `error-<code with dashes>`; a test demands all five languages. */
export type ErrorCode = "invalid_request" | "unknown_operation" | "unknown_channel" | "not_built" | "invalid_utf8" | "token_empty" | "token_malformed" | "token_expired" | "token_rejected" | "token_missing_right" | "token_base" | "token_missing" | "address_invalid" | "address_not_allowed" | "duplicate_account" | "token_other_shop" | "unreachable" | "certificate_untrusted" | "timed_out" | "rate_limited" | "channel_failed" | "channel_refused" | "answer_unreadable" | "answer_too_large" | "reply_token_refused" | "account_not_found" | "account_needs_owner" | "account_paused" | "chat_not_found" | "outbox_not_found" | "message_not_found" | "buyer_wrote_again" | "send_time_not_understood" | "note_not_found" | "label_not_found" | "label_taken" | "view_not_found" | "name_unusable" | "too_many_chats" | "nothing_to_undo" | "snooze_not_understood" | "attachment_not_found" | "draft_not_found" | "habit_not_found" | "canned_not_found" | "canned_shortcut_taken" | "guard_rule_empty" | "guard_rule_too_short" | "guard_rule_too_long" | "guard_blocked" | "guard_warned" | "snippet_not_found" | "text_empty" | "text_too_long" | "state_conflict" | "unconfirmed" | "too_many_attempts" | "file_pending" | "file_blocked" | "not_supported" | "reply_window_over" | "plan_too_low" | "client_id_invalid" | "file_empty" | "file_too_large" | "file_kind" | "data_in_use" | "answer_lost" | "data_newer" | "data_corrupt" | "data_read_only" | "backup_passphrase_short" | "backup_passphrase_wrong" | "backup_passphrase_missing" | "backup_not_found" | "backup_unknown" | "backup_damaged" | "backup_newer" | "backup_folder" | "backup_target_used" | "backup_restored" | "backup_laid" | "export_nothing" | "export_folder" | "pack_unknown" | "pack_damaged" | "import_not_found" | "import_unknown" | "import_newer" | "import_too_large" | "import_columns" | "import_busy" | "import_gone" | "archive_only" | "disk_full" | "storage_failed" | "keychain_missing" | "keychain_locked" | "keychain_failed" | "demo_unavailable" | "provider_not_found" | "model_key_missing" | "model_key_rejected" | "model_setup_incomplete" | "model_certificate" | "model_region" | "model_rate_limited" | "model_no_money" | "model_unreachable" | "model_unavailable" | "model_timed_out" | "model_empty" | "model_cut" | "model_malformed" | "model_endless" | "model_unknown" | "model_context_too_long" | "model_declined" | "model_refused" | "model_budget_reached" | "model_none" | "model_none_local" | "model_stopped" | "model_login_failed" | "shutting_down" | "internal";
/** The form of an export. */
export type ExportForm = "html" | "json" | "csv" | "pack";
/** Chats to be exported: named by `chats`, `all` of a list, or found by a `query`. */
export type ExportStart = {
  /** These chats, 10,000 at most. */
  chats?: Array<ChatId> | null,
  /** Every chat of a list, 50,000 at most. */
  all?: ChatFilter | null,
  /** The chats that a search finds; of very many hits the newest 1,000. */
  query?: string | null,
  /** The form; a dispute pack is of one chat. */
  form: ExportForm,
  /** The folder; without one, where downloads are kept. */
  folder?: string | null,
  /** The language of a page; the owner's without one. */
  locale?: string | null,
};
/** An export: how far it is, and what came of it. */
export type ExportView = {
  /** Its number. */
  run: number,
  /** The form. */
  form: ExportForm,
  /** How it stands. */
  state: TransferState,
  /** Chats written. */
  chats: number,
  /** Chats to write. */
  chats_in_all: number,
  /** Messages written. */
  messages: number,
  /** The search had more hits than were taken. */
  capped: boolean,
  /** Where the file lies, once done. */
  path?: string | null,
  /** Its size, once done. */
  bytes: number,
  /** Of a dispute pack: the SHA-256 of its manifest, which names that of every file. */
  manifest_sha256?: string | null,
  /** Of a dispute pack: files of messages that nobody had looked at, fetched for it so far. */
  files_fetched: number,
  /** Files of messages that could not be put in; the pack says why. */
  files_missing: number,
  /** Why it failed. */
  problem?: ErrorCode | null,
};
/** A reason and how often it was given. */
export type FaultCount = {
  /** The reason. */
  fault: DraftFault,
  /** How often. */
  count: number,
};
/** The form of a file of figures. */
export type FileForm = "csv" | "json";
/** How many waits of a group of the histogram there are. */
export type Group = {
  /** Ended with a reply. */
  answered: number,
  /** Closed without a reply. */
  closed: number,
  /** Still open, by the time waited so far. */
  open: number,
};
/** A text to be looked at by the guard. */
export type GuardAsk = {
  /** The text. */
  text: string,
  /** The chat it is for: its channel, its buyer's language and message. */
  chat?: ChatId | null,
  /** The channel, without a chat. */
  channel?: ChannelKind | null,
  /** The language it must have, without a chat. */
  language?: Language | null,
  /** Who writes; a person by default. */
  writer?: GuardWriter | null,
};
/** Something that should not stand there. */
export type GuardFinding = {
  /** The rule. */
  rule: string,
  /** How serious. */
  level: GuardVerdict,
  /** First character, in Unicode scalar values. */
  start: number,
  /** One past the last. */
  end: number,
  /** Why, in the owner's language. */
  reason: string,
  /** What could stand there, in the buyer's language. */
  rewrite?: GuardRewrite | null,
};
/** What could stand in place of something. */
export type GuardRewrite = {
  /** First character that goes. */
  start: number,
  /** One past the last. */
  end: number,
  /** What comes; empty: nothing. */
  text: string,
};
/** One rule of the owner. */
export type GuardRuleRef = {
  /** Its id. */
  id: string,
};
/** A rule of the owner: words that should not stand in a reply, and why. */
export type GuardRuleView = {
  /** Its id; empty for a new one. */
  id: string,
  /** Phrases, one of which is enough. */
  phrases: Array<string>,
  /** Why, in the owner's words; shown where the rule is broken. */
  reason: string,
  /** A reply with these words does not leave; otherwise the owner is only warned. */
  blocks: boolean,
  /** A "not" before the words lets them pass. */
  negation_passes: boolean,
  /** The channels it holds on; all without one. */
  channels: Array<ChannelKind>,
  /** Whose replies it concerns; everybody's without one. */
  writers: Array<GuardWriter>,
  /** The languages it holds in; all without one. */
  languages: Array<Language>,
};
/** A text against the rules there are and one that is being written. */
export type GuardTry = {
  /** The text. */
  text: string,
  /** The rule as it stands on the screen; in place of the kept one of its id. */
  rule?: GuardRuleView | null,
  /** The channel; Wildberries by default. */
  channel?: ChannelKind | null,
  /** The language the reply should have; Russian by default. */
  language?: Language | null,
  /** Who writes; a person by default. */
  writer?: GuardWriter | null,
};
/** What the guard says of a text. Ordered. */
export type GuardVerdict = "pass" | "warn" | "block";
/** What the guard says of a text. */
export type GuardView = {
  /** The worst of it. */
  verdict: GuardVerdict,
  /** What it found, by place. */
  findings: Array<GuardFinding>,
};
/** Who writes a reply. */
export type GuardWriter = "human" | "assisted" | "automatic";
/** What the owner makes of a habit. */
export type HabitDecide = {
  /** The habit. */
  habit: HabitId,
  /** `on`, `off` or `rejected`; `proposed` takes a refusal back. */
  state: HabitState,
  /** The text of the snippet, where the owner changed it. */
  text?: string | null,
};
/** How drafts fared. */
export type HabitEffect = {
  /** Drafts that were sent. */
  drafts: number,
  /** Mean share of letters changed in them, from 0 to 1; none where none was sent. */
  distance?: number | null,
};
/** A habit found in the owner's edits. */
export type HabitId = number;
/** Something an owner does to drafts again and again. */
export type HabitKind = "greeting" | "sign_off" | "phrase" | "words" | "shorter" | "snippet";
/** What the owner made of a habit that was found. */
export type HabitState = "proposed" | "on" | "off" | "rejected";
/** Something the owner does to drafts again and again. */
export type HabitView = {
  /** The habit. */
  habit: HabitId,
  /** What it is. */
  kind: HabitKind,
  /** The language of the drafts. */
  language?: Language | null,
  /** What stood there; empty where something is only added. */
  was: string,
  /** What the owner makes of it; empty where it is left out. */
  becomes: string,
  /** What the buyers wanted, where that was always the same. */
  intent?: Intent | null,
  /** What the owner made of it. */
  state: HabitState,
  /** Edits it was seen in that are still here. */
  examples: number,
  /** When it was found. */
  found_at_ms: AtMs,
  /** When the owner decided. */
  decided_at_ms?: AtMs | null,
  /** The snippet it became. */
  snippet?: SnippetId | null,
  /** Drafts made with it. */
  used: number,
  /** How drafts fared that it would have changed, before it was accepted. */
  before: HabitEffect,
  /** How drafts fared that were made with it. */
  after: HabitEffect,
};
/** A channel that shows no messages of a chat. */
export type HistoryRefusedView = {
  /** Since when. */
  since_ms: AtMs,
  /** The HTTP status it answers with. */
  status: number,
};
/** Why a planned reply waits for the owner instead of leaving. */
export type Hold = "buyer_wrote" | "late";
/** The public holidays of a country, as its law names them. Days moved by a yearly decree are not known here; the owner adds them. */
export type HolidayPreset = "ru" | "hu" | "cz" | "fr";
/** The holidays of a shop. */
export type Holidays = {
  /** Countries whose holidays are kept. */
  presets: Array<HolidayPreset>,
  /** Days the owner added: "2026-12-31" or every year "12-31". */
  added: Array<string>,
  /** Days on which the shop works although a preset names them. */
  removed: Array<string>,
};
/** One hour of the week. */
export type HourOfWeek = {
  /** Messages of buyers. */
  incoming: number,
  /** Replies. */
  replies: number,
  /** Waits that began in it. */
  waits: number,
  /** Of those, late. */
  late: number,
};
/** A piece of a file that the window hands over: the first without `upload`. */
export type ImportChunk = {
  /** The file that goes on. */
  upload?: string | null,
  /** The bytes. */
  base64: string,
};
/** What a column of a table holds. */
export type ImportColumn = "time" | "time_utc" | "author" | "text" | "chat" | "customer" | "order" | "item" | "message" | "files" | "channel" | "kind";
/** A column of a table. */
export type ImportColumnView = {
  /** Its heading; untrusted, as its samples. */
  heading: string,
  /** What it seems to hold; nothing where that is not clear. */
  means?: ImportColumn | null,
  /** What stands in its first rows. */
  samples: Array<string>,
};
/** An import there was, and what it added. */
export type ImportDone = {
  /** The import. */
  import: ImportId,
  /** Where it went. */
  account: AccountId,
  /** When. */
  at_ms: AtMs,
  /** The file's name; untrusted. */
  name: string,
  /** It came to its end; one that did not can be done again or taken back. */
  whole: boolean,
  /** Chats it added. */
  chats: number,
  /** Messages it added. */
  messages: number,
  /** Messages it found here. */
  known: number,
  /** Lines it left out. */
  refused: number,
};
/** Why a line was left out. */
export type ImportFault = "not_utf8" | "too_long" | "quote_open" | "not_a_record" | "few_cells" | "no_time" | "time_unclear" | "time_impossible" | "no_author" | "author_unknown" | "no_chat" | "chat_unknown" | "other_channel" | "empty" | "cut";
/** A line that was left out. */
export type ImportFaultAt = {
  /** Its number in the file, from 1. */
  line: number,
  /** Why. */
  fault: ImportFault,
};
/** The file of an import: a path of this machine, or a file that was handed over. */
export type ImportFile = {
  /** The path. */
  path?: string | null,
  /** What was handed over. */
  upload?: string | null,
  /** Its own name, for a file that was handed over. */
  name?: string | null,
};
/** What kind of file it is. */
export type ImportForm = "json" | "own_csv" | "csv";
/** An import of history from a file. */
export type ImportId = number;
/** What a file is, before anything of it is taken. */
export type ImportLooked = {
  /** What kind of file. */
  form: ImportForm,
  /** Its name. */
  name: string,
  /** Its size. */
  bytes: number,
  /** The channel and the shop of its first chat, where the file says. */
  channel?: ChannelKind | null,
  /** The shop. */
  shop?: string | null,
  /** The columns of a table. */
  columns: Array<ImportColumnView>,
  /** What a table cannot do without and does not have. */
  missing: Array<ImportColumn>,
  /** The zone in which times without one are read. */
  zone: string,
};
/** An import there was. */
export type ImportRef = {
  /** The import. */
  import: ImportId,
};
/** An import to be tried or done. */
export type ImportStart = {
  /** The file. */
  file: ImportFile,
  /** Where it goes. */
  target: ImportTarget,
  /** What each column holds; without it as guessed. */
  columns?: Array<ImportColumn | null> | null,
  /** The zone of times without one; the shop's without it. */
  zone?: string | null,
  /** Only look what it would do. */
  dry_run: boolean,
};
/** Where history goes. */
export type ImportTarget = { "account": AccountId } | { "archive": string };
/** A file that is being handed over. */
export type ImportUpload = {
  /** Its name here. */
  upload: string,
  /** How much of it is here, in bytes. */
  bytes: number,
};
/** An import, a trial or the way back of one: how far it is, and what came of it. */
export type ImportView = {
  /** Its number. */
  run: number,
  /** Nothing is stored. */
  dry_run: boolean,
  /** It takes an import back; `messages_new` are those removed. */
  undo: boolean,
  /** How it stands. */
  state: TransferState,
  /** Read of the file, in bytes. */
  bytes: number,
  /** Its size. */
  bytes_in_all: number,
  /** Chats that are not here yet. */
  chats_new: number,
  /** Chats that are. */
  chats_known: number,
  /** Messages that are not here yet. */
  messages_new: number,
  /** Messages that are. */
  messages_known: number,
  /** Lines left out. */
  refused: number,
  /** The first hundred of them. */
  faults: Array<ImportFaultAt>,
  /** Where it went. */
  account?: AccountId | null,
  /** What was stored, to be taken back by this. */
  import?: ImportId | null,
  /** Why it failed. */
  problem?: ErrorCode | null,
};
/** What the shop must do to close the chat. */
export type Intent = "abuse_spam" | "cancel_change_order" | "billing_invoice" | "return_refund" | "defect_complaint" | "wrong_item" | "delivery_delay" | "order_status" | "technical_problem" | "recommendation" | "product_question" | "availability_price" | "human_request" | "praise_thanks" | "greeting_smalltalk";
/** An item as the marketplace shows it now. */
export type ItemFactsView = {
  /** The marketplace's article number. */
  remote_id: string,
  /** Its title; untrusted. */
  title?: string | null,
  /** Present price, in minor units. */
  price_minor?: number | null,
  /** ISO 4217 letters. */
  currency?: string | null,
  /** Whether [`item_picture`] has something to show. */
  picture: boolean,
  /** Its page at the marketplace. */
  url?: string | null,
  /** Pieces in stock. */
  stock?: number | null,
  /** When this was asked. */
  asked_at_ms: AtMs,
};
/** The item (and order) of a chat. */
export type ItemView = {
  /** The marketplace's article number. */
  remote_id?: string | null,
  /** Its title; untrusted. */
  title?: string | null,
  /** The order. */
  order_id?: string | null,
  /** What the buyer paid, in minor units. */
  price_minor?: number | null,
  /** ISO 4217 letters. */
  currency?: string | null,
  /** Size or variant. */
  size?: string | null,
};
/** The keys of one command of the window, as the owner chose them. */
export type KeyChoice = {
  /** The command's name in the window; names the window does not know are left in peace. */
  command: string,
  /** Its keys, such as `Mod+Shift+j` or `g w`; none where the owner wants none. */
  keys: Array<string>,
};
/** A label to be made. */
export type LabelAdd = {
  /** Its name, up to 40 characters; no other label may read alike. */
  name: string,
  /** Its colour, 0 to 7; the next one by default. */
  colour?: number | null,
};
/** A label that the owner made. */
export type LabelId = number;
/** What changes about a label; what is absent stays. */
export type LabelPatch = {
  /** The label. */
  label: LabelId,
  /** Its name. */
  name?: string | null,
  /** Its colour, 0 to 7. */
  colour?: number | null,
};
/** One label. */
export type LabelRef = {
  /** The label. */
  label: LabelId,
};
/** A label. */
export type LabelView = {
  /** The label. */
  label: LabelId,
  /** Its name. */
  name: string,
  /** Its colour: a place in the palette, 0 to 7. */
  colour: number,
};
/** The language of the words, whatever the alphabet. */
export type Language = "ru" | "en" | "hu" | "cs" | "fr";
/** The newest message of a chat. */
export type LastMessage = {
  /** Who wrote it. */
  author: Author,
  /** Its beginning; untrusted. */
  text: string,
  /** When. */
  sent_at_ms: AtMs,
  /** How many files it has. */
  attachments: number,
};
/** What was sent to a model: figures and kinds of facts, never a text. */
export type LedgerCall = {
  /** The call. */
  call: number,
  /** When it left. */
  at_ms: AtMs,
  /** The provider; nothing once it was removed. */
  provider?: ProviderId | null,
  /** Its kind. */
  kind: ProviderKind,
  /** The model. */
  model: string,
  /** It stayed on this machine. */
  local: boolean,
  /** The chat it was about; nothing once it is gone. */
  chat?: ChatId | null,
  /** What for. */
  purpose: ModelPurpose,
  /** Kinds of facts in it. */
  fields: Array<ModelField>,
  /** Bytes that left. */
  bytes_out: number,
  /** Bytes that came. */
  bytes_in: number,
  /** Tokens of the question. */
  tokens_in: number,
  /** Tokens of the answer. */
  tokens_out: number,
  /** What it cost, in millionths of the currency. */
  cost_micros: number,
  /** The currency. */
  currency: ModelCurrency,
  /** Counted and priced; otherwise an estimate upwards. */
  cost_exact: boolean,
  /** Why there was no answer. */
  problem?: ErrorCode | null,
  /** It is under way, or the program ended meanwhile. */
  open: boolean,
  /** Until the end, in milliseconds. */
  took_ms: number,
  /** Until the first text, in milliseconds. */
  first_token_ms?: number | null,
};
/** A page of the ledger, newest first. */
export type LedgerPage = {
  /** The calls. */
  calls: Array<LedgerCall>,
  /** Where the next page begins. */
  next?: number | null,
};
/** Which part of the ledger. */
export type LedgerQuery = {
  /** Calls before this one. */
  before?: number | null,
  /** How many; 50 by default, 200 at most. */
  limit?: number | null,
};
/** A length of time. */
export type Length = {
  /** Milliseconds. */
  ms: number,
  /** It is at least so long: too few have been answered to say more. */
  at_least: boolean,
};
/** A login to begin. */
export type LoginBegin = {
  /** A simulator's address on this machine, for tests. */
  base_url?: string | null,
};
/** Where the browser is sent. */
export type LoginStarted = {
  /** The address. */
  url: string,
};
/** How often looked-up facts were at hand since the program started. */
export type LookupUse = {
  /** Answered from this machine and fresh. */
  hits: number,
  /** Asked for at the marketplace. */
  misses: number,
};
/** What became of the drafts of one maker. */
export type MakerFiguresView = {
  /** Who drafted. */
  maker: DraftMaker,
  /** The model. */
  model?: string | null,
  /** Drafts with a text. */
  made: number,
  /** Put into the composer, nothing known of them since. */
  inserted: number,
  /** Sent as they were. */
  sent: number,
  /** Sent with changes. */
  edited: number,
  /** Something else was sent. */
  ignored: number,
  /** Share of those decided about that were sent, as they were or edited, from 0 to 1; none where none was. */
  accepted?: number | null,
  /** Mean share of letters changed in those that were sent, from 0 to 1; none where none was. */
  distance?: number | null,
  /** Texts that the guard stopped before these. */
  stopped: number,
  /** Mean cost of an answer, in the currency's units. */
  cost: number,
  /** The currency. */
  currency?: ModelCurrency | null,
  /** Mean time of an answer, in milliseconds. */
  took_ms: number,
  /** Thumbs up. */
  up: number,
  /** Thumbs down. */
  down: number,
};
/** A message: `sent_at_ms * 1024 + n`, so that row order is time order and the number stays below 2^53, safe in JavaScript. See [`MessageId::first_at`]. */
export type MessageId = number;
/** What can be shown of a message. */
export type MessageKind = "text" | "unsupported" | "deleted" | "call" | "location" | "item" | "link";
/** A page of messages, oldest first, with the replies under way at the end of the newest page. */
export type MessagePage = {
  /** The messages. */
  messages: Array<MessageView>,
  /** Whether older ones exist. */
  older: boolean,
  /** Whether newer ones exist. */
  newer: boolean,
  /** Replies that are not a message yet: queued, sending, in doubt, failed. Oldest first. Only on the newest page. */
  outbox: Array<OutboxView>,
};
/** What a message came as. */
export type MessageRaw = {
  /** Letter by letter; untrusted. `None` where it was not kept, because all of it was understood. */
  text?: string | null,
  /** Whether it is longer than this. */
  cut: boolean,
};
/** One message. */
export type MessageRef = {
  /** The message. */
  message: MessageId,
};
/** One message. */
export type MessageView = {
  /** The message. */
  message: MessageId,
  /** The marketplace's id; `None` for a reply whose echo was not seen yet. */
  remote_id?: string | null,
  /** Who wrote it. */
  author: Author,
  /** What can be shown of it. */
  kind: MessageKind,
  /** The whole text; untrusted. */
  text: string,
  /** When. */
  sent_at_ms: AtMs,
  /** The reply it came from, if it left from here. */
  outbox?: OutboxId | null,
  /** Whether the other side has read it, where the channel tells. */
  read?: boolean | null,
  /** Its first text, where it was edited or deleted later; untrusted. */
  text_before?: string | null,
  /** Whether something in it was not understood, so that what it came as is kept (`message_raw`). */
  has_raw: boolean,
  /** The message it answers, where the owner named one. */
  answers?: QuoteView | null,
  /** The moment the owner planned it for. */
  planned_at_ms?: AtMs | null,
  /** The draft that the owner sent as this. */
  drafted?: DraftedBy | null,
  /** Its files. */
  attachments: Array<AttachmentView>,
};
/** Which messages of a chat. */
export type MessagesQuery = {
  /** The chat. */
  chat: ChatId,
  /** Older than this message. */
  before?: MessageId | null,
  /** Newer than this message; excludes `before`. */
  after?: MessageId | null,
  /** At most so many (50 by default, 200 at most). */
  limit?: number | null,
};
/** All figures of a period. */
export type Metrics = {
  /** Chats in which anything of it happened. */
  chats: number,
  /** The first wait of each chat. */
  first: Waits,
  /** Every wait. */
  every: Waits,
  /** Who waits now, whenever that began. */
  open_now: OpenNow,
  /** What was written and done. */
  volume: Volume,
  /** By weekday, Monday first, and hour, on the shops' clocks. */
  hours: Array<Array<HourOfWeek>>,
  /** By day; days without anything are left out. */
  days: Array<DayVolume>,
  /** By shop. */
  shops: Array<ShopMetrics>,
};
/** Figures to be kept as a file. */
export type MetricsExport = {
  /** Which. */
  query: MetricsQuery,
  /** The form of the file. */
  form: FileForm,
};
/** Which figures. */
export type MetricsQuery = {
  /** Only this shop's. */
  account?: AccountId | null,
  /** The last days with today, on the shop's clock; 30 by default. */
  days?: number | null,
  /** Instead of days: from this moment. */
  from_ms?: AtMs | null,
  /** Instead of days: up to this moment; now by default. */
  to_ms?: AtMs | null,
};
/** The figures, and what they cover. */
export type MetricsView = {
  /** The shop they are about; all shops without one. */
  account?: AccountId | null,
  /** The first moment looked at. */
  from_ms: AtMs,
  /** The first moment after it. */
  to_ms: AtMs,
  /** When they were counted. */
  at_ms: AtMs,
  /** How long that took, in milliseconds. */
  took_ms: number,
  /** The oldest message known; nothing can be said of the time before it. */
  known_since_ms?: AtMs | null,
  /** Shops whose history is still being fetched or has not been fetched yet. */
  incomplete: Array<AccountId>,
  /** The figures. */
  metrics: Metrics,
};
/** What may be spent in a currency and what was, in its millionths. A call under way counts at its worst. */
export type ModelBudget = {
  /** The currency. */
  currency: ModelCurrency,
  /** Most a day. */
  day_micros: number,
  /** Most a month. */
  month_micros: number,
  /** Spent today, in the shop's zone. */
  day_spent_micros: number,
  /** Spent this month. */
  month_spent_micros: number,
};
/** What may be spent in a currency, in its millionths. */
export type ModelBudgetSet = {
  /** The currency. */
  currency: ModelCurrency,
  /** Most a day. */
  day_micros: number,
  /** Most a month. */
  month_micros: number,
};
/** In what a provider bills. There is no exchange: each has a budget of its own. */
export type ModelCurrency = "usd" | "rub";
/** A kind of facts that went into a question. The ledger keeps kinds, never contents. */
export type ModelField = "buyer_messages" | "own_replies" | "item" | "order" | "tone" | "snippets" | "owner_text";
/** A model as its provider lists it. */
export type ModelListed = {
  /** What is sent to choose it. */
  id: string,
  /** What it is called. */
  name: string,
  /** What it costs, where the list tells. */
  price?: ModelPrice | null,
  /** Most tokens of question and answer, where the list tells. */
  context?: number | null,
};
/** A login in the browser. */
export type ModelLogin = {
  /** It waits for the browser. */
  waiting: boolean,
  /** Why it failed. */
  problem?: ErrorCode | null,
  /** The provider it made. */
  provider?: ProviderId | null,
};
/** What a model costs: millionths of its provider's currency for a million tokens. */
export type ModelPrice = {
  /** Tokens of question. */
  input_micros: number,
  /** Tokens of answer. */
  output_micros: number,
};
/** What a model is asked for. */
export type ModelPurpose = "draft" | "analysis" | "rewrite" | "translation" | "summary" | "check";
/** What changes about all models together; what is absent stays. */
export type ModelsPatch = {
  /** Only models on this machine may be asked. */
  local_only?: boolean | null,
  /** Budgets of these currencies. */
  budgets?: Array<ModelBudgetSet> | null,
};
/** Everything the page of models shows, apart from the ledger. */
export type ModelsView = {
  /** The owner's providers, in the order they are asked. */
  providers: Array<ProviderView>,
  /** What can be added. */
  profiles: Array<ProviderProfile>,
  /** Only models on this machine may be asked. */
  local_only: boolean,
  /** What may be spent and what was, for each currency there is. */
  budgets: Array<ModelBudget>,
  /** A login in the browser that waits, or how the last one ended. */
  login?: ModelLogin | null,
};
/** One of the owner's own texts that lies near to what the buyer asks. */
export type NearReply = {
  /** The text as it would stand in the chat. */
  text: string,
  /** Where it is from; nothing of another buyer. */
  source: DraftSource,
};
/** A note to be kept. */
export type NoteAdd = {
  /** The chat it stands beside. */
  chat: ChatId,
  /** The text. */
  text: string,
  /** Made when the note was begun: a second request with the same key is the same note. */
  client_key?: string | null,
};
/** Another text for a note. */
export type NoteEdit = {
  /** The note. */
  note: NoteId,
  /** The text. */
  text: string,
};
/** A private note of the owner beside a chat. */
export type NoteId = number;
/** One note. */
export type NoteRef = {
  /** The note. */
  note: NoteId,
};
/** A private note of the owner beside a chat. */
export type NoteView = {
  /** The note. */
  note: NoteId,
  /** Its chat. */
  chat: ChatId,
  /** Its text, the owner's own. */
  text: string,
  /** When it was written. */
  written_at_ms: AtMs,
  /** When it was last changed, if it was. */
  edited_at_ms?: AtMs | null,
};
/** A request without contents. */
export type Nothing = Record<string, never>;
/** Which chats call their owner; the others only raise the count. */
export type NoticeLevel = "nothing" | "urgent" | "high" | "all";
/** What off hours do to a deadline (design 5). */
export type OffHours = "raise" | "pause" | "ignore";
/** Why a moment is off. */
export type OffReason = "hours" | "day_off" | "holiday";
/** Waits on one clock. */
export type OnClock = {
  /** Half of the buyers had a reply within it. */
  median: Length | null,
  /** Nine of ten had. */
  p90: Length | null,
  /** How many waited how long: up to 1, 4, 8, 24 hours, and longer. */
  groups: Array<Group>,
};
/** Who waits at this moment. */
export type OpenNow = {
  /** How many buyers. */
  count: number,
  /** Of those, past their deadline. */
  late: number,
  /** Since when the longest has waited. */
  oldest: AtMs | null,
  /** How long that is in working time, in milliseconds. */
  oldest_working_ms: number,
};
/** One position of an order. */
export type OrderLineView = {
  /** Title; untrusted. */
  title: string,
  /** Pieces. */
  pieces: number,
};
/** Where an order stands, in words common to all channels. Nothing told is `unknown`. */
export type OrderState = "unknown" | "placed" | "packing" | "on_the_way" | "at_pickup" | "delivered" | "returning" | "returned" | "cancelled";
/** An order as the marketplace tells it. */
export type OrderView = {
  /** The marketplace's number. */
  remote_id: string,
  /** Where it stands. */
  state: OrderState,
  /** The marketplace's own word; untrusted. */
  state_word?: string | null,
  /** When it was placed. */
  placed_at_ms?: AtMs | null,
  /** Until when it shall be delivered. */
  due_at_ms?: AtMs | null,
  /** When it was delivered. */
  delivered_at_ms?: AtMs | null,
  /** What it costs, in minor units. */
  total_minor?: number | null,
  /** ISO 4217 letters. */
  currency?: string | null,
  /** Tracking number; untrusted. */
  tracking?: string | null,
  /** What was ordered. */
  lines: Array<OrderLineView>,
  /** When this was asked. */
  asked_at_ms: AtMs,
};
/** A reply on its way out. */
export type OutboxId = number;
/** Which replies. */
export type OutboxQuery = {
  /** Only in this state. */
  state?: OutboxState | null,
  /** Only of this chat. */
  chat?: ChatId | null,
  /** At most so many (100 by default, 1,000 at most). */
  limit?: number | null,
  /** Only planned ones that wait for the owner's word. */
  held?: boolean | null,
};
/** One reply. */
export type OutboxRef = {
  /** The reply. */
  outbox: OutboxId,
};
/** Where a reply stands. */
export type OutboxState = "queued" | "sending" | "sent" | "unconfirmed" | "failed" | "cancelled";
/** A reply on its way. */
export type OutboxView = {
  /** The reply. */
  outbox: OutboxId,
  /** Its chat. */
  chat: ChatId,
  /** Where it stands. */
  state: OutboxState,
  /** Its text. */
  text: string,
  /** Attempts begun. */
  attempts: number,
  /** Why it waits, failed or is in doubt. */
  reason?: ErrorCode | null,
  /** The marketplace's id, once known. */
  remote_id?: string | null,
  /** When the owner sent it. */
  queued_at_ms: AtMs,
  /** Not before this moment (undo, back-off). */
  next_at_ms: AtMs,
  /** In doubt and waiting for the owner: the feed could not decide. */
  needs_owner: boolean,
  /** Since when it is in doubt, while it is. */
  unconfirmed_at_ms?: AtMs | null,
  /** The moment the owner planned it for. */
  planned_at_ms?: AtMs | null,
  /** Why a planned one waits for the owner's word. */
  held?: Hold | null,
  /** The buyer's newest message when the owner last looked at it. */
  seen?: MessageId | null,
  /** The message it answers. */
  answers?: QuoteView | null,
  /** What stands in the composer after it was taken back; only in that answer. */
  draft?: string | null,
  /** The file it is, if it is one. */
  file?: UploadView | null,
};
/** A warning of the guard under which a reply was sent off nevertheless. */
export type OverrideView = {
  /** The reply. */
  outbox: OutboxId,
  /** The rule. */
  rule: string,
  /** Why it warned, in the owner's language. */
  reason: string,
  /** First character of the place in the reply, in Unicode scalar values. */
  start: number,
  /** One past the last. */
  end: number,
  /** Whose words they were. */
  writer: GuardWriter,
  /** Who sent them nevertheless. */
  who: string,
  /** When. */
  at_ms: AtMs,
};
/** Two chats that are two buyers'. */
export type PeopleApart = {
  /** The chat. */
  chat: ChatId,
  /** The other one. */
  other: ChatId,
};
/** Chats that are one buyer's. */
export type PeopleJoin = {
  /** The chats, two or more; whoever they belonged to comes along. */
  chats: Array<ChatId>,
};
/** One reason. */
export type PersonBecause = {
  /** What is the same. */
  reason: PersonReason,
  /** The last digits of the phone, or the order. */
  value?: string | null,
};
/** A chat of a person. */
export type PersonChat = {
  /** The chat as lists show it. */
  row: ChatRow,
  /** It joined by itself: a later chat of the same buyer of the same account. */
  by_itself: boolean,
};
/** A buyer who has several chats; the owner said that they are one. */
export type PersonId = number;
/** Whose chat it is. */
export type PersonOf = {
  /** The chat. Not called `chat`: the answer is about others too, and follows their changes. */
  of: ChatId,
};
/** What speaks for two chats being with one buyer. */
export type PersonReason = "buyer" | "phone" | "order" | "name";
/** A chat that may be the same buyer's. */
export type PersonSuggestion = {
  /** The chat as lists show it. */
  row: ChatRow,
  /** How much speaks for it. */
  sureness: PersonSureness,
  /** What speaks for it, the strongest first. */
  reasons: Array<PersonBecause>,
};
/** How much it says. */
export type PersonSureness = "possible" | "likely";
/** A buyer with several chats, by the owner's word. */
export type PersonView = {
  /** The person; none while the chat stands alone. */
  person?: PersonId | null,
  /** All chats, that one too, the newest words first; empty while it stands alone. */
  chats: Array<PersonChat>,
};
/** How soon a chat must be answered, by the shop's rules. Ordered. */
export type Priority = "low" | "normal" | "high" | "urgent";
/** A failure with what is needed to word it. */
export type Problem = {
  /** The code. */
  code: ErrorCode,
  /** The marketplace's own words or ours; untrusted text. */
  detail: string,
  /** HTTP status, if an answer came. */
  status?: number | null,
  /** When the next attempt follows by itself. */
  retry_at_ms?: AtMs | null,
  /** The right that is missing, by the marketplace's own name. */
  missing_right?: string | null,
};
/** What a try told. */
export type ProviderCheck = {
  /** It answered. */
  ok: boolean,
  /** Why it did not. */
  problem?: ErrorCode | null,
  /** The model that answered, as the provider named it; nothing where only the key was tried. */
  model?: string | null,
  /** How many models it offers, where only the key was tried. */
  models?: number | null,
  /** Until the end of the answer, in milliseconds. */
  took_ms: number,
  /** Until its first text, in milliseconds. */
  first_token_ms?: number | null,
};
/** A provider of language models that the owner set up. */
export type ProviderId = number;
/** Who serves a model. What is particular to each is a profile in `pult-assist`. */
export type ProviderKind = "deepseek" | "openrouter" | "openai" | "anthropic" | "yandex_gpt" | "gigachat" | "ollama" | "lm_studio" | "llama_cpp" | "compatible";
/** A provider's place in the order. */
export type ProviderMove = {
  /** The provider. */
  provider: ProviderId,
  /** Its place from now on, from 0. */
  to: number,
};
/** A kind of provider that can be added. */
export type ProviderProfile = {
  /** The kind. */
  kind: ProviderKind,
  /** Its name, as it writes it. */
  name: string,
  /** Its usual address; empty where only the owner knows it. */
  base_url: string,
  /** `this_computer`, `russia`, `abroad`, `abroad_closed` or `own`. */
  reach: string,
  /** It cannot be asked without a key. */
  needs_key: boolean,
  /** What it needs besides: `none`, `folder` or `scope`. */
  place: string,
  /** What it bills in. */
  currency: ModelCurrency,
  /** The page where a key is made, or the program is found. */
  keys_at: string,
  /** A login in the browser can take the place of a key. */
  login: boolean,
};
/** One provider. */
export type ProviderRef = {
  /** The provider. */
  provider: ProviderId,
};
/** A provider to be added, changed or tried. What is absent stays as it was; an empty text takes it away. */
export type ProviderSet = {
  /** A known provider; without it a new one. */
  provider?: ProviderId | null,
  /** The kind of a new one. */
  kind?: ProviderKind | null,
  /** What the owner calls it. */
  name?: string | null,
  /** The key. It goes to the keychain and never comes back. */
  key?: string | null,
  /** Another address than the kind's: https, or http on this machine. */
  base_url?: string | null,
  /** The model. */
  model?: string | null,
  /** What it needs besides the key. */
  folder?: string | null,
  /** A file with certificates trusted for it only. */
  ca_file?: string | null,
  /** What its model costs. */
  price?: ModelPrice | null,
  /** Its price is not known any more. */
  price_unknown?: boolean | null,
  /** Most tokens of question and answer; 0 for unknown. */
  context?: number | null,
  /** Whether it is asked at all. */
  enabled?: boolean | null,
};
/** A provider the owner set up. */
export type ProviderView = {
  /** The provider. */
  provider: ProviderId,
  /** Its kind. */
  kind: ProviderKind,
  /** What the owner calls it. */
  name: string,
  /** Another address than the kind's. */
  base_url?: string | null,
  /** The chosen model; empty while none is. */
  model: string,
  /** What it needs besides the key. */
  folder?: string | null,
  /** A file with certificates trusted for it only. */
  ca_file?: string | null,
  /** What its model costs, where it is known. */
  price?: ModelPrice | null,
  /** Most tokens of question and answer, where it is known. */
  context?: number | null,
  /** Whether it is asked at all. */
  enabled: boolean,
  /** Whether the keychain was given its key. */
  has_key: boolean,
  /** It is on this machine: nothing leaves. */
  local: boolean,
  /** What it bills in. */
  currency: ModelCurrency,
  /** When it was last tried. */
  checked_at_ms?: AtMs | null,
  /** Why it could not be used then. */
  problem?: ErrorCode | null,
  /** Until when it is left alone after a failure. */
  resting_until_ms?: AtMs | null,
  /** That failure. */
  resting?: ErrorCode | null,
};
/** Whose turn it is. Every chat is in exactly one queue. */
export type Queue = "waiting" | "in_progress" | "done";
/** Chats in each view. */
export type QueueCounts = {
  /** Waiting chats. */
  waiting: number,
  /** Waiting chats of urgent priority. */
  urgent: number,
  /** Chats in progress. */
  in_progress: number,
  /** Snoozed chats. */
  snoozed: number,
  /** Closed chats. */
  done: number,
  /** All chats. */
  all: number,
  /** Unread messages. */
  unread: number,
  /** Chats with something unread that are not hidden. */
  unread_chats: number,
  /** Chats with a star, closed and hidden ones too. */
  starred: number,
  /** Waiting chats for which a draft stands ready; as far as 100, among the thousand most pressing. */
  ai_drafts: number,
  /** Chats that the owner called spam, whatever their queue. */
  spam: number,
  /** Replies that wait for the owner (failed or in doubt). */
  replies_in_trouble: number,
};
/** What is left of a request limit. */
export type QuotaView = {
  /** The limit in the words of the documents. */
  name: string,
  /** Requests in the period. */
  limit: number,
  /** Requests left. */
  left: number,
  /** The period, in milliseconds. */
  period_ms: number,
};
/** A message as a reply to it shows it. */
export type QuoteView = {
  /** The message. */
  message: MessageId,
  /** Who wrote it. */
  author: Author,
  /** Its beginning; untrusted. */
  text: string,
};
/** What the start from a copy of the database did. */
export type RecoveryView = {
  /** When the copy was made; what was synced since comes again by itself. */
  copied_at_ms: AtMs,
  /** Where the damaged file and a list of unsent texts lie. */
  set_aside: string,
  /** Unsent replies found in the damaged file, and drafts and notes that the copy has not or has otherwise. */
  salvaged: number,
  /** Those of them that stand in their chats again and wait for the owner. */
  brought_back: number,
};
/** What is changed about a reply that has not begun to leave; what is absent stays. */
export type ReplyEdit = {
  /** The reply. */
  outbox: OutboxId,
  /** Other words. */
  text?: string | null,
  /** Another time as typed. */
  at?: string | null,
  /** Rules of the guard whose warnings somebody has seen and overrules; `any` stands for all. */
  despite?: Array<string> | null,
};
/** A reply to be sent. */
export type ReplySend = {
  /** The chat. */
  chat: ChatId,
  /** The text; may be empty when files go. */
  text: string,
  /** Files that leave before the text, each as a reply of its own. */
  uploads?: Array<UploadId> | null,
  /** Time to undo, in milliseconds; the setting by default. */
  undo_ms?: number | null,
  /** Made when the text was begun: a second request with the same key is the same reply. */
  client_key?: string | null,
  /** `true` answers only when the reply is sent, in doubt or failed. */
  wait?: boolean | null,
  /** Whose words these are; a person's by default, and a draft's where they are the chat's draft. */
  writer?: GuardWriter | null,
  /** Rules of the guard whose warnings somebody has seen and overrules; `any` stands for all. */
  despite?: Array<string> | null,
  /** When it shall leave, as typed; at once where nothing is. */
  at?: string | null,
  /** The message it answers, for the owner's eyes: no channel takes that with a reply. */
  reply_to?: MessageId | null,
  /** The buyer's newest message that the writer has seen; with a newer one the reply is refused. */
  seen?: MessageId | null,
  /** `true` sends it though the buyer has written since. */
  despite_news?: boolean | null,
};
/** A backup to be restored. */
export type RestoreAsk = {
  /** The file. */
  path: string,
  /** Its passphrase. */
  passphrase: string,
};
/** What came out of a backup. */
export type RestoreDone = {
  /** When it was made. */
  made_at_ms: AtMs,
  /** Chats in it. */
  chats: number,
  /** Messages in it. */
  messages: number,
  /** Files in it. */
  files: number,
  /** Replies that waited to be sent; the owner decides about them. */
  in_doubt: number,
  /** Its shops; each waits for its token. */
  shops: Array<RestoredShop>,
};
/** A shop that waits for its token. */
export type RestoredShop = {
  /** The account. */
  account: AccountId,
  /** The channel. */
  channel: ChannelKind,
  /** The owner's name for it. */
  name: string,
};
/** A rule: messages like these are as pressing as that.  All conditions that are set must hold. A rule without topics and words holds for every message that fits its other conditions ("at weekends: low"). */
export type Rule = {
  /** Never changes, so that a verdict can name its rule. The built-in ones are those of [`RuleSet::defaults`]; faces have words for them. */
  id: string,
  /** The owner's name for it; empty for a built-in rule that was not renamed. */
  name: string,
  /** Switched off, it is as if it were not there. */
  enabled: boolean,
  /** Built-in vocabularies of which one must be heard. */
  topics: Array<Topic>,
  /** The owner's own phrases, of which one must be heard; see [`super::phrase`] for the spelling. */
  words: Array<string>,
  /** Phrases that calm: with one of them in the message, `words` do not count. */
  except: Array<string>,
  /** Only messages from this channel. */
  channel: ChannelKind | null,
  /** Only messages to this shop. */
  account: AccountId | null,
  /** Only messages of this part of the day, on the shop's clock. */
  hours: DayRange | null,
  /** Only messages of these days; empty for every day. */
  weekdays: Array<Weekday>,
  /** How pressing. */
  level: Priority,
  /** Time to answer, in minutes. */
  minutes: number,
};
/** The rules in the owner's order. */
export type RuleSet = Array<Rule>;
/** A file that was kept where the owner finds it. */
export type SavedFile = {
  /** Where it lies on this machine. */
  path: string,
};
/** A view that the owner saved. */
export type SavedViewId = number;
/** Another place for a view. */
export type SavedViewMove = {
  /** The view. */
  view: SavedViewId,
  /** Its place in the order, from 0. */
  place: number,
};
/** One saved view. */
export type SavedViewRef = {
  /** The view. */
  view: SavedViewId,
};
/** A view to be kept. */
export type SavedViewSave = {
  /** A known one; a new one by default. */
  view?: SavedViewId | null,
  /** Its name, up to 40 characters. */
  name: string,
  /** The view it narrows. */
  base: View,
  /** Only of this account. */
  account?: AccountId | null,
  /** Only with this label. */
  label?: LabelId | null,
  /** Only with unread messages. */
  unread?: boolean | null,
  /** Words to look for. */
  query?: string | null,
};
/** A saved view. */
export type SavedViewView = {
  /** The view. */
  view: SavedViewId,
  /** Its name. */
  name: string,
  /** The view it narrows. */
  base: View,
  /** Only of this account. */
  account?: AccountId | null,
  /** Only with this label. */
  label?: LabelId | null,
  /** Only with unread messages. */
  unread: boolean,
  /** Words that are looked for; empty where none are. */
  query: string,
  /** How many chats it shows; none while it looks for words. */
  chats?: number | null,
};
/** A chat found by what it is about. */
export type SearchChat = {
  /** The chat. */
  chat: ChatId,
  /** Its channel. */
  channel: ChannelKind,
  /** The buyer's name, found words marked. Untrusted, as all of these. */
  customer: Array<SnippetPiece>,
  /** The order's number, where it was found. */
  order: Array<SnippetPiece>,
  /** The item's title, where it was found. */
  item: Array<SnippetPiece>,
  /** Its last message. */
  message: MessageId,
  /** When that was sent. */
  last_at_ms?: AtMs | null,
};
/** What was found. */
export type SearchFound = {
  /** Messages. */
  hits: Array<SearchHit>,
  /** Chats whose buyer, order or item has the words. */
  chats: Array<SearchChat>,
  /** There are more chats than were wanted. */
  more_chats: boolean,
  /** Private notes with the words, newest first. */
  notes: Array<SearchNote>,
  /** Messages older than this were not looked at: with such conditions it would take too long. */
  looked_back_to_ms?: AtMs | null,
  /** Operators that were not understood. */
  problems: Array<SearchProblem>,
  /** Where nothing was found: other queries that find something. */
  variants: Array<string>,
};
/** One hint. */
export type SearchHint = {
  /** What to insert. */
  insert: string,
  /** The English name of the operator it belongs to. */
  key: string,
  /** Whether it is the operator itself, and a value is to follow. */
  operator: boolean,
};
/** What may stand at the cursor. */
export type SearchHints = {
  /** How much of what was typed a hint replaces, in UTF-16 units before the cursor. */
  replaces: number,
  /** The hints, likeliest first. */
  hints: Array<SearchHint>,
};
/** A message found. */
export type SearchHit = {
  /** The message. */
  message: MessageId,
  /** Its chat. */
  chat: ChatId,
  /** When it was sent. */
  sent_at_ms: AtMs,
  /** The place, as pieces: found words are marked. Untrusted. */
  snippet: Array<SnippetPiece>,
  /** The buyer. */
  customer: string,
  /** The channel. */
  channel: ChannelKind,
  /** Who wrote it. */
  author: Author,
  /** Only a word one letter away was found. */
  near: boolean,
};
/** A private note found. */
export type SearchNote = {
  /** The note. */
  note: NoteId,
  /** Its chat. */
  chat: ChatId,
  /** Its channel. */
  channel: ChannelKind,
  /** The buyer's name; untrusted. */
  customer: string,
  /** When it was written. */
  written_at_ms: AtMs,
  /** The message it stands behind, if there is one. */
  behind?: MessageId | null,
  /** The place, as pieces: found words are marked. */
  snippet: Array<SnippetPiece>,
};
/** An operator that was not understood. */
export type SearchProblem = {
  /** Its English name. */
  key: string,
  /** What stands behind it. */
  value: string,
};
/** What to look for. */
export type SearchQuery = {
  /** As typed: words, phrases in quotes, exclusions with a minus, operators. */
  query: string,
  /** At most so many (20 by default, 1,000 at most). */
  limit?: number | null,
  /** At most so many chats (5 by default, 200 at most). */
  chats?: number | null,
  /** The best first instead of the newest. */
  ranked?: boolean | null,
};
/** A query being typed. */
export type SearchTyped = {
  /** What stands before the cursor. */
  typed: string,
  /** The language of the window: operators are offered in Russian or English. */
  locale: string,
};
/** A time as it was understood. */
export type SendTime = {
  /** The moment. */
  at_ms: AtMs,
  /** Whether the shop works then. */
  open: boolean,
};
/** A time being typed. */
export type SendTimeAsk = {
  /** The chat whose shop's clock and hours count. */
  chat: ChatId,
  /** As typed; `opening` is the shop's next opening. */
  typed: string,
};
/** How the buyer feels about it. */
export type Sentiment = "negative" | "neutral" | "positive";
/** What the owner set. */
export type Settings = {
  /** `ru`, `en`, `hu`, `cs`, `fr`, or nothing while the system's language is followed. */
  locale?: string | null,
  /** `light`, `dark` or `system`. */
  theme: string,
  /** Time to undo a reply, in milliseconds. */
  undo_ms: number,
  /** Enter sends and Shift+Enter makes a line; otherwise Ctrl+Enter sends. */
  enter_sends: boolean,
  /** A planned reply is held when the buyer has written since. */
  hold_after_news: boolean,
  /** Single-letter keys work. */
  single_keys: boolean,
  /** The first-run steps were finished or skipped. */
  onboarded: boolean,
  /** The owner was told once that closing hides to the tray. */
  tray_explained: boolean,
  /** Which chats call with a toast. */
  notify_level: NoticeLevel,
  /** No words of a buyer in toasts. */
  notify_hide_content: boolean,
  /** A missed deadline calls in quiet hours too. */
  notify_breaches_always: boolean,
  /** Shops that never call. */
  notify_muted_accounts: Array<AccountId>,
  /** Queues whose chats never call: `urgent`, or `waiting` for the others that wait. */
  notify_muted_queues: Array<View>,
  /** The program starts with the session, hidden. */
  autostart: boolean,
  /** The set of keys the owner began with: `pult`, `gmail`, `chatwoot` or `plain`. */
  key_preset: string,
  /** Where the owner's keys differ from the set. */
  own_keys: Array<KeyChoice>,
};
/** Some of the settings; what is absent stays. */
export type SettingsPatch = {
  /** See [`Settings`]. */
  locale?: string | null,
  /** See [`Settings`]. */
  theme?: string | null,
  /** See [`Settings`]. */
  undo_ms?: number | null,
  /** See [`Settings`]. */
  enter_sends?: boolean | null,
  /** See [`Settings`]. */
  hold_after_news?: boolean | null,
  /** See [`Settings`]. */
  single_keys?: boolean | null,
  /** See [`Settings`]. */
  onboarded?: boolean | null,
  /** See [`Settings`]. */
  tray_explained?: boolean | null,
  /** See [`Settings`]. */
  notify_level?: NoticeLevel | null,
  /** See [`Settings`]. */
  notify_hide_content?: boolean | null,
  /** See [`Settings`]. */
  notify_breaches_always?: boolean | null,
  /** See [`Settings`]. */
  notify_muted_accounts?: Array<AccountId> | null,
  /** See [`Settings`]. */
  notify_muted_queues?: Array<View> | null,
  /** See [`Settings`]. */
  autostart?: boolean | null,
  /** See [`Settings`]. */
  key_preset?: string | null,
  /** See [`Settings`]; the whole list. */
  own_keys?: Array<KeyChoice> | null,
};
/** One shop beside the others. */
export type ShopMetrics = {
  /** The shop. */
  account: AccountId,
  /** What was written and done in it. */
  volume: Volume,
  /** Its waits. */
  waits: Waits,
};
/** The result so far. */
export type Simulated = {
  /** Chats taken. */
  chats: number,
  /** Everything together. */
  total: Cell,
  /** By weekday (Monday first) and hour of the first message, on the clock of the policy tried. */
  hours: Array<Array<Cell>>,
};
/** A shop's whole policy, as it is kept. */
export type SlaPolicy = {
  /** The rules in order. */
  rules: RuleSet,
  /** When the shop works. */
  calendar: Calendar,
  /** What off hours do. */
  off_hours: OffHours,
};
/** Whose rules and hours. */
export type SlaRef = {
  /** One shop's; without it those of all shops. */
  account?: AccountId | null,
};
/** Other rules and hours. */
export type SlaSet = {
  /** One shop's; without it those of all shops. */
  account?: AccountId | null,
  /** The policy; none gives a shop back to the common one, and the common one back to the built-in. */
  policy?: SlaPolicy | null,
};
/** What the rules say. */
export type SlaTried = {
  /** Level, deadline, rule, and each step. */
  verdict: Verdict,
  /** The same in one sentence of the owner's language. */
  why: string,
};
/** A text to try rules on. */
export type SlaTry = {
  /** What a buyer might write. */
  text: string,
  /** Rules not kept yet; those of the shop, or of all, by default. */
  policy?: SlaPolicy | null,
  /** As if written to this shop. */
  account?: AccountId | null,
  /** As if written through this channel. */
  channel?: ChannelKind | null,
  /** As if written then; now by default. */
  at_ms?: AtMs | null,
};
/** Rules and hours. */
export type SlaView = {
  /** The shop asked for. */
  account?: AccountId | null,
  /** Whether the shop has its own; otherwise those of all shops are shown. */
  own: boolean,
  /** The rules, the hours, and what off hours do. */
  policy: SlaPolicy,
};
/** What a file of knowledge is. */
export type SnippetForm = "text" | "csv" | "markdown";
/** A snippet of knowledge. */
export type SnippetId = number;
/** A piece of a snippet. */
export type SnippetPiece = {
  /** The text. */
  text: string,
  /** Whether it was looked for. */
  hit: boolean,
};
/** One snippet. */
export type SnippetRef = {
  /** The snippet. */
  snippet: SnippetId,
};
/** A snippet to be kept. */
export type SnippetSet = {
  /** The one to change; none for a new one. */
  snippet?: SnippetId | null,
  /** What it is about. */
  title: string,
  /** The text. */
  text: string,
  /** The language. */
  language?: Language | null,
};
/** A snippet of knowledge. */
export type SnippetView = {
  /** The snippet. */
  snippet: SnippetId,
  /** What it is about. */
  title: string,
  /** The text. */
  text: string,
  /** The language; any without one. */
  language?: Language | null,
  /** The file it was read from. */
  origin: string,
};
/** A file of knowledge. */
export type SnippetsImport = {
  /** Its name: its ending tells the form. */
  name: string,
  /** Its contents. */
  contents: string,
  /** The form, where the name does not tell. */
  form?: SnippetForm | null,
  /** The language of all of it. */
  language?: Language | null,
  /** `true` keeps nothing and only tells what would be. */
  dry?: boolean | null,
};
/** What a file of knowledge held. */
export type SnippetsImported = {
  /** Snippets found. */
  found: number,
  /** The first of them, to look at. */
  first: Array<SnippetView>,
};
/** A time to hide chats until, as it is being typed. */
export type SnoozeTimeAsk = {
  /** The one chat that is meant; its shop's clock counts. */
  chat?: ChatId | null,
  /** The shop whose list is meant; without a chat or a shop the clock of all shops counts. */
  account?: AccountId | null,
  /** As typed. */
  typed: string,
};
/** The page "State". */
export type StateView = {
  /** Version of the program. */
  version: string,
  /** Version of the database's schema. */
  schema: number,
  /** Where the data lives. */
  data_dir: string,
  /** Where secrets are kept: `keychain` or `file`. */
  secrets: string,
  /** Disk use. */
  disk: DiskUse,
  /** The accounts. */
  accounts: Array<AccountState>,
  /** How often facts about items and orders were at hand. */
  lookups: LookupUse,
  /** Findings about the program's health. */
  checks: Array<DoctorCheck>,
};
/** One step of a decision. Holds phrases of rules, never the buyer's text. */
export type Step = { "code": "received",
/** When. */
at_ms: AtMs,
/** The same on the shop's wall clock, with its offset. */
at: string,
/** The shop's zone. */
zone: string, } | { "code": "negated",
/** The rule. */
rule: string,
/** Its phrase. */
phrase: string, } | { "code": "calmed",
/** The rule. */
rule: string,
/** Its phrase. */
phrase: string,
/** The phrase that says so. */
by: string, } | { "code": "outweighed",
/** The rule. */
rule: string,
/** Its phrase. */
phrase: string,
/** What the message means. */
intent: Intent,
/** How sure that is, in hundredths. */
percent: number, } | { "code": "meant",
/** The rule. */
rule: string,
/** The owner's name for it; empty for a built-in one. */
name: string,
/** What the message means. */
intent: Intent,
/** How sure that is, in hundredths. */
percent: number,
/** The rule's level. */
level: Priority,
/** The rule's minutes. */
minutes: number, } | { "code": "rule",
/** The rule. */
rule: string,
/** The owner's name for it; empty for a built-in one. */
name: string,
/** The phrase that was heard; none for a rule without words. */
phrase: string | null,
/** Where it stands in the message: first character, in Unicode scalar values. */
start: number | null,
/** One past the last. */
end: number | null,
/** The rule's level. */
level: Priority,
/** The rule's minutes. */
minutes: number, } | { "code": "no_rule",
/** Normal. */
level: Priority,
/** Its minutes. */
minutes: number, } | { "code": "urgency",
/** What it found. */
urgency: Urgency,
/** At least this level. */
level: Priority,
/** In at most these minutes. */
minutes: number, } | { "code": "dispute",
/** At least this level. */
level: Priority,
/** In at most these minutes. */
minutes: number, } | { "code": "raised",
/** Why it was off. */
reason: OffReason,
/** The level before. */
from: Priority,
/** The level now. */
level: Priority,
/** The minutes of that level. */
level_minutes: number,
/** One and a half times as many. */
minutes: number, } | { "code": "paused",
/** When the first pause ends. */
until_ms: AtMs,
/** The same on the shop's wall clock. */
until: string,
/** How long all pauses last, in milliseconds. */
paused_ms: number,
/** How many they are. */
pauses: number, } | { "code": "off_ignored",
/** Why it was off. */
reason: OffReason, } | { "code": "deadline",
/** When. */
at_ms: AtMs,
/** The same on the shop's wall clock. */
at: string,
/** The level. */
level: Priority,
/** The minutes. */
minutes: number, };
/** One thing that was said. */
export type SummaryPoint = {
  /** In words; untrusted. */
  text: string,
  /** The message it stands in. */
  message?: MessageId | null,
};
/** What a long chat comes to. */
export type SummaryView = {
  /** The chat. */
  chat: ChatId,
  /** Messages in the chat. */
  messages: number,
  /** The chat is too short to be summed up; then the parts are empty. */
  short: boolean,
  /** What the buyer asked for, oldest first; untrusted. */
  asked: Array<SummaryPoint>,
  /** What the shop said it would do; untrusted. */
  promised: Array<SummaryPoint>,
  /** What is still open; untrusted. */
  open: Array<SummaryPoint>,
  /** The order it is about. */
  order?: string | null,
  /** The item it is about; untrusted. */
  item?: string | null,
  /** Who made it. */
  maker: DraftMaker,
  /** The model. */
  model?: string | null,
  /** What it cost, in the currency's units. */
  cost: number,
  /** The currency. */
  currency?: ModelCurrency | null,
  /** Counted and priced; otherwise an estimate upwards. */
  cost_exact: boolean,
  /** The buyer has written since. */
  stale: boolean,
  /** When it was made. */
  made_at_ms?: AtMs | null,
  /** A model could make another one. */
  can_ask: boolean,
};
/** Which accounts to sync now. */
export type SyncNow = {
  /** One account, or all. */
  account?: AccountId | null,
};
/** Pausing an account, or all of them. */
export type SyncPause = {
  /** One account, or all. */
  account?: AccountId | null,
  /** Pause or go on. */
  paused: boolean,
};
/** What a round did. */
export type SyncReport = {
  /** The account. */
  account: AccountId,
  /** Its channel. */
  channel: ChannelKind,
  /** Pages read. */
  pages: number,
  /** Messages in them. */
  messages_seen: number,
  /** Messages that were new. */
  messages_new: number,
  /** Chats that were new. */
  chats_new: number,
  /** Where the feed continues. */
  cursor?: string | null,
  /** How long it took. */
  took_ms: number,
  /** Why it stopped early. */
  error?: Problem | null,
};
/** A kind of data that a query reads and a write touches. */
export type Tag = "accounts" | "chats" | "messages" | "outbox" | "drafts" | "ai_drafts" | "knowledge" | "settings" | "models" | "labels" | "views" | "people" | "lookups" | "habits" | "notes" | "what_if" | "transfers";
/** What was found when a token was tried, before it is saved. */
export type TokenCheck = {
  /** Whether the token can be used. */
  ok: boolean,
  /** Why not, as a code whose words the interface knows. */
  problem: ErrorCode | null,
  /** Rights that must be ticked where the token is made, by the marketplace's own names. */
  missing_rights: Array<string>,
  /** What works but deserves a word. */
  warnings: Array<TokenWarning>,
  /** What sort of token it is. */
  kind: TokenKind,
  /** When it ends, if it says. */
  expires_at_ms: AtMs | null,
  /** The marketplace's id of the seller, if the token says; tells one shop from another. */
  seller_id: string | null,
  /** The shop's name at the marketplace, where it could be asked. */
  seller_name: string | null,
  /** How many chats the marketplace showed at the check. */
  chats_seen: number | null,
  /** The marketplace's own words about a refusal; untrusted text. */
  detail: string | null,
};
/** What sort of access a token gives. */
export type TokenKind = "base" | "test" | "personal" | "service" | "unknown";
/** Something about a token the owner should know although it works. */
export type TokenWarning = "base_token" | "read_only" | "expires_soon" | "test_token" | "unreadable";
/** How the shop speaks, and when it drafts. */
export type ToneView = {
  /** How formal. */
  manner: DraftManner,
  /** Greet by name where the name can be told. */
  greet: boolean,
  /** A last line under each draft; empty for none. */
  signature: string,
  /** What else a model is told of the shop's way of writing. */
  style: string,
  /** Drafts are made at all. */
  enabled: boolean,
  /** Drafts are made before anybody looks. */
  ahead: boolean,
  /** Models are asked, where one is set up. */
  models: boolean,
};
/** What a buyer writes about, as far as the default rules care. */
export type Topic = "return" | "defect" | "wrong_item" | "cancel_change" | "delivery_delay" | "order_status";
/** One export or import under way. */
export type TransferRef = {
  /** Its number. */
  run: number,
};
/** How an export or an import stands. */
export type TransferState = "running" | "done" | "cancelled" | "failed";
/** Which act to take back. */
export type UndoAsk = {
  /** The act; the newest by default. */
  undo?: UndoId | null,
};
/** An act that was taken back. */
export type UndoDone = {
  /** Chats and labels that are as they were. */
  restored: number,
  /** Those that were left alone, because something else moved them since. */
  left: number,
};
/** Something the owner did that can be taken back while the program runs. */
export type UndoId = number;
/** A file for the next reply. */
export type UploadAdd = {
  /** The chat. */
  chat: ChatId,
  /** Its name, with the ending. */
  name: string,
  /** Its bytes, base64. */
  base64: string,
};
/** A file that leaves, or will leave, with a reply. */
export type UploadId = number;
/** A file of a reply. */
export type UploadRef = {
  /** The file. */
  upload: UploadId,
};
/** Another name for a file that waits in the composer. */
export type UploadRename = {
  /** The file. */
  upload: UploadId,
  /** Its name; the ending stays that of its contents. */
  name: string,
};
/** A file of a reply. */
export type UploadView = {
  /** The file. */
  upload: UploadId,
  /** The name the buyer will see. */
  name: string,
  /** What it is, by its contents. */
  media_type: string,
  /** Its size in bytes. */
  bytes: number,
};
/** What a message itself says about its haste (danger, law, dates), found by analysis. A scale of its own: the priority is what the rules say (design 5). */
export type Urgency = "normal" | "high" | "critical";
/** What a message asks of the shop, and why. */
export type Verdict = {
  /** How pressing. */
  priority: Priority,
  /** Time to answer, in minutes; of working time where the clock pauses. */
  minutes: number,
  /** Until when. */
  due_at: AtMs,
  /** The rule that matched. */
  rule: string | null,
  /** The way to it. */
  steps: Array<Step>,
};
/** What the rail shows: a queue, or a view across queues. */
export type View = "waiting" | "urgent" | "in_progress" | "snoozed" | "done" | "unread" | "starred" | "ai_drafts" | "spam" | "all";
/** What was written and done. */
export type Volume = {
  /** Messages of buyers. */
  incoming: number,
  /** Replies of people. */
  replies: number,
  /** Replies of the assistant without a person's hand. */
  assistant_replies: number,
  /** Chats whose first message came. */
  chats_new: number,
  /** Chats that the owner closed. */
  chats_done: number,
};
/** Waits of a period. */
export type Waits = {
  /** All. */
  count: number,
  /** Ended with a reply. */
  answered: number,
  /** Closed by the owner without a reply. */
  closed: number,
  /** Still open. */
  open: number,
  /** Of all, ended before their deadline. */
  in_time: number,
  /** Of all, not: an open wait past its deadline is one of these. */
  late: number,
  /** Of the open ones, past their deadline. */
  open_late: number,
  /** By the calendar. */
  calendar: OnClock,
  /** In the shop's working time. */
  working: OnClock,
  /** Whose replies ended them; kinds that ended none are left out. */
  answers: Array<Answers>,
};
/** The weekly hours of a shop. Every list may hold several ranges; one that ends at or before its beginning reaches into the next day. */
export type Week = [Array<DayRange>, Array<DayRange>, Array<DayRange>, Array<DayRange>, Array<DayRange>, Array<DayRange>, Array<DayRange>];
/** A day of the week, Monday first. */
export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
/** One replay. */
export type WhatIfRef = {
  /** Its number. */
  run: number,
};
/** What to try on the past. */
export type WhatIfStart = {
  /** Whoever asks, by a name of its own choice: a new replay ends the earlier one of the same window. */
  window: string,
  /** One shop's chats; without it those of all shops, and shops with rules of their own keep them. */
  account?: AccountId | null,
  /** Rules and hours, kept or not, in place of the shop's. */
  policy: SlaPolicy,
  /** How quickly the shop would answer. */
  answering: Answering,
  /** How many days back (90 by default, 366 at most). */
  days?: number | null,
};
/** How a replay stands. */
export type WhatIfState = "running" | "done" | "cancelled" | "failed";
/** A replay: how far it is, and what came of it. */
export type WhatIfView = {
  /** Its number. */
  run: number,
  /** How it stands. */
  state: WhatIfState,
  /** Chats judged. */
  chats: number,
  /** Chats to judge; 0 until they are counted. */
  chats_in_all: number,
  /** What is counted began after this moment. */
  since_ms: AtMs,
  /** And before this one. */
  until_ms: AtMs,
  /** Shops that keep rules of their own, so that only the speed of answers is tried on them. */
  shops_apart: number,
  /** Messages were not read for what they mean, for there are very many: words alone decided. */
  words_only: boolean,
  /** The result, once done. */
  result?: Simulated | null,
  /** Why it failed. */
  problem?: ErrorCode | null,
};
/** Why a chat is due when it is. */
export type WhyView = {
  /** The verdict on the message that decides; none while nobody waits. */
  verdict?: Verdict | null,
  /** The same in one sentence of the owner's language. */
  why: string,
  /** The chat became more pressing since, because its deadline is near. */
  escalated: boolean,
};

/** Every operation with its request and its answer. */
export interface Operations {
  /** The program as the window needs to know it at start. */
  app_info: { request: Nothing; response: AppInfo };
  /** Changes some of the settings. */
  settings_set: { request: SettingsPatch; response: Settings };
  /** The owner has read what the start from a copy did. */
  recovery_seen: { request: Nothing; response: Nothing };
  /** The connected shops with their sync state. */
  accounts_list: { request: Nothing; response: Array<AccountView> };
  /** Tries a token; nothing is saved. */
  account_check: { request: AccountAdd; response: TokenCheck };
  /** Connects a shop. */
  account_add: { request: AccountAdd; response: AccountAdded };
  /** Gives a connected shop a new token. */
  account_set_token: { request: AccountToken; response: TokenCheck };
  /** Changes a shop's name, colour, hidden kinds of chats, and whether it is told what was read. */
  account_set: { request: AccountPatch; response: AccountView };
  /** Removes a shop with its chats, files and token. */
  account_remove: { request: AccountRef; response: Nothing };
  /** One full round now, until no page is left. */
  sync_now: { request: SyncNow; response: Array<SyncReport> };
  /** Pauses a shop, or all of them, or goes on. */
  sync_pause: { request: SyncPause; response: Nothing };
  /** Chats in each view. */
  queue_counts: { request: Nothing; response: QueueCounts };
  /** A page of a view. */
  chat_list: { request: ChatListQuery; response: ChatPage };
  /** One chat with what the thread's head and the side panel show. */
  chat_get: { request: ChatRef; response: ChatView };
  /** A page of a chat's messages. */
  chat_messages: { request: MessagesQuery; response: MessagePage };
  /** The owner has looked at the chat. */
  chat_read: { request: ChatRef; response: Nothing };
  /** Moves a chat to another queue. */
  chat_move: { request: ChatMove; response: ChatRow };
  /** Hides a chat until a time as typed, or brings it back. */
  chat_snooze: { request: ChatSnooze; response: ChatSnoozed };
  /** Reads until when chats would be hidden, as it is typed. */
  snooze_time: { request: SnoozeTimeAsk; response: ChatSnoozed };
  /** Does one thing with many chats at once; they are named, or they are a whole list. */
  chats_act: { request: ChatsAct; response: ActDone };
  /** Takes an act back, the newest where none is named. What buyers did since stays. */
  undo: { request: UndoAsk; response: UndoDone };
  /** The owner's labels, by name. */
  labels_list: { request: Nothing; response: Array<LabelView> };
  /** Makes a label. */
  label_add: { request: LabelAdd; response: LabelView };
  /** Changes a label's name or colour. */
  label_set: { request: LabelPatch; response: LabelView };
  /** Deletes a label: it comes off its chats, and views that stand on it go with it. */
  label_remove: { request: LabelRef; response: ActDone };
  /** The owner's saved views, in his order, each with the number of its chats. */
  views_list: { request: Nothing; response: Array<SavedViewView> };
  /** Keeps a view, a new one or a known one. */
  view_save: { request: SavedViewSave; response: SavedViewView };
  /** Puts a view elsewhere in the order. */
  view_move: { request: SavedViewMove; response: Nothing };
  /** Removes a view; its chats stay. */
  view_remove: { request: SavedViewRef; response: ActDone };
  /** Why a waiting chat is due when it is. */
  chat_why: { request: ChatRef; response: WhyView };
  /** The owner says what a message means; the program learns from it at once. */
  analysis_correct: { request: AnalysisCorrect; response: AnalysisView };
  /** Takes a correction back, and what was learned from it. */
  analysis_undo: { request: AnalysisRef; response: AnalysisView };
  /** The rules and hours of a shop, or of all. */
  sla_get: { request: SlaRef; response: SlaView };
  /** Keeps rules and hours, and judges the waiting chats by them. */
  sla_set: { request: SlaSet; response: SlaView };
  /** What rules say to a text. */
  sla_try: { request: SlaTry; response: SlaTried };
  /** Replays the past under other rules, hours or response times; nothing is stored. */
  what_if_start: { request: WhatIfStart; response: WhatIfView };
  /** How a replay stands, and its result; nothing when it is not remembered any more. */
  what_if: { request: WhatIfRef; response: WhatIfView | null };
  /** Ends a replay. */
  what_if_cancel: { request: WhatIfRef; response: Nothing };
  /** The drafted reply of a chat; without one of its present state, one is made without a model. */
  chat_draft: { request: ChatRef; response: DraftView };
  /** The owner's own texts that lie nearest to what the buyer asks, at most two, the nearest first: to choose from where no draft stands on them. */
  near_replies: { request: ChatRef; response: Array<NearReply> };
  /** Drafts a reply now, or puts the draft there is into another form. */
  draft_make: { request: DraftMake; response: DraftView };
  /** Takes back the form that was asked for last: the draft before it stands again. */
  draft_back: { request: ChatRef; response: DraftView };
  /** Stops a draft that a model is writing. */
  draft_cancel: { request: ChatRef; response: Nothing };
  /** Notes what the owner did with a draft, and what they think of it. */
  draft_outcome: { request: DraftOutcome; response: Nothing };
  /** How drafts fared in the last 30 days. */
  draft_counts: { request: Nothing; response: DraftCounts };
  /** What became of drafts in the last 30 days, by whoever drafted them. */
  draft_figures: { request: Nothing; response: DraftFigures };
  /** What the owner does to drafts again and again. */
  habits_list: { request: Nothing; response: Array<HabitView> };
  /** Lets drafts follow a habit, or not. */
  habit_decide: { request: HabitDecide; response: HabitView };
  /** What a long chat comes to, without a model unless one has summed it up already. */
  chat_summary: { request: ChatRef; response: SummaryView };
  /** Asks a model what a long chat comes to. */
  summary_make: { request: ChatRef; response: SummaryView };
  /** What the guard says of a text. */
  guard_text: { request: GuardAsk; response: GuardView };
  /** The owner's own rules of the guard. */
  guard_rules_list: { request: Nothing; response: Array<GuardRuleView> };
  /** Keeps a rule of the owner. */
  guard_rule_set: { request: GuardRuleView; response: GuardRuleView };
  /** Removes a rule of the owner. */
  guard_rule_remove: { request: GuardRuleRef; response: Nothing };
  /** What the guard says of a text with a rule that is being written. */
  guard_try: { request: GuardTry; response: GuardView };
  /** The owner's canned replies. */
  canned_list: { request: Nothing; response: Array<CannedView> };
  /** Keeps a canned reply. */
  canned_set: { request: CannedSet; response: CannedView };
  /** Removes a canned reply. */
  canned_remove: { request: CannedRef; response: Nothing };
  /** Fills the variables of a canned reply in for a chat. */
  canned_expand: { request: CannedExpand; response: CannedText };
  /** The owner's snippets of knowledge. */
  snippets_list: { request: Nothing; response: Array<SnippetView> };
  /** Keeps a snippet. */
  snippets_set: { request: SnippetSet; response: SnippetView };
  /** Removes a snippet. */
  snippets_remove: { request: SnippetRef; response: Nothing };
  /** Reads snippets out of a text, CSV or Markdown file. */
  snippets_import: { request: SnippetsImport; response: SnippetsImported };
  /** How the shop speaks, and when it drafts. */
  tone_get: { request: Nothing; response: ToneView };
  /** Keeps how the shop speaks. */
  tone_set: { request: ToneView; response: ToneView };
  /** Keeps a text being written. */
  draft_set: { request: DraftSet; response: Nothing };
  /** Stores a reply that the guard lets pass; it leaves when its time to undo is over. */
  reply_send: { request: ReplySend; response: OutboxView };
  /** The warnings of the guard under which replies of a chat were sent off. */
  reply_overrides: { request: ChatRef; response: Array<OverrideView> };
  /** Reads a time to send at, as it is typed. */
  send_time: { request: SendTimeAsk; response: SendTime };
  /** Changes the words or the moment of a reply that has not begun to leave. */
  reply_edit: { request: ReplyEdit; response: OutboxView };
  /** The owner's private notes beside a chat, oldest first. */
  notes_list: { request: ChatRef; response: Array<NoteView> };
  /** Keeps a private note. */
  note_add: { request: NoteAdd; response: NoteView };
  /** Changes a private note. */
  note_edit: { request: NoteEdit; response: NoteView };
  /** Deletes a private note; for a day it can be brought back. */
  note_remove: { request: NoteRef; response: NoteView };
  /** Brings a deleted note back. */
  note_restore: { request: NoteRef; response: NoteView };
  /** Replies on their way, sent or failed. */
  outbox_list: { request: OutboxQuery; response: Array<OutboxView> };
  /** Sends a failed reply again, or one in doubt after the owner looked. */
  outbox_retry: { request: OutboxRef; response: OutboxView };
  /** Withdraws a queued or failed reply; its text goes back to an empty draft. */
  outbox_cancel: { request: OutboxRef; response: OutboxView };
  /** The owner has seen a reply in doubt at the marketplace. */
  outbox_confirm: { request: OutboxRef; response: OutboxView };
  /** Fetches a file once and keeps it under the data folder. */
  attachment_get: { request: AttachmentRef; response: AttachmentData };
  /** Copies a file of a message to where downloads are kept. */
  attachment_save: { request: AttachmentRef; response: SavedFile };
  /** What a message came as, where something in it was not understood. */
  message_raw: { request: MessageRef; response: MessageRaw };
  /** Deletes a message of ours at the channel, where and as long as it allows that. */
  message_delete: { request: MessageRef; response: Nothing };
  /** Keeps a file for the next reply of a chat, after looking at its size and contents. */
  upload_add: { request: UploadAdd; response: UploadView };
  /** Gives a file that waits in the composer another name. */
  upload_rename: { request: UploadRename; response: UploadView };
  /** Drops a file that has not been sent off. */
  upload_remove: { request: UploadRef; response: Nothing };
  /** The picture of a file of a reply, to be shown before it leaves. */
  upload_get: { request: UploadRef; response: AttachmentData };
  /** The chats of the buyer of this one, across shops, by the owner's word. */
  person_get: { request: PersonOf; response: PersonView };
  /** Chats that may be the same buyer's, each with its reasons. */
  person_suggestions: { request: ChatRef; response: Array<PersonSuggestion> };
  /** The owner says that chats are one buyer's. */
  people_join: { request: PeopleJoin; response: ActDone };
  /** Takes a chat out of its buyer's. */
  people_part: { request: ChatRef; response: ActDone };
  /** The owner says that two chats are two buyers'; they are not suggested again. */
  people_apart: { request: PeopleApart; response: ActDone };
  /** Which of some days of a chat have messages. */
  chat_days: { request: ChatDaysQuery; response: ChatDays };
  /** Keeps where the owner is reading in a chat. */
  chat_place_set: { request: ChatPlaceSet; response: Nothing };
  /** What is known about the item and the order of a chat. */
  chat_context: { request: ChatRef; response: ChatContext };
  /** The picture of a chat's item. */
  item_picture: { request: ChatRef; response: AttachmentData };
  /** Looks for words in all messages, and in what chats are about. */
  search: { request: SearchQuery; response: SearchFound };
  /** What may stand where a query is being typed. */
  search_hints: { request: SearchTyped; response: SearchHints };
  /** How the shop answers: waits, volumes, and when they come. */
  metrics: { request: MetricsQuery; response: MetricsView };
  /** Writes these figures into a file where downloads are kept. */
  metrics_export: { request: MetricsExport; response: SavedFile };
  /** Begins to write chats into a file where downloads are kept. */
  export_start: { request: ExportStart; response: ExportView };
  /** How an export stands; nothing when it is not remembered any more. */
  export_view: { request: TransferRef; response: ExportView | null };
  /** Stops an export; no file is left. */
  export_cancel: { request: TransferRef; response: Nothing };
  /** Takes a piece of a file of history from the window. */
  import_chunk: { request: ImportChunk; response: ImportUpload };
  /** What a file of history is, and what its columns seem to hold. */
  import_look: { request: ImportFile; response: ImportLooked };
  /** Begins to import history, or only to look what that would do. */
  import_start: { request: ImportStart; response: ImportView };
  /** How an import stands; nothing when it is not remembered any more. */
  import_view: { request: TransferRef; response: ImportView | null };
  /** Stops an import; what is stored stays and can be taken back. */
  import_cancel: { request: TransferRef; response: Nothing };
  /** The imports there were, newest first. */
  imports_list: { request: Nothing; response: Array<ImportDone> };
  /** Begins to take everything back that an import added. */
  import_undo: { request: ImportRef; response: ImportView };
  /** Providers of language models, what can be added, budgets and what was spent. */
  providers_list: { request: Nothing; response: ModelsView };
  /** Adds or changes a provider of models; its key goes to the keychain. */
  provider_set: { request: ProviderSet; response: ProviderView };
  /** Tries a provider with a tiny question, as it is or with what is typed; nothing typed is saved. */
  provider_check: { request: ProviderSet; response: ProviderCheck };
  /** The models a provider offers, as it is or with what is typed. */
  provider_models: { request: ProviderSet; response: Array<ModelListed> };
  /** Puts a provider elsewhere in the order they are asked in. */
  provider_move: { request: ProviderMove; response: Nothing };
  /** Removes a provider and its key. */
  provider_remove: { request: ProviderRef; response: Nothing };
  /** Changes budgets, and whether only models on this machine may be asked. */
  models_set: { request: ModelsPatch; response: ModelsView };
  /** What was sent to models, newest first: figures and kinds of facts. */
  ledger_list: { request: LedgerQuery; response: LedgerPage };
  /** Begins a login at OpenRouter; the answer's address is for the browser. */
  openrouter_login: { request: LoginBegin; response: LoginStarted };
  /** Gives up a login that waits for the browser. */
  openrouter_login_cancel: { request: Nothing; response: Nothing };
  /** Makes the demo shop. */
  demo_add: { request: DemoAdd; response: DemoAdded };
  /** Removes the demo shop. */
  demo_remove: { request: Nothing; response: Nothing };
  /** Everything about the program's state: accounts, limits, disk, versions. */
  state: { request: Nothing; response: StateView };
  /** Makes an encrypted backup of everything but the keychain's secrets, and reads it back. */
  backup_now: { request: BackupNow; response: BackupDone };
  /** When backups are made by themselves, and how the last one went. */
  backups_get: { request: Nothing; response: BackupsView };
  /** Sets when backups are made by themselves. */
  backups_set: { request: BackupsSet; response: BackupsView };
  /** Backups that lie where owners put them. */
  backup_files: { request: Nothing; response: Array<BackupFile> };
  /** Lays a backup ready for the next start, where no shop is connected yet. */
  restore_ready: { request: RestoreAsk; response: RestoreDone };
  /** Writes the logs without anything personal into one file where downloads are kept. */
  log_export: { request: Nothing; response: SavedFile };
  /** Looks at the health of the program. */
  doctor: { request: Nothing; response: Array<DoctorCheck> };
  /** Brings the window to the front, if this process has one. */
  window_raise: { request: Nothing; response: Nothing };
}

/** What an operation reads (stale after a change of it) and what it changes. */
export const operationTags = {
  app_info: { reads: ["settings"], touches: [] },
  settings_set: { reads: [], touches: ["settings"] },
  recovery_seen: { reads: [], touches: ["settings"] },
  accounts_list: { reads: ["accounts", "chats"], touches: [] },
  account_check: { reads: [], touches: [] },
  account_add: { reads: [], touches: ["accounts"] },
  account_set_token: { reads: [], touches: ["accounts"] },
  account_set: { reads: [], touches: ["accounts"] },
  account_remove: { reads: [], touches: ["accounts", "chats", "messages", "outbox", "drafts"] },
  sync_now: { reads: [], touches: ["accounts", "chats", "messages", "outbox"] },
  sync_pause: { reads: [], touches: ["accounts"] },
  queue_counts: { reads: ["chats", "outbox"], touches: [] },
  chat_list: { reads: ["chats", "outbox", "drafts"], touches: [] },
  chat_get: { reads: ["chats", "outbox", "drafts"], touches: [] },
  chat_messages: { reads: ["messages", "outbox"], touches: [] },
  chat_read: { reads: [], touches: ["chats"] },
  chat_move: { reads: [], touches: ["chats"] },
  chat_snooze: { reads: [], touches: ["chats"] },
  snooze_time: { reads: ["settings"], touches: [] },
  chats_act: { reads: [], touches: ["chats"] },
  undo: { reads: [], touches: ["chats", "labels", "views", "people"] },
  labels_list: { reads: ["labels"], touches: [] },
  label_add: { reads: [], touches: ["labels"] },
  label_set: { reads: [], touches: ["labels"] },
  label_remove: { reads: [], touches: ["labels", "chats", "views"] },
  views_list: { reads: ["views", "chats", "accounts"], touches: [] },
  view_save: { reads: [], touches: ["views"] },
  view_move: { reads: [], touches: ["views"] },
  view_remove: { reads: [], touches: ["views"] },
  chat_why: { reads: ["chats", "settings"], touches: [] },
  analysis_correct: { reads: [], touches: ["chats", "ai_drafts"] },
  analysis_undo: { reads: [], touches: ["chats", "ai_drafts"] },
  sla_get: { reads: ["settings"], touches: [] },
  sla_set: { reads: [], touches: ["settings", "chats"] },
  sla_try: { reads: [], touches: [] },
  what_if_start: { reads: [], touches: ["what_if"] },
  what_if: { reads: ["what_if"], touches: [] },
  what_if_cancel: { reads: [], touches: ["what_if"] },
  chat_draft: { reads: ["ai_drafts", "messages", "lookups", "knowledge"], touches: [] },
  near_replies: { reads: ["ai_drafts", "messages", "lookups", "knowledge"], touches: [] },
  draft_make: { reads: [], touches: ["ai_drafts"] },
  draft_back: { reads: [], touches: ["ai_drafts"] },
  draft_cancel: { reads: [], touches: ["ai_drafts"] },
  draft_outcome: { reads: [], touches: ["ai_drafts"] },
  draft_counts: { reads: ["ai_drafts"], touches: [] },
  draft_figures: { reads: ["ai_drafts"], touches: [] },
  habits_list: { reads: ["habits", "ai_drafts"], touches: [] },
  habit_decide: { reads: [], touches: ["habits", "knowledge", "ai_drafts"] },
  chat_summary: { reads: ["ai_drafts", "messages", "models", "knowledge"], touches: [] },
  summary_make: { reads: [], touches: ["ai_drafts", "models"] },
  guard_text: { reads: ["settings", "messages", "ai_drafts", "lookups", "knowledge"], touches: [] },
  guard_rules_list: { reads: ["settings"], touches: [] },
  guard_rule_set: { reads: [], touches: ["settings", "knowledge"] },
  guard_rule_remove: { reads: [], touches: ["settings", "knowledge"] },
  guard_try: { reads: [], touches: [] },
  canned_list: { reads: ["knowledge"], touches: [] },
  canned_set: { reads: [], touches: ["knowledge"] },
  canned_remove: { reads: [], touches: ["knowledge"] },
  canned_expand: { reads: ["knowledge", "lookups"], touches: [] },
  snippets_list: { reads: ["knowledge"], touches: [] },
  snippets_set: { reads: [], touches: ["knowledge"] },
  snippets_remove: { reads: [], touches: ["knowledge"] },
  snippets_import: { reads: [], touches: ["knowledge"] },
  tone_get: { reads: ["knowledge"], touches: [] },
  tone_set: { reads: [], touches: ["knowledge"] },
  draft_set: { reads: [], touches: ["drafts"] },
  reply_send: { reads: [], touches: ["outbox", "chats", "drafts"] },
  reply_overrides: { reads: ["outbox", "settings"], touches: [] },
  send_time: { reads: ["settings"], touches: [] },
  reply_edit: { reads: [], touches: ["outbox", "chats"] },
  notes_list: { reads: ["notes"], touches: [] },
  note_add: { reads: [], touches: ["notes", "drafts"] },
  note_edit: { reads: [], touches: ["notes"] },
  note_remove: { reads: [], touches: ["notes"] },
  note_restore: { reads: [], touches: ["notes"] },
  outbox_list: { reads: ["outbox"], touches: [] },
  outbox_retry: { reads: [], touches: ["outbox", "chats"] },
  outbox_cancel: { reads: [], touches: ["outbox", "chats", "drafts"] },
  outbox_confirm: { reads: [], touches: ["outbox", "chats", "messages"] },
  attachment_get: { reads: [], touches: ["messages"] },
  attachment_save: { reads: [], touches: ["messages"] },
  message_raw: { reads: ["messages"], touches: [] },
  message_delete: { reads: [], touches: ["messages"] },
  upload_add: { reads: [], touches: ["drafts"] },
  upload_rename: { reads: [], touches: ["drafts"] },
  upload_remove: { reads: [], touches: ["drafts"] },
  upload_get: { reads: [], touches: [] },
  person_get: { reads: ["chats", "people"], touches: [] },
  person_suggestions: { reads: ["messages", "people"], touches: [] },
  people_join: { reads: [], touches: ["people"] },
  people_part: { reads: [], touches: ["people"] },
  people_apart: { reads: [], touches: ["people"] },
  chat_days: { reads: ["messages"], touches: [] },
  chat_place_set: { reads: [], touches: [] },
  chat_context: { reads: ["lookups", "chats"], touches: [] },
  item_picture: { reads: ["lookups"], touches: [] },
  search: { reads: ["messages", "chats", "notes"], touches: [] },
  search_hints: { reads: ["accounts", "labels"], touches: [] },
  metrics: { reads: ["messages", "chats", "settings", "accounts"], touches: [] },
  metrics_export: { reads: [], touches: [] },
  export_start: { reads: [], touches: ["transfers"] },
  export_view: { reads: ["transfers"], touches: [] },
  export_cancel: { reads: [], touches: ["transfers"] },
  import_chunk: { reads: [], touches: [] },
  import_look: { reads: [], touches: [] },
  import_start: { reads: [], touches: ["transfers"] },
  import_view: { reads: ["transfers"], touches: [] },
  import_cancel: { reads: [], touches: ["transfers"] },
  imports_list: { reads: ["transfers", "accounts"], touches: [] },
  import_undo: { reads: [], touches: ["transfers", "accounts", "chats", "messages"] },
  providers_list: { reads: ["models", "settings"], touches: [] },
  provider_set: { reads: [], touches: ["models"] },
  provider_check: { reads: [], touches: ["models"] },
  provider_models: { reads: [], touches: [] },
  provider_move: { reads: [], touches: ["models"] },
  provider_remove: { reads: [], touches: ["models"] },
  models_set: { reads: [], touches: ["models"] },
  ledger_list: { reads: ["models"], touches: [] },
  openrouter_login: { reads: [], touches: ["models"] },
  openrouter_login_cancel: { reads: [], touches: ["models"] },
  demo_add: { reads: [], touches: ["accounts", "chats", "messages"] },
  demo_remove: { reads: [], touches: ["accounts", "chats", "messages", "outbox", "drafts"] },
  state: { reads: ["accounts"], touches: [] },
  backup_now: { reads: [], touches: ["settings"] },
  backups_get: { reads: ["settings"], touches: [] },
  backups_set: { reads: [], touches: ["settings"] },
  backup_files: { reads: [], touches: [] },
  restore_ready: { reads: [], touches: [] },
  log_export: { reads: [], touches: [] },
  doctor: { reads: [], touches: [] },
  window_raise: { reads: [], touches: [] },
} as const satisfies Record<keyof Operations, { reads: readonly Tag[]; touches: readonly Tag[] }>;

/** Every error code, for the words of each. */
export const errorCodes = [
  "invalid_request",
  "unknown_operation",
  "unknown_channel",
  "not_built",
  "invalid_utf8",
  "token_empty",
  "token_malformed",
  "token_expired",
  "token_rejected",
  "token_missing_right",
  "token_base",
  "token_missing",
  "address_invalid",
  "address_not_allowed",
  "duplicate_account",
  "token_other_shop",
  "unreachable",
  "certificate_untrusted",
  "timed_out",
  "rate_limited",
  "channel_failed",
  "channel_refused",
  "answer_unreadable",
  "answer_too_large",
  "reply_token_refused",
  "account_not_found",
  "account_needs_owner",
  "account_paused",
  "chat_not_found",
  "outbox_not_found",
  "message_not_found",
  "buyer_wrote_again",
  "send_time_not_understood",
  "note_not_found",
  "label_not_found",
  "label_taken",
  "view_not_found",
  "name_unusable",
  "too_many_chats",
  "nothing_to_undo",
  "snooze_not_understood",
  "attachment_not_found",
  "draft_not_found",
  "habit_not_found",
  "canned_not_found",
  "canned_shortcut_taken",
  "guard_rule_empty",
  "guard_rule_too_short",
  "guard_rule_too_long",
  "guard_blocked",
  "guard_warned",
  "snippet_not_found",
  "text_empty",
  "text_too_long",
  "state_conflict",
  "unconfirmed",
  "too_many_attempts",
  "file_pending",
  "file_blocked",
  "not_supported",
  "reply_window_over",
  "plan_too_low",
  "client_id_invalid",
  "file_empty",
  "file_too_large",
  "file_kind",
  "data_in_use",
  "answer_lost",
  "data_newer",
  "data_corrupt",
  "data_read_only",
  "backup_passphrase_short",
  "backup_passphrase_wrong",
  "backup_passphrase_missing",
  "backup_not_found",
  "backup_unknown",
  "backup_damaged",
  "backup_newer",
  "backup_folder",
  "backup_target_used",
  "backup_restored",
  "backup_laid",
  "export_nothing",
  "export_folder",
  "pack_unknown",
  "pack_damaged",
  "import_not_found",
  "import_unknown",
  "import_newer",
  "import_too_large",
  "import_columns",
  "import_busy",
  "import_gone",
  "archive_only",
  "disk_full",
  "storage_failed",
  "keychain_missing",
  "keychain_locked",
  "keychain_failed",
  "demo_unavailable",
  "provider_not_found",
  "model_key_missing",
  "model_key_rejected",
  "model_setup_incomplete",
  "model_certificate",
  "model_region",
  "model_rate_limited",
  "model_no_money",
  "model_unreachable",
  "model_unavailable",
  "model_timed_out",
  "model_empty",
  "model_cut",
  "model_malformed",
  "model_endless",
  "model_unknown",
  "model_context_too_long",
  "model_declined",
  "model_refused",
  "model_budget_reached",
  "model_none",
  "model_none_local",
  "model_stopped",
  "model_login_failed",
  "shutting_down",
  "internal",
] as const satisfies readonly ErrorCode[];
