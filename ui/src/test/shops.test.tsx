import { readFileSync } from "node:fs";
import { join } from "node:path";
import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Calendar, SlaPolicy, SlaSet, Week } from "../api/bindings";
import { Refusal } from "../api/host";
import { App } from "../app/App";
import { UNSET } from "../features/onboarding/hours";
import { everyDay, WEEKDAYS } from "../features/rules/policy";
import { wordsOf } from "../words/words";
import { account, chat, MemoryHost } from "./memoryHost";
import { POLICY } from "./memoryThings";
import { counter, holdBack, open, openFirst } from "./scene";

async function connecting(host: MemoryHost, channel: string) {
  host.accounts = [];
  host.settings.onboarded = false;
  const user = userEvent.setup();
  render(<App host={host} />);
  await user.click(await screen.findByTestId("onboarding-next"));
  await user.click(await screen.findByTestId(`channel-${channel}`));
  return user;
}

async function settings(host: MemoryHost) {
  const user = await open(host);
  await user.keyboard("{Control>},{/Control}");
  await screen.findByTestId("settings");
  return user;
}

describe("connecting a shop", () => {
  it("offers only what this version can connect", async () => {
    const host = new MemoryHost();
    host.unavailable = ["avito"];
    await connecting(host, "ozon");
    expect(screen.queryByTestId("channel-avito")).toBeNull();
  });

  it("tries Ozon only when both halves are there, and tells a plan that is too low", async () => {
    const host = new MemoryHost();
    const user = await connecting(host, "ozon");
    host.check = { ...host.check, ok: false, problem: "plan_too_low" };
    await user.type(screen.getByTestId("token-field"), "key");
    await new Promise((done) => setTimeout(done, 700));
    expect(host.asked("account_check"), "half an access is not tried").toEqual([]);
    await user.type(screen.getByTestId("client-id-field"), "836001");
    const verdict = await screen.findByTestId("token-verdict");
    expect(verdict.textContent).toMatch(/Ozon: ваш тариф не открывает чаты/);
    expect(verdict.textContent).toMatch(/Premium Plus/);
    host.check = { ...host.check, ok: true, problem: null };
    await user.click(within(verdict).getByRole("button", { name: "Проверить ещё раз" }));
    await screen.findByText("Ключ подходит");
    await user.click(screen.getByTestId("connect-shop"));
    await screen.findByTestId("onboarding-finish");
    expect(host.asked("account_add")).toEqual([{ channel: "ozon", name: "", token: "key", client_id: "836001" }]);
  });

  it("says of a key that is refused what to do, and not what is kept or well", async () => {
    const host = new MemoryHost();
    const user = await connecting(host, "wildberries");
    host.check = { ...host.check, ok: false, problem: "token_rejected", detail: "token signature is invalid" };
    await user.type(screen.getByTestId("token-field"), "abc");
    const verdict = await screen.findByTestId("token-verdict");
    expect(verdict.textContent).toMatch(/не приняла ключ.*Слова площадки: token signature/);
    expect(verdict.textContent).not.toMatch(/сохранено|тот, что нужен/);
    host.check = { ...host.check, problem: "token_malformed", kind: "unknown", detail: null };
    await user.click(within(verdict).getByRole("button", { name: "Проверить ещё раз" }));
    await waitFor(() => expect(screen.getByTestId("token-verdict").textContent).toMatch(/не похоже на ключ/));
    expect(screen.getByTestId("token-verdict").textContent).not.toMatch(/Вид ключа/);
  });

  it("says of a base token how seldom it may ask, and which kind to make instead", async () => {
    const host = new MemoryHost();
    const user = await connecting(host, "wildberries");
    expect(document.querySelector(".how")?.textContent, "before anything is pasted").toMatch(/«Персональный токен»\), отметьте «Чат с покупателями»/);
    host.check = { ...host.check, kind: "base", warnings: ["base_token"], chats_seen: null, expires_at_ms: new Date(2027, 4, 12, 12).getTime() };
    await user.type(screen.getByTestId("token-field"), "abc");
    const verdict = await screen.findByTestId("token-verdict");
    expect(verdict.textContent).toMatch(/Базовый ключ.*один запрос к чатам в час/);
    expect(verdict.textContent).toMatch(/создайте персональный/);
    expect(verdict.textContent).toMatch(/Действует до 12 мая 2027/);
    expect(screen.getByTestId<HTMLButtonElement>("connect-shop").disabled, "it is the owner's choice").toBe(false);
  });

  it("names the date and the virus scanner where nobody vouches for whoever answers, not the internet", async () => {
    const host = new MemoryHost();
    const user = await connecting(host, "wildberries");
    host.refusals.set("account_check", new Refusal({ code: "certificate_untrusted", message: "", retryable: true }));
    await user.type(screen.getByTestId("token-field"), "abc");
    const said = await screen.findByText(/не доверяет сертификату площадки, поэтому ей ничего не отправлено/);
    expect(said.textContent).toMatch(/проверьте дату на компьютере/);
    expect(said.textContent).not.toMatch(/есть ли интернет/);
    host.refusals.clear();
    await user.click(within(said).getByRole("button", { name: "Проверить ещё раз" }));
    await screen.findByText("Ключ подходит");
  });

  it("asks Yandex Market's cabinet number only under advanced, Wildberries for none", async () => {
    const host = new MemoryHost();
    const user = await connecting(host, "yandex_market");
    expect(screen.getByTestId("client-id-field").closest("details")).not.toBeNull();
    await user.type(screen.getByTestId("token-field"), "ACMA:1");
    await screen.findByText("Ключ подходит");
    await user.click(screen.getByRole("button", { name: "Назад" }));
    await user.click(await screen.findByTestId("channel-wildberries"));
    expect(screen.queryByTestId("client-id-field")).toBeNull();
  });
});

describe("a shop in trouble, in the settings", () => {
  const trouble = () => screen.getByTestId("shop-trouble");

  it("says in its colour what follows, and tries again at a press", async () => {
    const host = counter();
    host.accounts = [account({ health: "retrying", error_count: 1, last_error: { code: "rate_limited", detail: "", status: 429 } }), account({ account: 2 })];
    const user = await settings(host);
    expect(screen.getAllByTestId("shop-trouble"), "only the one that is").toHaveLength(1);
    expect(trouble().textContent).toMatch(/Wildberries ответил 429\. Ничего не потеряно/);
    expect(trouble().className).toMatch(/state-warn/);
    await user.click(within(trouble()).getByRole("button", { name: "Повторить" }));
    await waitFor(() => expect(host.asked("sync_now")).toEqual([{ account: 1 }]));
  });

  it("says what only the owner can mend, with the right that is missing, and promises no retry", async () => {
    const host = counter();
    const last_error = { code: "token_missing_right" as const, detail: "", missing_right: "Чат с покупателями", retry_at_ms: Date.now() + 8_000 };
    host.accounts = [account({ health: "needs_owner", last_error })];
    await settings(host);
    expect(trouble().className).toMatch(/state-bad/);
    expect(trouble().textContent).toMatch(/создайте новый ключ с этим правом.*Не хватает права «Чат с покупателями»/);
    expect(trouble().textContent).not.toMatch(/Повтор/);
  });
});

describe("what is pressed in the settings and refused", () => {
  it("names the marketplace while a new key is checked", async () => {
    const host = counter();
    const user = await settings(host);
    const release = holdBack(host, "account_set_token");
    await user.click(screen.getByTestId("shop-token"));
    await user.type(await screen.findByTestId("token-field"), "abc{Tab}{Tab}{Enter}");
    await within(screen.getByRole("dialog")).findByRole("button", { name: "Wildberries проверяет доступ" });
    release();
    await screen.findByText("Ключ подходит");
  });

  it("says so: a pause that did not come about, a text that could not be copied", async () => {
    const host = counter();
    const user = await settings(host);
    host.refusals.set("sync_pause", new Refusal({ code: "storage_failed", message: "", retryable: false }));
    await user.click(screen.getByTestId("shop-pause"));
    await screen.findByText(/Не удалось записать данные/);
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("refused"));
    await user.click(screen.getByRole("button", { name: "Скопировать" }));
    await screen.findByText(/^Не скопировано/);
  });

  it("says so of the first step too", async () => {
    const host = new MemoryHost();
    host.accounts = [];
    host.settings.onboarded = false;
    const user = userEvent.setup();
    render(<App host={host} />);
    await screen.findByTestId("onboarding-language");
    host.refusals.set("settings_set", new Refusal({ code: "storage_failed", message: "", retryable: false }));
    await user.click(screen.getByRole("radio", { name: "Magyar" }));
    await within(screen.getByTestId("onboarding-language")).findByRole("alert");
  });
});

/** From the token to the step after it. */
async function connect(user: UserEvent) {
  await user.type(screen.getByTestId("token-field"), "abc");
  await screen.findByText("Ключ подходит");
  await user.click(screen.getByTestId("connect-shop"));
  await screen.findByTestId("onboarding-finish");
}

async function firstHours(host = new MemoryHost()) {
  const user = await connecting(host, "wildberries");
  await connect(user);
  await screen.findByTestId("first-hours");
  return { host, user };
}

/** A machine in that time zone. */
function machineIn(timeZone: string) {
  const real = Intl.DateTimeFormat().resolvedOptions();
  vi.spyOn(Intl.DateTimeFormat.prototype, "resolvedOptions").mockReturnValue({ ...real, timeZone });
}

/** Rules as they were kept before. */
function keeping(calendar: Partial<Calendar>, over: Partial<SlaPolicy> = {}): MemoryHost {
  const host = new MemoryHost();
  host.policies.set(0, { ...POLICY, ...over, calendar: { ...POLICY.calendar, ...calendar } });
  return host;
}

const works = (name: string) => screen.getByTestId<HTMLInputElement>(`works-${name}`);
const shown = () => ({
  days: WEEKDAYS.filter((day) => works(day).checked),
  from: works("from").value,
  to: works("to").value,
  zone: works("zone").value,
  level: works("level").value,
});
const retyped = async (user: UserEvent, name: string, text: string) => {
  await user.clear(works(name));
  await user.type(works(name), text);
};
const kept = (host: MemoryHost) => host.asked("sla_set") as SlaSet[];
const WORKDAYS = WEEKDAYS.slice(0, 5);
const workweek = (from: number, to: number) => WEEKDAYS.map((_, n) => (n < 5 ? [{ from, to }] : [])) as Week;

describe("the hours of the first shop", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("know a calendar that nobody has set by what the core starts from", () => {
    const source = readFileSync(join(import.meta.dirname, "../../../crates/pult-domain/src/sla/calendar.rs"), "utf8");
    const [, from, to] = /DayRange::new\((\d+) \* 60, (\d+) \* 60\)/.exec(source) ?? [];
    expect(UNSET.week).toEqual(everyDay([{ from: Number(from) * 60, to: Number(to) * 60 }]));
    expect(/Self \{ zone: "([^"]+)"/.exec(source)?.[1]).toBe(UNSET.zone);
  });

  it("are asked in the zone of this computer while nobody has set any", async () => {
    machineIn("Asia/Omsk");
    const host = new MemoryHost();
    host.settings.notify_level = "high";
    await firstHours(host);
    expect(shown()).toEqual({ days: [...WEEKDAYS], from: "09:00", to: "22:00", zone: "Asia/Omsk", level: "high" });
    expect(screen.getByRole("group", { name: "Рабочие дни" }).contains(works("monday"))).toBe(true);
    expect(screen.getByLabelText("С")).toBe(works("from"));
    expect(screen.getByLabelText("До")).toBe(works("to"));
    expect(screen.getByLabelText("Часовой пояс магазина")).toBe(works("zone"));
    expect(screen.getByLabelText("О каких чатах уведомлять")).toBe(works("level"));
  });

  it("are filled in with what the rules hold", async () => {
    machineIn("Asia/Omsk");
    await firstHours(keeping({ zone: "Europe/Samara", week: workweek(600, 1140) }));
    expect(shown()).toEqual({ days: WORKDAYS, from: "10:00", to: "19:00", zone: "Europe/Samara", level: "urgent" });
  });

  it("reach the rules and the settings, from the keyboard too", async () => {
    const { host, user } = await firstHours();
    works("saturday").focus();
    await user.keyboard(" ");
    await user.tab();
    expect(document.activeElement).toBe(works("sunday"));
    await user.keyboard(" ");
    await user.tab();
    expect(document.activeElement).toBe(works("from"));
    await user.selectOptions(works("zone"), "Europe/Samara");
    await user.selectOptions(works("level"), "all");
    await retyped(user, "from", "10");
    await retyped(user, "to", "1930{Enter}");
    await screen.findByRole("navigation");
    expect(kept(host)).toEqual([{ account: null, policy: { ...POLICY, calendar: { ...POLICY.calendar, zone: "Europe/Samara", week: workweek(600, 1170) } } }]);
    expect(host.settings).toMatchObject({ notify_level: "all", onboarded: true });
  });

  it("are not written down when nothing in them was changed", async () => {
    machineIn("Europe/Moscow");
    const { host, user } = await firstHours();
    await user.selectOptions(works("level"), "nothing");
    await user.click(screen.getByTestId("onboarding-open"));
    await screen.findByRole("navigation");
    expect(kept(host)).toEqual([]);
    expect(host.settings).toMatchObject({ notify_level: "nothing", onboarded: true });
  });

  it("leave all untouched when they are put off", async () => {
    machineIn("Asia/Omsk");
    const { host, user } = await firstHours();
    await user.click(works("monday"));
    await user.selectOptions(works("level"), "all");
    await user.click(screen.getByRole("button", { name: "Оставить как есть" }));
    await screen.findByRole("navigation");
    expect(kept(host)).toEqual([]);
    expect(host.asked("settings_set").at(-1)).toEqual({ onboarded: true });
    expect(host.settings).toMatchObject({ notify_level: "urgent", onboarded: true });
  });

  it("stay as they were typed when they could not be kept", async () => {
    const { host, user } = await firstHours();
    host.refusals.set("sla_set", new Refusal({ code: "disk_full", message: "", retryable: true }));
    await user.click(works("sunday"));
    await retyped(user, "from", "8");
    await user.selectOptions(works("level"), "high");
    await user.click(screen.getByTestId("onboarding-open"));
    expect((await screen.findByText(wordsOf("ru").error("disk_full"))).getAttribute("role")).toBe("alert");
    expect(shown()).toMatchObject({ days: WEEKDAYS.slice(0, 6), from: "08:00", level: "high" });
    expect(host.settings, "the rest waits for the hours").toMatchObject({ notify_level: "urgent", onboarded: false });
    host.refusals.delete("sla_set");
    await user.click(screen.getByTestId("onboarding-open"));
    await screen.findByRole("navigation");
    expect(kept(host)).toHaveLength(2);
    expect(host.policies.get(0)?.calendar.week[6]).toEqual([]);
    expect(host.settings).toMatchObject({ notify_level: "high", onboarded: true });
  });

  it("tell in words a time that is none and a week without a day, and lead there", async () => {
    const { host, user } = await firstHours();
    await retyped(user, "to", "25");
    await user.click(screen.getByTestId("onboarding-open"));
    const told = await screen.findByText("Напишите время, например 9:00");
    expect(works("to").getAttribute("aria-describedby")).toBe(told.id);
    expect([works("to").value, document.activeElement]).toEqual(["25", works("to")]);
    await retyped(user, "to", "18");
    expect(screen.queryByText("Напишите время, например 9:00")).toBeNull();
    for (const day of WEEKDAYS) await user.click(works(day));
    await user.click(screen.getByTestId("onboarding-open"));
    await screen.findByText("Отметьте хотя бы один день");
    expect(document.activeElement).toBe(works("monday"));
    expect(kept(host)).toEqual([]);
  });

  it("may reach past midnight, and say so", async () => {
    const { host, user } = await firstHours();
    await retyped(user, "to", "2");
    expect(works("to").getAttribute("aria-describedby")).toBe(screen.getByText("следующего дня").id);
    await user.click(screen.getByTestId("onboarding-open"));
    await screen.findByRole("navigation");
    expect(host.policies.get(0)?.calendar.week).toEqual(everyDay([{ from: 540, to: 120 }]));
  });

  it("are left alone where each day has its own", async () => {
    const [, ...others] = everyDay([{ from: 540, to: 1080 }]);
    const { host, user } = await firstHours(keeping({ week: [[{ from: 540, to: 720 }], ...others] as Week }));
    await screen.findByText(/настроены по дням/);
    expect(screen.queryByTestId("works-from")).toBeNull();
    await user.click(screen.getByTestId("onboarding-open"));
    await screen.findByRole("navigation");
    expect(kept(host)).toEqual([]);
  });

  it("say what they will do, as the rules and the notifications stand", async () => {
    const host = keeping({}, { off_hours: "pause" });
    const { user } = await firstHours(host);
    const said = screen.getByTestId("works-meaning");
    expect(said.textContent).toBe(
      "Вне рабочих часов время на ответ не идёт. Уведомления в это время откладываются и приходят одним сообщением, когда вы снова работаете.",
    );
    await user.selectOptions(works("level"), "nothing");
    expect(said.textContent).toBe("Вне рабочих часов время на ответ не идёт.");
  });

  it("say that overdue chats call at once where the owner wants it", async () => {
    const host = new MemoryHost();
    host.settings.notify_breaches_always = true;
    await firstHours(host);
    expect(screen.getByTestId("works-meaning").textContent).toMatch(/на ступень срочнее.*О просроченных чатах уведомим сразу/);
  });

  it("can be put off when they could not be read", async () => {
    const host = new MemoryHost();
    host.refusals.set("sla_get", new Refusal({ code: "internal", message: "", retryable: false }));
    const user = await connecting(host, "wildberries");
    await connect(user);
    await screen.findByText(wordsOf("ru").error("internal"), { exact: false });
    host.refusals.delete("sla_get");
    await user.click(screen.getByRole("button", { name: "Повторить" }));
    await screen.findByTestId("first-hours");
    await user.click(screen.getByTestId("onboarding-skip"));
    await screen.findByRole("navigation");
    expect(host.settings.onboarded).toBe(true);
  });

  it("are asked after a demo, and not for a second shop", async () => {
    const host = counter();
    host.accounts = [account({ channel: "demo" })];
    const user = await settings(host);
    const another = async () => {
      await user.click(screen.getByTestId("add-shop"));
      await user.click(await screen.findByTestId("channel-wildberries"));
      await connect(user);
    };
    await another();
    await user.click(await screen.findByTestId("onboarding-open"));
    await screen.findAllByTestId("chat-row");
    const before = kept(host).length;
    await user.keyboard("{Control>},{/Control}");
    await screen.findByTestId("settings");
    host.check = { ...host.check, kind: "base", warnings: ["base_token"] };
    await another();
    expect(screen.queryByTestId("first-hours")).toBeNull();
    expect(screen.getByTestId("onboarding-finish").textContent, "30 seconds are not for a base token").toMatch(/новые сообщения приходят раз в час/);
    expect(screen.getByText("Магазин подключён")).toBeDefined();
    expect(screen.getByText(/J и K листают чаты/)).toBeDefined();
    await user.click(screen.getByTestId("onboarding-open"));
    await screen.findAllByTestId("chat-row");
    expect(kept(host)).toHaveLength(before);
  });
});

describe("a shop in the settings", () => {
  it("is renamed, coloured, and keeps Ozon's own chats out", async () => {
    const host = counter();
    host.accounts = [account({ channel: "ozon" })];
    host.limits = { ...host.limits, takes_read: true };
    const user = await settings(host);
    await user.click(screen.getByTestId("shop-edit"));
    await user.clear(screen.getByTestId("shop-rename"));
    await user.type(screen.getByTestId("shop-rename"), "Посуда{Enter}");
    await user.click(screen.getByTestId("colour-5"));
    await user.click(screen.getByTestId("show-support"));
    expect(screen.getByTestId<HTMLInputElement>("marks-read").checked, "off until the owner wishes it").toBe(false);
    expect(screen.getByText(/Покупатель сможет увидеть/)).toBeDefined();
    await user.click(screen.getByTestId("marks-read"));
    await waitFor(() => expect(host.accounts[0]).toMatchObject({ name: "Посуда", colour: 5, hidden_kinds: ["support"], marks_read: true }));
  });

  it("offers no switch that its marketplace does not have", async () => {
    const user = await settings(counter());
    await user.click(screen.getByTestId("shop-edit"));
    expect(screen.queryByTestId("marks-read")).toBeNull();
    expect(screen.queryByTestId("show-support")).toBeNull();
  });

  it("is removed only after saying what happens to the history, and may be paused instead", async () => {
    const host = counter();
    host.states.set(1, { messages: 12_345 });
    const user = await settings(host);
    await user.click(screen.getByTestId("shop-remove"));
    const words = await screen.findByText(/12\s345 сообщений исчезнут с этого компьютера/);
    const told = words.closest("ul")?.textContent ?? "";
    expect(told).toMatch(/На площадке Wildberries всё останется/);
    expect(told).toMatch(/Отменить удаление будет нельзя/);
    expect(told).toMatch(/только в трёх последних ежедневных копиях/);
    await user.click(screen.getByTestId("pause-instead"));
    await waitFor(() => expect(host.accounts[0]?.health).toBe("paused"));
    expect(host.asked("account_remove")).toEqual([]);
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("an archive in the settings", () => {
  it("is removed without a promise that only a shop can keep, and never paused", async () => {
    const host = counter();
    host.accounts = [account({ channel: "archive" })];
    host.states.set(1, { messages: 12_345 });
    const user = await settings(host);
    expect(screen.queryByTestId("shop-pause")).toBeNull();
    await user.click(screen.getByTestId("shop-remove"));
    const told = (await screen.findByText(/12\s345 сообщений исчезнут с этого компьютера/)).closest("dialog")?.textContent ?? "";
    expect(told).toMatch(/Отменить удаление будет нельзя/);
    expect(told).not.toMatch(/Неотправленные|ключ|подключив магазин снова|остановите/);
    expect(screen.queryByTestId("pause-instead")).toBeNull();
    await user.click(screen.getByTestId("confirm-remove"));
    await waitFor(() => expect(host.asked("account_remove")).toEqual([{ account: 1 }]));
  });
});

describe("several shops", () => {
  it("are told apart in the rows by a letter, and a filter shows itself and its end", async () => {
    const host = counter();
    host.accounts = [account(), account({ account: 2, channel: "ozon", name: "Мастерская", colour: 3 })];
    host.chats.push(chat(4, { account: 2, channel: "ozon" }));
    const user = await open(host);
    expect(screen.getAllByTestId("chat-row").map((row) => row.querySelector(".shop-mark")?.textContent)).toEqual(["Г", "Г", "Г", "М"]);
    await user.click(screen.getByRole("button", { name: /Мастерская/ }));
    expect((await screen.findByTestId("filter-on")).textContent).toMatch(/Только.*Мастерская/);
    await waitFor(() => expect(screen.getAllByTestId("chat-row")).toHaveLength(1));
    await user.click(screen.getByTestId("filter-clear"));
    await waitFor(() => expect(screen.getAllByTestId("chat-row")).toHaveLength(4));
    expect(screen.queryByTestId("filter-on")).toBeNull();
  });

  it.each([
    [1, "closes the open chat where it is hers"],
    [2, "leaves the open chat of another one"],
  ])("of which one goes (%s): %s", async (gone) => {
    const host = counter();
    host.accounts = [account(), account({ account: 2, channel: "ozon", name: "Мастерская", colour: 3 })];
    const user = await openFirst(host);
    await user.keyboard("{Control>},{/Control}");
    await screen.findByTestId("settings");
    host.accounts = host.accounts.filter((each) => each.account !== gone);
    await act(async () => host.changed(["accounts", "chats"]));
    await user.keyboard("{Escape}");
    await screen.findAllByTestId("chat-row");
    await waitFor(() => expect(screen.queryAllByTestId("composer")).toHaveLength(gone === 1 ? 0 : 1));
  });

  it("count in thousands as people write them", async () => {
    const host = counter();
    host.accounts = [account({ unread: 12_480 })];
    await open(host);
    expect(screen.getByRole("button", { name: /Глиняный дом/ }).textContent).toMatch(/12\s480/);
  });
});
