import type { Page } from "playwright-core";
import type { AccountView, ExportView, ImportView, OutboxView } from "../../api/bindings";
import type { OperationName, ResponseOf } from "../../api/host";
import { exported, imported } from "../memoryTransfers";
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

/** One step after the other. */
const steps =
  (...all: ((page: Page) => Promise<unknown>)[]) =>
  async (page: Page) => {
    for (const step of all) await step(page);
  };
const id = (page: Page, name: string) => page.getByTestId(name).first();
const click = (name: string) => async (page: Page) => id(page, name).click();
const keys =
  (...presses: string[]) =>
  async (page: Page) => {
    await page.getByTestId("chat-row").first().waitFor();
    for (const press of presses) await page.keyboard.press(press);
  };
/** Panes that a narrow window folds away are opened first. */
const unfold = (button: string) => async (page: Page) => {
  const way = page.locator(button).first();
  if (await way.isVisible()) await way.click();
};
const side = unfold(".only-folded-side");
const rail = unfold(".only-folded-rail");
const open = async (page: Page) => {
  await keys("j")(page);
  await id(page, "composer").waitFor();
};
const write = async (page: Page, text: string) => {
  await open(page);
  await id(page, "composer").fill(text);
};
const settings = async (page: Page) => {
  await keys("Control+,")(page);
  await id(page, "settings").waitFor();
};
const go = (letter: string, screen: string) => async (page: Page) => {
  await keys("g", letter)(page);
  await id(page, screen).waitFor();
};
const account = (over: Partial<AccountView>) => (page: Page) => answers(page, "accounts_list", (all) => all.map((each) => ({ ...each, ...over })));

/** What an operation answers, without asking the core: no file is written, no history stored. */
const instead =
  <O extends OperationName>(name: O, answer: ResponseOf<O>) =>
  async (page: Page) => {
    await page.route(`**/rpc/${name}`, (route) => route.fulfill({ json: answer }));
  };
const command = (words: string) => async (page: Page) => {
  await keys("Control+k")(page);
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
};

const exporting = (over: Partial<ExportView>) => async (page: Page) => {
  for (const name of ["export_start", "export_view"] as const) await instead(name, exported(over))(page);
};
const asked = steps(open, click("export"));
const exportStarted = steps(asked, click("export-start"));

const importing = (over: Partial<ImportView>) => async (page: Page) => {
  for (const name of ["import_start", "import_view"] as const) await instead(name, imported(over))(page);
};
const importPage = steps(command("Загрузить историю"), (page) => id(page, "import-choose").waitFor());
/** A table of another program with a column that nobody knows; nothing of it is stored before a trial. */
const chosen = steps(importPage, async (page) => {
  const rows = ["Дата;Сторона;Имя;Текст;Прочее", "20.11.2025 13:05;Покупатель;Мария;Здравствуйте! Когда отправите?;7", "вчера;Покупатель;Мария;И ещё;8"];
  await id(page, "import-picker").setInputFiles({ name: "переписка-за-прошлый-год.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) });
  await id(page, "import-file").waitFor();
});
const tried = steps(chosen, (page) => page.getByTestId("import-column-1").selectOption("author"), click("import-try"));

/** The first chats of the list are one buyer's, or may be. */
const oneBuyer = (sure: boolean) => async (page: Page, world: World) => {
  const { chats } = await world.call("chat_list", { view: "waiting", limit: 3 });
  if (sure) await instead("person_get", { chats: chats.map((row) => ({ row, by_itself: row === chats[2] })) })(page);
  else {
    const reasons = [{ reason: "phone" as const, value: "6789" }, { reason: "name" as const }];
    const [likely, possible] = [chats[1], chats[2]].map((row, at) => row && { row, sureness: at === 0 ? ("likely" as const) : ("possible" as const), reasons });
    await instead("person_suggestions", likely && possible ? [likely, possible] : [])(page);
  }
  await world.open(page);
  await steps(open, side, (page) => id(page, "people").scrollIntoViewIfNeeded())(page);
};

/** Replies that are no messages yet, in whichever chat is opened. */
const replies =
  (...all: Partial<OutboxView>[]) =>
  (page: Page) =>
    answers(page, "chat_messages", (real) => ({
      ...real,
      outbox: all.map(
        (over, at): OutboxView => ({
          outbox: 9_000 + at,
          chat: 1,
          state: "queued",
          text: "Здравствуйте! Отправим завтра утром, трек-номер придёт вам в этот чат.",
          attempts: 0,
          queued_at_ms: Date.now() - 60_000,
          next_at_ms: Date.now() + 3_600_000,
          needs_owner: false,
          ...over,
        }),
      ),
    }));
const planned = { planned_at_ms: Date.now() + 3_600_000 };

/** Any token is a good one, and nothing is connected by it. */
const connectable = async (page: Page) => {
  await instead("account_check", {
    ok: true,
    missing_rights: [],
    warnings: [],
    kind: "personal",
    problem: null,
    expires_at_ms: null,
    seller_id: null,
    seller_name: "ИП Гончар",
    chats_seen: 60,
    detail: null,
  })(page);
  await instead("account_add", { account: 1, channel: "wildberries", name: "Дом" })(page);
};
/** From the choice of a marketplace to the last step. */
const connected = steps(
  click("channel-wildberries"),
  (page) => id(page, "token-field").fill("x".repeat(80)),
  click("connect-shop"),
  (page) => id(page, "onboarding-open").waitFor(),
);
/** Neither a day nor a time. */
const hoursRefused = async (page: Page) => {
  for (const day of await page.locator('[data-testid^="works-"][type=checkbox]').all()) await day.click();
  await id(page, "works-to").fill("25");
  await id(page, "onboarding-open").click();
  await page.locator("p[role=alert]").first().waitFor();
};

const refused = { code: "internal", message: "", retryable: false };

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
  { name: "why the draft", reach: steps(open, (page) => page.keyboard.press("Control+i")) },
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
  { name: "chats of one buyer", reach: oneBuyer(true) },
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
  {
    name: "imports there were",
    before: instead("imports_list", [
      {
        import: 2,
        account: 1,
        name: "переписка-за-прошлый-год.csv",
        at_ms: Date.now() - 86_400_000,
        chats: 12,
        messages: 1_234,
        known: 3,
        refused: 1,
        whole: false,
      },
    ]),
    reach: steps(importPage, (page) => id(page, "import-past").waitFor()),
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
  { name: "models", reach: go("l", "add-model") },
  {
    name: "a provider",
    reach: steps(
      go("l", "add-model"),
      (page) => id(page, "add-model").click(),
      (page) => page.locator('[data-testid^="choose-"]').first().click(),
    ),
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
  { name: "tone", reach: steps(go("k", "knowledge-canned"), (page) => id(page, "knowledge-tone").click()) },
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
