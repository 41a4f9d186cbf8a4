import type { Page } from "playwright-core";
import type { AccountView } from "../../api/bindings";
import { habit } from "../memoryLearning";
import {
  account,
  asked,
  called,
  chosen,
  click,
  connectable,
  connected,
  deletable,
  exporting,
  exportStarted,
  fared,
  go,
  hoursRefused,
  id,
  importing,
  importPage,
  importsBefore,
  instead,
  keys,
  notes,
  oneBuyer,
  open,
  overtaken,
  PICTURE,
  planned,
  rail,
  refused,
  replies,
  settings,
  side,
  steps,
  summedUp,
  tried,
  write,
} from "./ways";
import { answers, type World } from "./world";

/** One state of the window, and the way to it from its start. */
export interface Scene {
  name: string;
  /** In a folder without a shop. */
  empty?: true;
  reach: (page: Page, world: World) => Promise<void>;
  /** What must be changed before the window starts. */
  before?: (page: Page) => Promise<void>;
}

export const SCENES: Scene[] = [
  // The main screen.
  { name: "list", reach: keys() },
  { name: "thread", reach: open },
  {
    name: "composer with findings",
    reach: async (page) => {
      await write(page, "Мы вернём вам деньги сегодня же, напишите нам в телеграм @shop. Вы идиот.");
      await page.getByTestId("composer-says").getByTestId("draft-findings").waitFor();
    },
  },
  { name: "text over the limit", reach: (page) => write(page, "я ".repeat(3_000)) },
  { name: "canned replies", reach: steps(open, click("canned-open")) },
  { name: "other forms of the draft", reach: steps(open, side, click("draft-more")) },
  {
    name: "why the draft, and the draft edited",
    reach: steps(
      open,
      side,
      (page) => page.keyboard.press("Control+i"),
      click("draft-more"),
      click("draft-edit"),
      (page) => id(page, "draft-editor").waitFor(),
    ),
  },
  {
    name: "a draft in the place of other words",
    reach: steps(
      (page) => write(page, "Здравствуйте! Сейчас посмотрю, что с вашим заказом."),
      side,
      click("draft-insert"),
      (page) => id(page, "replace-draft").waitFor(),
    ),
  },
  {
    name: "a note begun, others there, and no network",
    before: steps(
      account({
        channel: "wildberries",
        health: "retrying",
        error_count: 2,
        last_error: { code: "unreachable", detail: "", retry_at_ms: Date.now() + 30_000 },
      }),
      notes,
    ),
    reach: steps(
      // A narrow window shows it before a chat is opened, and not beside one.
      (page) => page.locator("[data-testid=status-strip][data-kind=offline]").waitFor(),
      keys("j"),
      (page) => id(page, "note").waitFor(),
      click("note-edit"),
    ),
  },
  {
    name: "the buyer wrote again, files wait",
    before: overtaken,
    reach: steps(
      open,
      // Only what it stands above is not sent by the press.
      (page) => id(page, "stale").waitFor(),
      click("send"),
      (page) => page.locator("[data-testid=stale][data-asked]").waitFor(),
      click("upload-rename"),
    ),
  },
  {
    name: "send later",
    reach: steps(
      (page) => write(page, "Здравствуйте! Спасибо, что написали, сейчас посмотрю."),
      click("send-later"),
      (page) => id(page, "later-at").fill("завтра 9"),
      (page) => page.locator("[data-testid=later-hint]", { hasText: "Уйдёт" }).waitFor(),
    ),
  },
  {
    name: "jump to a date",
    // Messages on every third day: there are both kinds of days in this month and in its neighbours.
    before: (page) => answers(page, "chat_days", (real) => ({ ...real, first: real.first.map((_, at) => (at % 3 === 0 ? 1 : null)) })),
    reach: steps(
      open,
      click("jump-date"),
      (page) => page.locator(".calendar-day[data-has]").first().waitFor(),
      (page) => id(page, "date-field").fill("ъъъ"),
      click("date-go"),
    ),
  },
  {
    name: "a picture, large",
    before: async (page) => {
      const picture = { attachment: 1, kind: "image" as const, name: "чашка-с-трещиной-вид-сверху.png", stored: true };
      await answers(page, "chat_messages", (real) => ({
        ...real,
        messages: real.messages.map((each, at, all) => (at === all.length - 1 ? { ...each, attachments: [picture] } : each)),
      }));
      await instead("attachment_get", PICTURE)(page);
    },
    reach: steps(open, click("open-picture"), click("viewer-larger")),
  },
  {
    name: "deleting a message",
    before: deletable,
    reach: steps(open, click("delete-message"), (page) => id(page, "confirm-delete").waitFor()),
  },
  {
    name: "a long summary",
    before: summedUp,
    reach: steps(open, side, click("summary-whole"), (page) => id(page, "summary-make").waitFor()),
  },
  {
    name: "a stale draft",
    before: (page) => answers(page, "chat_draft", (real) => ({ ...real, stale: true, reason: "unsure" })),
    reach: steps(open, side, (page) => id(page, "draft-stale").waitFor()),
  },
  {
    name: "own words at hand",
    before: async (page) => {
      const past = {
        kind: "past_reply" as const,
        id: "1/1",
        title: "",
        excerpt: "Капюшон снимается.",
        at_ms: Date.now() - 40 * 86_400_000,
        chat: 1,
        message: 1,
      };
      const note = { kind: "snippet" as const, id: "1", title: "Размеры и обмеры", excerpt: "Берите на размер больше." };
      await answers(page, "chat_draft", (real) => ({ ...real, text: null, reason: "unsure", sources: [], findings: [] }));
      await instead("near_replies", [
        { text: "Здравствуйте! Капюшон на кнопках, его можно снять. Стирать лучше отдельно от комбинезона, при 30 градусах.", source: past },
        { text: "Здравствуйте! Берите на размер больше.", source: note },
      ])(page);
    },
    reach: steps(open, side, (page) => id(page, "near").waitFor()),
  },
  {
    name: "find in chat",
    reach: steps(
      open,
      (page) => page.keyboard.press("Control+f"),
      (page) => id(page, "find-field").fill("а"),
    ),
  },
  { name: "why this deadline", reach: steps(open, (page) => id(page, "chip-why").focus()) },
  { name: "quick look", reach: steps(keys("Space"), (page) => id(page, "quick-look").waitFor()) },
  {
    name: "spam",
    reach: steps(
      keys("g", "x"),
      (page) => id(page, "row-spam").waitFor(),
      (page) => page.keyboard.press("j"),
      (page) => id(page, "chat-spam").waitFor(),
    ),
  },
  { name: "several picked", reach: keys("j", "x", "Shift+J") },
  { name: "snooze", reach: steps(open, (page) => page.keyboard.press("h")) },
  { name: "label picker", reach: steps(open, (page) => page.keyboard.press("l")) },
  { name: "labels", reach: steps(keys(), rail, click("rail-labels-manage")) },
  { name: "a new label", reach: steps(keys(), rail, click("rail-labels-manage"), click("label-make")) },
  { name: "palette", reach: keys("Control+k") },
  { name: "palette without a hit", reach: steps(keys("Control+k"), (page) => page.keyboard.type("xyzzyx")) },
  { name: "help", reach: keys("?") },
  { name: "search hints", reach: keys("/") },
  {
    name: "search",
    reach: steps(
      keys("/"),
      (page) => page.keyboard.type("заказ"),
      (page) => id(page, "search-hit").waitFor(),
    ),
  },
  {
    name: "search without a hit",
    reach: steps(
      keys("/"),
      (page) => page.keyboard.type("ъъъъъ"),
      (page) => page.locator(".empty").first().waitFor(),
    ),
  },
  {
    name: "search with an unknown operator",
    reach: steps(
      keys("/"),
      (page) => page.keyboard.type("is:nowhere"),
      (page) => id(page, "search-problem").waitFor(),
    ),
  },
  { name: "an empty list", reach: steps(keys("g", "s"), (page) => page.locator(".empty").first().waitFor()) },
  { name: "a narrowed list", reach: steps(keys(), (page) => id(page, "only-unread").click()) },
  { name: "a saved view changed", reach: steps(keys(), rail, click("saved-view-edit"), (page) => id(page, "view-rename").waitFor()) },
  { name: "save a view", reach: steps(keys(), (page) => id(page, "only-unread").click(), click("filter-save")) },
  {
    name: "undo",
    reach: steps(
      open,
      (page) => page.keyboard.press("e"),
      (page) => page.locator(".notice").waitFor(),
      (page) => page.keyboard.press("z"),
    ),
  },
  {
    name: "chats of one buyer, a draft being written",
    before: (page) =>
      answers(page, "chat_draft", (draft) => ({
        ...draft,
        making: { text: "Здравствуйте, Анна! Чайник мы заменим: для этого", since_ms: Date.now() - 4_000 },
      })),
    reach: oneBuyer(true),
  },
  { name: "perhaps one buyer", reach: oneBuyer(false) },
  {
    name: "a second chat beside",
    reach: async (page, world) => {
      await oneBuyer(true)(page, world);
      await id(page, "people-beside").click();
      await id(page, "beside").getByTestId("message").first().waitFor();
    },
  },
  { name: "planned replies", before: replies(planned, { ...planned, held: "buyer_wrote" }), reach: steps(open, (page) => id(page, "plan").waitFor()) },
  {
    name: "replies in trouble",
    before: replies({ state: "failed", reason: "text_too_long", attempts: 1 }, { state: "unconfirmed", needs_owner: true, attempts: 1 }, { state: "sending" }),
    reach: steps(open, (page) => page.locator(".reply-unconfirmed").waitFor()),
  },
  // What goes wrong.
  {
    name: "a shop that fails",
    before: account({
      health: "retrying",
      error_count: 3,
      last_error: { code: "channel_rate_limited", status: 429, retry_at_ms: Date.now() + 8_000 } as unknown as AccountView["last_error"],
    }),
    reach: (page) => id(page, "status-strip").waitFor(),
  },
  {
    name: "a token that ends",
    before: account({ token_expires_at_ms: Date.now() + 2 * 86_400_000 }),
    reach: (page) => id(page, "expiry-strip").waitFor(),
  },
  { name: "a chat that cannot be read", before: (page) => answers(page, "chat_get", () => ({ ...refused, code: "chat_not_found" }), 404), reach: keys("j") },
  {
    name: "data that cannot be used",
    before: (page) => answers(page, "app_info", () => ({ ...refused, code: "data_corrupt" }), 500),
    reach: (page) => id(page, "startup-refused").waitFor(),
  },
  {
    name: "started from a copy",
    before: (page) =>
      answers(page, "app_info", (info) => ({
        ...info,
        recovery: { copied_at_ms: Date.now() - 3_600_000, set_aside: "/data/aside", salvaged: 2, brought_back: 1 },
      })),
    reach: keys(),
  },
  // The pages.
  { name: "settings", reach: settings },
  { name: "options of a shop", reach: steps(settings, click("shop-edit")) },
  { name: "removing a shop", reach: steps(settings, click("shop-remove")) },
  { name: "a new token", before: account({ channel: "wildberries" }), reach: steps(settings, click("shop-token")) },
  { name: "keys", reach: steps(settings, click("open-keys")) },
  {
    name: "a key that is taken",
    reach: async (page) => {
      await settings(page);
      await id(page, "open-keys").click();
      await id(page, "key-add-done").click();
      await page.keyboard.press("Control+k");
      await id(page, "key-refused").waitFor();
    },
  },
  {
    name: "recording a key",
    reach: steps(
      settings,
      (page) => id(page, "open-keys").click(),
      (page) => id(page, "key-add-done").click(),
    ),
  },
  { name: "rules", reach: go("r", "rule") },
  { name: "a rule", reach: steps(go("r", "rule"), click("rule-open")) },
  { name: "hours", reach: steps(go("r", "rule"), click("tab-hours")) },
  {
    name: "a rule tried",
    reach: steps(
      go("r", "rule"),
      (page) => id(page, "try-text").fill("Где мой заказ? Верните деньги!"),
      (page) => id(page, "try-answer").waitFor(),
    ),
  },
  { name: "simulator", reach: go("h", "sim-start") },
  {
    name: "a replay",
    reach: steps(
      go("h", "sim-start"),
      (page) => id(page, "sim-start").click(),
      (page) => id(page, "sim-sentence").waitFor({ timeout: 60_000 }),
    ),
  },
  { name: "metrics", reach: go("m", "week-map") },
  { name: "a column under the pointer", reach: steps(go("m", "week-map"), (page) => page.locator("[data-testid=chart-days] .chart-drawing").hover()) },
  {
    name: "figures as tables",
    reach: steps(go("m", "week-map"), click("chart-lengths-switch"), click("chart-days-switch")),
  },
  // Files out and in.
  { name: "export", reach: asked },
  { name: "export of several", reach: steps(keys("x", "Shift+J", "Shift+J"), click("bulk-export")) },
  {
    name: "export under way",
    before: exporting({ state: "running", path: null, chats: 3, chats_in_all: 10 }),
    reach: steps(exportStarted, (page) => id(page, "export-cancel").waitFor()),
  },
  {
    name: "exported",
    before: exporting({ form: "pack", manifest_sha256: "a".repeat(64), files_missing: 2, capped: true }),
    reach: steps(exportStarted, (page) => id(page, "export-done").waitFor()),
  },
  {
    name: "export failed",
    before: exporting({ state: "failed", path: null, problem: "disk_full" }),
    reach: steps(exportStarted, (page) => page.locator("p[role=alert]").first().waitFor()),
  },
  { name: "import", reach: importPage },
  { name: "imports there were", before: importsBefore, reach: steps(importPage, (page) => id(page, "import-past").waitFor()) },
  {
    name: "an import taken back",
    before: importsBefore,
    reach: steps(
      importPage,
      (page) => id(page, "import-past").getByRole("button").click(),
      (page) => id(page, "import-undo-sure").waitFor(),
    ),
  },
  { name: "import: columns", reach: steps(chosen, (page) => id(page, "import-missing").waitFor()) },
  {
    name: "import: under way",
    before: importing({ state: "running", bytes: 40, bytes_in_all: 100 }),
    reach: steps(tried, (page) => page.locator("progress, [role=progressbar]").first().waitFor()),
  },
  {
    name: "import: tried",
    reach: steps(
      tried,
      (page) => id(page, "import-found").waitFor(),
      (page) => page.locator(".import-faults summary").click(),
    ),
  },
  {
    name: "imported",
    before: importing({ dry_run: false, import: 5, account: 1, refused: 3, faults: [{ line: 3, fault: "time_unclear" }] }),
    reach: steps(tried, (page) => id(page, "import-done").waitFor()),
  },
  { name: "models", before: called, reach: steps(go("l", "add-model"), (page) => page.locator(".ledger-table").waitFor()) },
  {
    name: "a provider",
    reach: steps(
      go("l", "add-model"),
      (page) => id(page, "add-model").click(),
      (page) => page.locator('[data-testid^="choose-"]').first().click(),
    ),
  },
  {
    name: "a provider removed",
    before: (page) =>
      answers(page, "providers_list", (real) => ({
        ...real,
        providers: [{ provider: 1, kind: "deepseek", name: "DeepSeek", model: "deepseek-chat", enabled: true, has_key: true, local: false, currency: "usd" }],
      })),
    reach: steps(go("l", "provider"), click("provider-remove"), (page) => id(page, "confirm-provider-remove").waitFor()),
  },
  { name: "knowledge", reach: go("k", "knowledge-canned") },
  {
    name: "a canned reply",
    reach: steps(
      go("k", "knowledge-canned"),
      (page) => page.locator('[data-testid$="-add"]').first().click(),
      (page) => id(page, "canned-text").waitFor(),
    ),
  },
  { name: "snippets", reach: steps(go("k", "knowledge-canned"), (page) => id(page, "knowledge-snippets").click()) },
  {
    name: "snippets out of a file",
    reach: steps(
      go("k", "knowledge-canned"),
      (page) => id(page, "knowledge-snippets").click(),
      click("snippets-import"),
      async (page) => {
        const text = "# Доставка\nОтправляем на следующий день после заказа, кроме воскресенья.\n\n# Уход за посудой\nМыть руками, в микроволновку не ставить.";
        await id(page, "snippets-picker").setInputFiles({ name: "ответы-на-частые-вопросы.md", mimeType: "text/markdown", buffer: Buffer.from(text) });
        await id(page, "snippets-preview").waitFor();
      },
    ),
  },
  { name: "tone", reach: steps(go("k", "knowledge-canned"), (page) => id(page, "knowledge-tone").click()) },
  {
    name: "what was learned",
    before: steps(
      instead("habits_list", [
        habit(),
        habit({ habit: 2, state: "on", used: 12, before: { drafts: 20, distance: 0.3 }, after: { drafts: 12, distance: 0.1 } }),
      ]),
      fared,
    ),
    reach: steps(
      go("k", "knowledge-canned"),
      (page) => id(page, "knowledge-learned").click(),
      (page) => id(page, "habit-kept").waitFor(),
      (page) => id(page, "draft-figures-row").waitFor(),
    ),
  },
  { name: "guard rules", reach: steps(go("k", "knowledge-canned"), (page) => id(page, "knowledge-rules").click()) },
  { name: "state", reach: go("t", "state-account") },
  { name: "a backup", reach: steps(go("t", "state-account"), (page) => id(page, "backup-make").click()) },
  { name: "planned backups", reach: steps(go("t", "state-account"), (page) => id(page, "backup-plan").click()) },
  // The first run.
  { name: "first run: language", empty: true, reach: (page) => id(page, "onboarding-next").waitFor() },
  { name: "first run: where from", empty: true, reach: click("onboarding-next") },
  { name: "first run: token", empty: true, reach: steps(click("onboarding-next"), click("channel-wildberries")) },
  { name: "first run: restore", empty: true, reach: steps(click("onboarding-next"), click("restore-start")) },
  { name: "first run: the end", empty: true, before: connectable, reach: steps(click("onboarding-next"), connected) },
  { name: "first run: hours that are none", empty: true, before: connectable, reach: steps(click("onboarding-next"), connected, hoursRefused) },
  {
    name: "one more shop: the end",
    before: steps(account({ channel: "wildberries" }), connectable),
    reach: steps(settings, click("add-shop"), connected),
  },
];
