import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { Refusal } from "../api/host";
import { App } from "../app/App";
import { account, MemoryHost, message, NOW } from "./memoryHost";
import { counter, holdBack, open, openFirst, row } from "./scene";

const field = () => screen.findByTestId<HTMLTextAreaElement>("composer");

describe("the window", () => {
  it("stands when one page cannot be drawn, and leads back to the chats", async () => {
    const host = counter();
    // An older core does not know a setting that a page reads.
    (host.settings as Partial<typeof host.settings>).notify_muted_accounts = undefined;
    const user = await open(host);
    const quiet = vi.spyOn(console, "error").mockImplementation(() => {});
    await user.keyboard("{Control>},{/Control}");
    await user.click(within(await screen.findByTestId("drawing-failed")).getByRole("button"));
    expect(await screen.findAllByTestId("chat-row")).toHaveLength(3);
    quiet.mockRestore();
  });

  it("opens a chat by keyboard, marks it read and draws the border of what was read", async () => {
    const host = counter();
    const user = await open(host);
    await user.keyboard("j");
    await screen.findByText("Сообщение 11");
    expect(screen.getByText("новые")).toBeDefined();
    await waitFor(() => expect(host.asked("chat_read")).toEqual([{ chat: 1 }]));
    expect(screen.getAllByTestId("chat-row")[0]?.getAttribute("aria-selected")).toBe("true");
  });

  it("answers the chat under the cursor from the list, by each way to begin", async () => {
    const host = counter();
    const user = await open(host);
    const list = screen.getAllByRole("listbox").find((each) => each.classList.contains("list-scroll")) as HTMLElement;
    act(() => list.focus());
    await user.keyboard("{ArrowDown}r");
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("composer")));
    expect(row(2).getAttribute("aria-selected")).toBe("true");
    for (const [key, begun] of [
      ["n", () => screen.getByTestId("note")],
      ["{Control>}m{/Control}", () => within(screen.getByTestId("canned-picker")).getByRole("combobox")],
    ] as const) {
      // Out of the field, and out of the chat: the field is left with the next frame.
      for (let press = 0; press < 3; press++) {
        await user.keyboard("{Escape}");
        await act(() => new Promise<void>((drawn) => requestAnimationFrame(() => drawn())));
      }
      await waitFor(() => expect(screen.queryByTestId("composer-pane")).toBeNull());
      await user.keyboard(key);
      await waitFor(() => expect(document.activeElement).toBe(begun()));
      expect(row(2).getAttribute("aria-selected"), key).toBe("true");
    }
  });

  it("clears the pen only when the reply is stored, and keeps the text when it is not", async () => {
    const host = counter();
    const user = await open(host);
    await user.keyboard("j");
    host.refusals.set("reply_send", new Refusal({ code: "disk_full", message: "", retryable: true }));
    await user.type(await field(), "Здравствуйте!");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await screen.findByText(/На диске нет места/);
    expect((await field()).value).toBe("Здравствуйте!");
    host.refusals.clear();
    await user.click(screen.getByTestId("send"));
    await waitFor(async () => expect((await field()).value).toBe(""));
    const [first, second] = host.asked("reply_send") as { client_key: string }[];
    expect(first?.client_key).toBeTruthy();
    expect(second?.client_key, "the same text is the same reply").toBe(first?.client_key);
    await screen.findByText(/Уйдёт через/);
  });

  it("gives a withdrawn reply back to the pen", async () => {
    const host = counter();
    const user = await open(host);
    await user.keyboard("j");
    await user.type(await field(), "Сейчас посмотрю");
    await user.click(screen.getByTestId("send"));
    await user.click(await screen.findByTestId("undo-reply"));
    await waitFor(async () => expect((await field()).value).toBe("Сейчас посмотрю"));
    expect(host.outbox).toEqual([]);
  });

  it("keeps a text per chat and stores it", async () => {
    const host = counter();
    host.drafts.set(2, "начатое вчера");
    const user = await open(host);
    await user.keyboard("j");
    await user.type(await field(), "первому");
    await user.click(row(2));
    await waitFor(async () => expect((await field()).value).toBe("начатое вчера"));
    expect(host.drafts.get(1), "leaving a chat saves at once").toBe("первому");
  });

  it("explains a text over the limit instead of sending it", async () => {
    const host = counter();
    const user = await open(host);
    await user.keyboard("j");
    const pen = await field();
    await user.click(pen);
    await user.paste("я".repeat(1003));
    expect(await screen.findByText(/Лишних знаков: 3/)).toBeDefined();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(host.asked("reply_send")).toEqual([]);
  });

  it("leaves a doubtful reply to the owner with two buttons", async () => {
    const host = counter();
    host.outbox = [
      { outbox: 5, chat: 1, state: "unconfirmed", text: "Отправили", attempts: 1, reason: "timed_out", queued_at_ms: NOW, next_at_ms: NOW, needs_owner: true },
      { outbox: 6, chat: 1, state: "failed", text: "Второй", attempts: 1, reason: "channel_refused", queued_at_ms: NOW, next_at_ms: NOW, needs_owner: false },
    ];
    const user = await open(host);
    await user.keyboard("j");
    const failed = (await screen.findByText("Второй")).closest("article") as HTMLElement;
    expect(failed.dataset.state).toBe("failed");
    expect(within(failed).getByText(/Площадка отказала/)).toBeDefined();
    await user.click(await screen.findByRole("button", { name: "Он дошёл" }));
    await waitFor(() => expect(host.asked("outbox_confirm")).toEqual([{ outbox: 5 }]));
  });

  it("shows new words without being asked, and tells them once", async () => {
    const host = counter();
    const user = await open(host);
    await user.keyboard("j");
    await screen.findByText("Сообщение 11");
    host.messages.get(1)?.push(message(12, { text: "А когда?" }));
    act(() => host.changed(["messages", "chats"], [1]));
    await screen.findByText("А когда?");
    await waitFor(() => expect(screen.getByTestId("announcer").textContent).toBe("Покупатель пишет: А когда?"));
  });

  it("tells politely how a reply ended, on its way or not", async () => {
    const host = counter();
    const waiting = { chat: 1, attempts: 0, queued_at_ms: NOW, next_at_ms: NOW, needs_owner: false } as const;
    host.outbox = [
      { ...waiting, outbox: 5, state: "sending", text: "Отправили" },
      { ...waiting, outbox: 6, state: "queued", text: "Второй" },
    ];
    const user = await open(host);
    await user.keyboard("j");
    await screen.findByText("Отправили");
    const said = () => screen.getByTestId("announcer").textContent;
    const [first, second] = host.outbox;
    if (!first || !second) throw new Error("no replies");
    host.outbox = [second];
    host.messages.get(1)?.push(message(12, { author: "seller", text: "Отправили", outbox: 5 }));
    act(() => host.changed(["messages", "outbox"], [1]));
    await waitFor(() => expect(said()).toBe("Ответ отправлен"));
    host.outbox = [{ ...second, state: "failed", attempts: 1, reason: "channel_refused" }];
    act(() => host.changed(["outbox"], [1]));
    await waitFor(() => expect(said()).toBe("Ответ не отправлен, он сохранён"));
    expect(screen.getByTestId("alarm").textContent, "only a missed deadline is spoken over whatever is read").toBe("");
  });

  it("says of a sent draft whose words it was, and nothing of the owner's own", async () => {
    const host = counter();
    const ours = { author: "seller" as const, read: false };
    host.messages.set(1, [
      message(1, { ...ours, drafted: { maker: "embedded", edited: false } }),
      message(2, { ...ours, drafted: { maker: "deepseek", edited: true } }),
      message(3, ours),
    ]);
    await openFirst(host);
    await waitFor(() => expect(screen.getAllByTestId("drafted").map((each) => each.textContent?.trim())).toEqual(["Пульт, проверили вы", "ИИ, исправили вы"]));
  });

  it("treats a buyer's words as words", async () => {
    const host = counter();
    const evil = `<img src=x onerror="alert(1)"><script>1</script>\u0000\u202eтекст`;
    host.messages.set(1, [message(10, { text: evil })]);
    const user = await open(host);
    await user.keyboard("j");
    const shown = await screen.findByText(/onerror/);
    expect(shown.textContent).toBe(`<img src=x onerror="alert(1)"><script>1</script>\u25a1текст`);
    expect(document.querySelector("[onerror], .bubble script")).toBeNull();
  });

  it("finds as typed and clears with Esc", async () => {
    const host = counter();
    const user = await open(host);
    await user.keyboard("/Сообщение 3");
    expect(await screen.findAllByTestId("search-hit")).toHaveLength(2);
    await user.keyboard("{Escape}");
    await screen.findAllByTestId("chat-row");
  });

  it("shows what the newest words find, however late the answer to older ones comes", async () => {
    const host = counter();
    const user = await open(host);
    const release = holdBack(host, "search", (request) => "query" in request && request.query === "Сообщение 1");
    await user.keyboard("/Сообщение 1");
    expect(screen.getByTestId<HTMLInputElement>("search").value, "typing waits for no answer").toBe("Сообщение 1");
    await user.keyboard("{Backspace}3");
    const hits = () => screen.getAllByTestId("search-hit").map((hit) => hit.querySelector("mark")?.textContent);
    await waitFor(() => expect(hits()).toEqual(["Сообщение 30", "Сообщение 31"]));
    await act(async () => release());
    expect(hits()).toEqual(["Сообщение 30", "Сообщение 31"]);
  });

  it("finds more for who goes through the first hits to their end", async () => {
    const host = counter();
    host.messages.set(
      1,
      Array.from({ length: 30 }, (_, n) => message(100 + n, { text: `Чашка ${n}` })),
    );
    const user = await open(host);
    await user.keyboard("/Чашка");
    expect(await screen.findAllByTestId("search-hit")).toHaveLength(20);
    fireEvent.scroll(screen.getByRole("list", { name: "Найденные сообщения" }).closest(".list-scroll") as HTMLElement);
    await waitFor(() => expect(screen.getAllByTestId("search-hit")).toHaveLength(30));
  });

  it("completes operators with Tab, ranks on Enter, and opens a hit at its message", async () => {
    const host = counter();
    const user = await open(host);
    await user.keyboard("/fr");
    await screen.findByTestId("search-hints");
    await user.keyboard("{Tab}");
    expect(screen.getByTestId<HTMLInputElement>("search").value).toBe("from:");
    await user.clear(screen.getByTestId("search"));
    await user.keyboard("Сообщение 3{Enter}");
    await waitFor(() => expect(host.asked("search").at(-1)).toMatchObject({ query: "Сообщение 3", ranked: true }));
    const [hit] = await screen.findAllByTestId("search-hit");
    await user.click(hit as HTMLElement);
    await waitFor(() => expect(host.asked("chat_messages").some((asked) => "before" in (asked as object))).toBe(true));
  });

  it("offers nothing over a word that stands there whole, only what goes on from it", async () => {
    const host = counter();
    host.accounts = ["Лавка", "Лавка2"].map((name, at) => account({ account: at + 1, name }));
    const user = await open(host);
    await user.keyboard("/shop:Лавка");
    await screen.findByRole("option", { name: "shop:Лавка2" });
    expect(within(screen.getByTestId("search-hints")).getAllByRole("option")).toHaveLength(1);
  });

  it("shows the newest chats that are about the words, and all of them when asked", async () => {
    const host = counter();
    const about = (n: number) => ({ chat: 1, channel: "wildberries" as const, customer: [{ text: `Анна ${n}`, hit: true }], order: [], item: [], message: n });
    host.foundChats = Array.from({ length: 7 }, (_, n) => ({ ...about(n), chat: n + 1, last_at_ms: 1_000 + n }));
    const user = await open(host);
    await user.keyboard("/Анна");
    expect(await screen.findAllByTestId("search-chat")).toHaveLength(5);
    await user.click(screen.getByTestId("search-all-chats"));
    await waitFor(() => expect(screen.getAllByTestId("search-chat")).toHaveLength(7));
    expect(screen.queryByTestId("search-all-chats")).toBeNull();
    expect(document.activeElement, "the keyboard goes on from there").toBe(screen.getAllByTestId("search-chat")[4]);
  });

  it("always has a hit that Tab reaches, and gives the field back when it is cleared", async () => {
    const host = counter();
    const user = await open(host);
    await user.keyboard("/Сообщение");
    await waitFor(() => expect(screen.getAllByTestId("search-hit")).toHaveLength(6));
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}");
    await user.click(screen.getByTestId("search"));
    await user.keyboard(" 31");
    await waitFor(() => expect(screen.getAllByTestId("search-hit")).toHaveLength(1));
    expect(screen.getByTestId("search-hit").tabIndex).toBe(0);
    await user.click(screen.getByRole("button", { name: "Очистить поиск" }));
    expect(document.activeElement).toBe(screen.getByTestId("search"));
  });

  it("offers other words where nothing is found", async () => {
    const host = counter();
    host.variants = ["Сообщение"];
    const user = await open(host);
    await user.keyboard("/абракадабра");
    await user.click(await screen.findByTestId("search-variant"));
    expect(await screen.findAllByTestId("search-hit")).not.toHaveLength(0);
  });

  it("works on a Cyrillic layout, and is silent when single keys are off", async () => {
    const host = counter();
    const user = await open(host);
    await act(async () => {
      window.dispatchEvent(new KeyboardEvent("keydown", { key: "о", code: "KeyJ", bubbles: true }));
    });
    await screen.findByText("Сообщение 11");
    host.settings = { ...host.settings, single_keys: false };
    act(() => host.changed(["settings"]));
    await waitFor(() => expect(host.asked("app_info").length).toBeGreaterThan(1));
    await user.keyboard("?");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("closes a chat with E and takes it back with Z", async () => {
    const host = counter();
    const user = await open(host);
    await user.keyboard("je");
    await screen.findByText("Чат закрыт");
    expect(host.chats[0]?.queue).toBe("done");
    await user.keyboard("z");
    await waitFor(() => expect(host.chats[0]?.queue).toBe("waiting"));
  });

  it("says who failed, what was kept and what follows", async () => {
    const host = counter();
    host.accounts = [
      account({ health: "retrying", error_count: 1, last_error: { code: "rate_limited", detail: "", status: 429, retry_at_ms: Date.now() + 8_400 } }),
    ];
    await open(host);
    expect(screen.getByTestId("status-strip").textContent).toMatch(/Wildberries ответил 429\. Ничего не потеряно\. Повтор через 8 с\./);
    expect(screen.getByTestId("status-strip").textContent).not.toMatch(/ещё/);
  });

  it("counts the other shops in trouble beside the one that it names", async () => {
    const host = counter();
    const last_error = { code: "rate_limited" as const, detail: "", status: 429 };
    host.accounts = [1, 2, 3].map((each) => account({ account: each, health: each === 3 ? "ok" : "retrying", last_error }));
    await open(host);
    expect(screen.getByTestId("status-strip").textContent).toMatch(/И ещё 1 магазин с ошибкой\./);
  });

  it("promises no retry where only the owner can help, and says so at the waiting reply", async () => {
    const host = counter();
    host.accounts = [account({ health: "needs_owner", last_error: { code: "token_rejected", detail: "", status: 401, retry_at_ms: Date.now() + 1_000 } })];
    host.blocked = "account_needs_owner";
    host.outbox = [{ outbox: 5, chat: 1, state: "queued", text: "Отправим", attempts: 1, queued_at_ms: NOW, next_at_ms: NOW, needs_owner: false }];
    const user = await open(host);
    const strip = screen.getByTestId("status-strip");
    expect(strip.textContent).toMatch(/не приняла ключ/);
    expect(strip.textContent).not.toMatch(/Повтор через/);
    await user.keyboard("j");
    await screen.findByText(/Ждёт, пока магазин снова заработает/);
    await user.click(within(strip).getByRole("button", { name: "Новый ключ" }));
    await screen.findByRole("dialog", { name: /Новый ключ для «Глиняный дом»/ });
  });

  it("says that all is answered and when it looks again", async () => {
    const host = new MemoryHost();
    // From now, not from the first line of this file: the tests before take their time.
    for (const shop of host.accounts) shop.next_sync_at_ms = Date.now() + 22_000;
    render(<App host={host} />);
    await screen.findByText("Всё отвечено");
    expect(screen.getByText(/Следующая проверка через \d+ с/)).toBeDefined();
  });

  it("says so of no shop that was never read", async () => {
    const host = new MemoryHost();
    const [shop] = host.accounts;
    if (!shop) throw new Error("no shop");
    host.accounts = [shop, { ...shop, account: 9, channel: "archive", name: "Старое" }];
    render(<App host={host} />);
    await screen.findByText("Всё отвечено");
    Object.assign(shop, { health: "retrying", last_sync_at_ms: null });
    host.changed(["accounts"]);
    await screen.findByText("Магазин «Глиняный дом» ещё ни разу не проверен");
    expect(screen.queryByText("Всё отвечено")).toBeNull();
  });

  it("shows what words there are of a message it cannot show", async () => {
    const host = counter();
    host.messages.get(1)?.push(message(12, { kind: "unsupported", text: "Мой новый адрес" }));
    await openFirst(host);
    const line = (await screen.findByText("Мой новый адрес")).closest(".system-line");
    expect(line?.textContent).toMatch(/пока не умеет показывать: Мой новый адрес/);
  });
});

describe("labels in the rail", () => {
  it("leave the shops their place: the first ones and the one in use, the rest at a press", async () => {
    const host = counter();
    host.labels = Array.from({ length: 30 }, (_, at) => ({ label: at + 1, name: `Метка ${at + 1}`, colour: at % 8 }));
    const user = await open(host);
    const names = () => screen.getAllByTestId("rail-label").map((each) => each.textContent);
    await waitFor(() => expect(names()).toHaveLength(8));
    await user.click(screen.getByRole("button", { name: "Ещё 22" }));
    expect(names()).toHaveLength(30);
    await user.click(screen.getAllByTestId("rail-label")[19] as HTMLElement);
    await user.click(screen.getByRole("button", { name: "Свернуть" }));
    expect(names()).toHaveLength(9);
    expect(names().at(-1)).toBe("Метка 20");
    expect(screen.getByRole("button", { name: "Ещё 21" }).getAttribute("aria-expanded")).toBe("false");
    const used = screen.getByRole("button", { name: "Метка 20" });
    await user.click(used);
    expect(used.getAttribute("aria-current")).toBeNull();
    expect(document.activeElement, "the keyboard is not left in the air").toBe(used);
  });
});

describe("the theme", () => {
  /** A system that turns dark and light again while the window stands open. */
  function turning() {
    let dark = false;
    const told = new Set<() => void>();
    const asked = vi.spyOn(window, "matchMedia").mockImplementation(
      (query) =>
        ({
          get matches() {
            return dark === query.includes("dark");
          },
          addEventListener: (_: "change", tell: () => void) => told.add(tell),
          removeEventListener: (_: "change", tell: () => void) => told.delete(tell),
        }) as unknown as MediaQueryList,
    );
    const turn = (to: "dark" | "light") => {
      dark = to === "dark";
      for (const tell of told) tell();
    };
    return { turn, end: () => asked.mockRestore() };
  }
  const shown = () => document.documentElement.dataset.theme;

  it("is the system's, also when that changes, until the owner chooses one", async () => {
    const system = turning();
    const host = counter();
    host.settings.theme = "system";
    const user = await open(host);
    expect(shown()).toBe("light");
    system.turn("dark");
    expect(shown()).toBe("dark");
    await user.keyboard("{Control>},{/Control}");
    await user.click(await screen.findByRole("radio", { name: "Светлая" }));
    await waitFor(() => expect(shown()).toBe("light"));
    system.turn("light");
    system.turn("dark");
    expect(shown()).toBe("light");
    await user.click(screen.getByRole("radio", { name: "Тёмная" }));
    await waitFor(() => expect(shown()).toBe("dark"));
    system.turn("light");
    expect(shown()).toBe("dark");
    await user.click(screen.getByRole("radio", { name: "Как в системе" }));
    await waitFor(() => expect(shown()).toBe("light"));
    system.end();
  });
});

describe("the first run", () => {
  it("leads from a language through a checked token to the chats", async () => {
    const host = new MemoryHost();
    host.accounts = [];
    host.settings.onboarded = false;
    const user = userEvent.setup();
    render(<App host={host} />);
    await user.click(await screen.findByRole("radio", { name: "Magyar" }));
    await screen.findByText("Milyen nyelven beszéljünk?");
    await user.click(screen.getByRole("radio", { name: "Русский" }));
    await screen.findByText("На каком языке говорить?");
    await user.click(screen.getByTestId("onboarding-next"));
    await user.click(await screen.findByTestId("channel-wildberries"));
    host.check = { ...host.check, ok: false, problem: "token_missing_right", missing_rights: ["Чат с покупателями"], warnings: ["base_token"], kind: "base" };
    await user.type(await screen.findByTestId("token-field"), "abc");
    const verdict = await screen.findByTestId("token-verdict");
    expect(verdict.textContent).toMatch(/Не хватает права «Чат с покупателями»/);
    expect(verdict.textContent).toMatch(/Интеграции по API/);
    expect(screen.getByTestId<HTMLButtonElement>("connect-shop").disabled).toBe(true);
    expect(host.asked("account_add"), "nothing is saved before the check").toEqual([]);
    host.check = { ...host.check, ok: true, problem: null, missing_rights: [], warnings: [], kind: "personal" };
    await user.type(screen.getByTestId("token-field"), "d");
    await screen.findByText("Ключ подходит");
    await user.click(screen.getByTestId("connect-shop"));
    await user.click(await screen.findByTestId("onboarding-open"));
    await screen.findByRole("navigation");
    expect(host.asked("account_add")).toEqual([{ channel: "wildberries", name: "", token: "abcd" }]);
    expect(host.settings.onboarded).toBe(true);
  });

  it("opens the demo shop with one button", async () => {
    const host = new MemoryHost();
    host.accounts = [];
    host.settings.onboarded = false;
    const user = userEvent.setup();
    render(<App host={host} />);
    await user.click(await screen.findByTestId("onboarding-skip"));
    await user.click(await screen.findByTestId("demo-start"));
    await user.click(await screen.findByTestId("demo-remove"));
    await waitFor(() => expect(host.accounts).toEqual([]));
  });
});
