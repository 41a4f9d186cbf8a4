import type { Page } from "playwright-core";
import type { AccountView, ExportView, ImportView, OutboxView } from "../../api/bindings";
import type { OperationName, ResponseOf } from "../../api/host";
import { GOOD_TOKEN } from "../goodToken";
import { summary } from "../memoryLearning";
import { call } from "../memoryModels";
import { exported, imported } from "../memoryTransfers";
import { answers, type World } from "./world";

/** One step after the other. */
export const steps =
  (...all: ((page: Page) => Promise<unknown>)[]) =>
  async (page: Page) => {
    for (const step of all) await step(page);
  };
export const id = (page: Page, name: string) => page.getByTestId(name).first();
export const click = (name: string) => async (page: Page) => id(page, name).click();
export const keys =
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
export const side = unfold(".only-folded-side");
export const rail = unfold(".only-folded-rail");
export const open = async (page: Page) => {
  await keys("j")(page);
  await id(page, "composer").waitFor();
};
export const write = async (page: Page, text: string) => {
  await open(page);
  await id(page, "composer").fill(text);
};
export const settings = async (page: Page) => {
  await keys("Control+,")(page);
  await id(page, "settings").waitFor();
};
export const go = (letter: string, screen: string) => async (page: Page) => {
  await keys("g", letter)(page);
  await id(page, screen).waitFor();
};
export const account = (over: Partial<AccountView>) => (page: Page) => answers(page, "accounts_list", (all) => all.map((each) => ({ ...each, ...over })));

/** What an operation answers, without asking the core: no file is written, no history stored. */
export const instead =
  <O extends OperationName>(name: O, answer: ResponseOf<O>) =>
  async (page: Page) => {
    await page.route(`**/rpc/${name}`, (route) => route.fulfill({ json: answer }));
  };
const command = (words: string) => async (page: Page) => {
  await keys("Control+k")(page);
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
};

export const exporting = (over: Partial<ExportView>) => async (page: Page) => {
  for (const name of ["export_start", "export_view"] as const) await instead(name, exported(over))(page);
};
export const asked = steps(open, click("export"));
export const exportStarted = steps(asked, click("export-start"));

export const importing = (over: Partial<ImportView>) => async (page: Page) => {
  for (const name of ["import_start", "import_view"] as const) await instead(name, imported(over))(page);
};
export const importPage = steps(command("Загрузить историю"), (page) => id(page, "import-choose").waitFor());
export const importsBefore = instead("imports_list", [
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
]);
/** A table of another program with a column that nobody knows; nothing of it is stored before a trial. */
export const chosen = steps(importPage, async (page) => {
  const rows = ["Дата;Сторона;Имя;Текст;Прочее", "20.11.2025 13:05;Покупатель;Мария;Здравствуйте! Когда отправите?;7", "вчера;Покупатель;Мария;И ещё;8"];
  await id(page, "import-picker").setInputFiles({ name: "переписка-за-прошлый-год.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) });
  await id(page, "import-file").waitFor();
});
export const tried = steps(chosen, (page) => page.getByTestId("import-column-1").selectOption("author"), click("import-try"));

/** The first chats of the list are one buyer's, or may be. */
export const oneBuyer = (sure: boolean) => async (page: Page, world: World) => {
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
export const replies =
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
export const planned = { planned_at_ms: Date.now() + 3_600_000 };

/** A picture of one colour, 96 by 64: enough to be opened. */
export const PICTURE: ResponseOf<"attachment_get"> = {
  media_type: "image/png",
  base64: "iVBORw0KGgoAAAANSUhEUgAAAGAAAABAAQMAAADf+uBNAAAAA1BMVEWoQx8mTSAxAAAAEElEQVR42mNgGAWjYBSQCwADQAAB8oOzpwAAAABJRU5ErkJggg==",
  path: "/data/files/1",
};
/** Two notes in whichever chat is opened and a third one begun; the core keeps none of them, or the next scene would begin in a note. */
export const notes = async (page: Page) => {
  const note = { chat: 1, text: "Постоянный покупатель: скидка десять процентов, упаковать вдвойне.", written_at_ms: Date.now() - 120_000 };
  await instead("notes_list", [
    { ...note, note: 1 },
    { ...note, note: 2, written_at_ms: Date.now() - 60_000, edited_at_ms: Date.now() },
  ])(page);
  await answers(page, "chat_get", (view) => ({ ...view, draft: "", note_draft: "Спросить на складе, осталась ли глазурь того же цвета." }));
};
/** A reply that was begun before the buyer's last words, with a picture and a document. */
export const overtaken = async (page: Page) => {
  await instead("upload_get", PICTURE)(page);
  const uploads = [
    { upload: 9_001, name: "чашка-с-трещиной-вид-сверху.jpg", media_type: "image/jpeg", bytes: 48_000 },
    { upload: 9_002, name: "накладная.pdf", media_type: "application/pdf", bytes: 120_000 },
  ];
  await answers(page, "chat_get", (view) => ({ ...view, draft: "Здравствуйте! Спасибо, что написали, сейчас посмотрю.", draft_seen: 0, uploads }));
};

/** The newest message of whichever chat is opened is the shop's own, and the marketplace still lets it go. */
export const deletable = async (page: Page) => {
  await answers(page, "chat_get", (view) => ({ ...view, limits: { ...view.limits, delete_within_ms: 3_600_000 } }));
  const own = { author: "seller" as const, kind: "text" as const, remote_id: "own", text: "Отправим завтра утром, трек-номер придёт в этот чат." };
  await answers(page, "chat_messages", (real) => ({
    ...real,
    messages: real.messages.map((each, at, all) => (at === all.length - 1 ? { ...each, ...own, sent_at_ms: Date.now() - 60_000 } : each)),
  }));
};

/** A model's summary of a chat in which much was said, the buyer's last words not among it. */
export const summedUp = instead(
  "chat_summary",
  summary({
    messages: 140,
    asked: [
      { text: "Где мой заказ и можно ли вместо синей чашки положить белую, если такая ещё осталась на складе?", message: 1 },
      { text: "Подойдёт ли крышка от прошлогоднего чайника к новому?", message: 2 },
    ],
    promised: [{ text: "Отправить белую чашку утром и прислать трек-номер в этот чат.", message: 3 }],
    open: [
      { text: "Когда рассмотрят заявку на возврат, и кто платит за обратную дорогу?", message: 4 },
      { text: "Придёт ли чек на почту?", message: null },
    ],
    maker: "deepseek",
    model: "deepseek-chat",
    cost: 0.0012,
    currency: "usd",
    cost_exact: false,
    stale: true,
  }),
);

/** Drafts of a month by the program itself and by a model. */
export const fared = instead("draft_figures", {
  makers: [
    {
      maker: "embedded",
      made: 40,
      inserted: 1,
      sent: 20,
      edited: 10,
      ignored: 9,
      accepted: 0.77,
      distance: 0.12,
      stopped: 0,
      cost: 0,
      took_ms: 6,
      up: 4,
      down: 2,
    },
    {
      maker: "deepseek",
      model: "deepseek-chat",
      made: 1_280,
      inserted: 0,
      sent: 0,
      edited: 0,
      ignored: 0,
      stopped: 3,
      cost: 0.0012,
      currency: "usd",
      took_ms: 1_840,
      up: 0,
      down: 0,
    },
  ],
  faults: [
    { fault: "off_topic", count: 2 },
    { fault: "wrong_tone", count: 1 },
  ],
});

/** Calls of models: one under way, one in vain, one on this machine, one of which the cost is an estimate. */
export const called = instead("ledger_list", {
  calls: [
    call(1, { open: true, tokens_out: 0, took_ms: 0 }),
    call(2, { problem: "model_rate_limited", purpose: "translation" }),
    call(3, { local: true, cost_micros: 0, kind: "llama_cpp", model: "qwen2.5-7b-instruct-q4_k_m", provider: null }),
    call(4, { cost_exact: false, fields: ["buyer_messages", "own_replies", "item", "order", "tone", "snippets"] }),
  ],
});

/** Any token is a good one, and nothing is connected by it. */
export const connectable = async (page: Page) => {
  await instead("account_check", GOOD_TOKEN)(page);
  await instead("account_add", { account: 1, channel: "wildberries", name: "Дом" })(page);
};
/** From the choice of a marketplace to the last step. */
export const connected = steps(
  click("channel-wildberries"),
  (page) => id(page, "token-field").fill("x".repeat(80)),
  click("connect-shop"),
  (page) => id(page, "onboarding-open").waitFor(),
);
/** Neither a day nor a time. */
export const hoursRefused = async (page: Page) => {
  for (const day of await page.locator('[data-testid^="works-"][type=checkbox]').all()) await day.click();
  await id(page, "works-to").fill("25");
  await id(page, "onboarding-open").click();
  await page.locator("p[role=alert]").first().waitFor();
};

export const refused = { code: "internal", message: "", retryable: false };
