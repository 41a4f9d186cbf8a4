import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Cell, Simulated, SlaSet, WhatIfStart } from "../api/bindings";
import { Refusal } from "../api/host";
import { defaultRules, everyDay } from "../features/rules/policy";
import { RulesPage } from "../features/rules/RulesPage";
import { outcomeWords } from "../features/simulator/outcomeWords";
import { SimulatorPage } from "../features/simulator/SimulatorPage";
import { heat, hoursOf, minutesOf, peaks, withHours, withMinutes } from "../features/simulator/trial";
import { wordsOf } from "../words/words";
import { renderAlone } from "./alone";
import { account, MemoryHost } from "./memoryHost";
import { POLICY } from "./memoryThings";

const NOTHING: Cell = { episodes: 0, breached_before: 0, breached_after: 0, avoided: 0, added: 0 };

function cell(over: Partial<Cell>): Cell {
  return { ...NOTHING, ...over };
}

/** A result with these cells, by day and hour. */
function simulated(cells: { day: number; hour: number; cell: Cell }[]): Simulated {
  const hours = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => ({ ...NOTHING })));
  const total = { ...NOTHING };
  for (const each of cells) {
    const row = hours[each.day];
    if (row) row[each.hour] = each.cell;
    for (const name of Object.keys(total) as (keyof Cell)[]) total[name] += each.cell[name];
  }
  return { chats: 40, total, hours };
}

const LATE = simulated([
  { day: 0, hour: 22, cell: cell({ episodes: 12, breached_before: 7, breached_after: 2, avoided: 6, added: 1 }) },
  { day: 5, hour: 10, cell: cell({ episodes: 8, breached_before: 3, breached_after: 1, avoided: 2 }) },
]);

function open(host: MemoryHost, Page: typeof SimulatorPage) {
  const page = renderAlone(<Page onClose={() => page.unmount()} />, host);
}

/** The page by itself, as the palette opens it. */
async function simulator(host = new MemoryHost()) {
  const user = userEvent.setup();
  open(host, SimulatorPage);
  await screen.findByTestId("sim-start");
  return { host, user };
}

const started = (host: MemoryHost) => host.asked("what_if_start") as WhatIfStart[];
const kept = (host: MemoryHost) => host.asked("sla_set") as SlaSet[];
const done = (result: Simulated = LATE) => ({ state: "done" as const, chats: 40, chats_in_all: 40, result });

describe("what if", () => {
  it("tries other hours, times and a quicker shop, and leaves the rules as they are", async () => {
    const { host, user } = await simulator();
    host.replay = done();
    const day = screen.getByTestId("sim-day-weekdays");
    const from = within(day).getByLabelText("С");
    await user.clear(from);
    await user.type(from, "8");
    await user.click(within(screen.getByTestId("sim-day-sunday")).getByRole("checkbox"));
    await user.selectOptions(screen.getByTestId("sim-off"), "pause");
    const urgent = screen.getByTestId("sim-minutes-urgent");
    await user.clear(urgent);
    await user.type(urgent, "45");
    await user.click(screen.getByTestId("sim-percent"));
    await user.click(screen.getByTestId("sim-start"));
    await screen.findByTestId("sim-sentence");
    const [asked] = started(host);
    expect(asked?.account).toBeNull();
    expect(asked?.days).toBe(90);
    expect(asked?.answering).toEqual({ how: "percent", percent: 70 });
    expect(asked?.policy.off_hours).toBe("pause");
    expect(asked?.policy.calendar.week[2]).toEqual([{ from: 480, to: 1320 }]);
    expect(asked?.policy.calendar.week[6]).toEqual([]);
    expect(asked?.policy.rules.filter((rule) => rule.level === "urgent").map((rule) => rule.minutes)).toEqual([45, 45, 45]);
    expect(kept(host), "trying keeps nothing").toEqual([]);
  });

  it("shows how far it is as the core tells, and stops when told to", async () => {
    const { host, user } = await simulator();
    host.replay = { chats: 0, chats_in_all: 0 };
    await user.click(screen.getByTestId("sim-start"));
    const bar = (await screen.findByTestId("sim-progress")) as HTMLProgressElement;
    expect(bar.value).toBe(0);
    host.replay = { chats: 12_400, chats_in_all: 100_000 };
    const before = host.asked("what_if").length;
    act(() => host.changed(["what_if"]));
    expect(await screen.findByText(/12.400 из 100.000/)).toBeDefined();
    expect(host.asked("what_if").length, "asked once for one change").toBe(before + 1);
    expect((screen.getByTestId("sim-start") as HTMLButtonElement).disabled).toBe(true);
    await user.click(screen.getByTestId("sim-cancel"));
    expect(await screen.findByText("Проверка остановлена")).toBeDefined();
    expect((screen.getByTestId("sim-start") as HTMLButtonElement).disabled).toBe(false);
  });

  it("stops a replay whose page is left", async () => {
    const { host, user } = await simulator();
    await user.click(screen.getByTestId("sim-start"));
    await screen.findByTestId("sim-progress");
    await user.click(screen.getByRole("button", { name: "Назад" }));
    expect(host.asked("what_if_cancel")).toEqual([{ run: 1 }]);
  });

  it("says in one sentence what would have come of it", () => {
    const words = wordsOf("ru");
    const of = (over: Partial<Cell>) => outcomeWords(words, cell(over));
    expect(of({})).toBe("За это время вам никто не писал");
    expect(of({ episodes: 3 })).toBe("Вы ответили вовремя на 3 обращения. Опозданий не было и не было бы.");
    expect(of({ episodes: 9, breached_before: 4, breached_after: 4 })).toBe("Ничего не изменилось бы: опозданий столько же, 4, на 9 обращений.");
    expect(of({ episodes: 9, breached_before: 4, breached_after: 1, avoided: 3 })).toBe("Опозданий было бы меньше: 1 вместо 4 на 9 обращений.");
    expect(of({ episodes: 9, breached_before: 1, breached_after: 4, added: 3 })).toBe("Опозданий было бы больше: 4 вместо 1 на 9 обращений.");
    expect(of({ episodes: 9, breached_before: 2, breached_after: 2, added: 1, avoided: 1 })).toContain("1 исчезли бы");
  });

  it("shows weekday by hour as a table that reads without colour and by keyboard", async () => {
    const { host, user } = await simulator();
    host.replay = done();
    await user.click(screen.getByTestId("sim-start"));
    const table = await screen.findByRole("grid");
    expect(within(table).getAllByRole("columnheader").length).toBe(25);
    expect(
      within(table)
        .getAllByRole("rowheader")
        .map((head) => head.getAttribute("aria-label")),
    ).toEqual(["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"]);
    const at = (place: string) => table.querySelector<HTMLElement>(`[data-place="${place}"]`) as HTMLElement;
    expect([at("0-22").textContent, at("5-10").textContent, at("3-3").textContent]).toEqual(["6", "2", ""]);
    expect([at("0-22").dataset.heat, at("5-10").dataset.heat]).toEqual(["4", "2"]);
    expect(at("0-22").getAttribute("aria-label")).toBe("понедельник, 22:00–23:00: обращений 12, опозданий было 7, стало бы 2");
    // One stop for the tab key, the arrows inside.
    expect(table.querySelectorAll("[tabindex='0']").length).toBe(1);
    act(() => at("0-9").focus());
    await user.keyboard("{End}{ArrowLeft}");
    expect(document.activeElement).toBe(at("0-22"));
    expect(screen.getByTestId("heat-told").textContent).toContain("понедельник, 22:00–23:00");
    await user.keyboard("{ArrowUp}{ArrowRight}{ArrowRight}{ArrowDown}");
    expect(document.activeElement, "it ends at the edges").toBe(at("1-23"));
    await user.click(screen.getByTestId("sim-breached_before"));
    expect([at("0-22").textContent, at("5-10").textContent]).toEqual(["7", "3"]);
    await user.click(screen.getByTestId("sim-added"));
    expect([at("0-22").textContent, at("5-10").textContent]).toEqual(["1", "0"]);
  });

  it("applies what was tried, and gives back exactly what held before", async () => {
    const { host, user } = await simulator();
    host.replay = done();
    expect(screen.queryByTestId("sim-apply")).toBeNull();
    await user.selectOptions(screen.getByTestId("sim-off"), "ignore");
    await user.click(screen.getByTestId("sim-start"));
    await user.click(await screen.findByTestId("sim-apply"));
    await waitFor(() => expect(kept(host)[0]?.policy?.off_hours).toBe("ignore"));
    await waitFor(() => expect(screen.queryByTestId("sim-apply"), "it holds now").toBeNull());
    await user.click(screen.getByRole("button", { name: "Отменить" }));
    await waitFor(() => expect(kept(host)[1]?.policy?.off_hours).toBe("raise"));
    expect(await screen.findByText("Прежние правила и часы вернулись")).toBeDefined();
  });

  it("gives a shop back to the common rules when that is where it was", async () => {
    const { host, user } = await simulator();
    host.accounts.push(account({ account: 2, name: "Вторая" }));
    act(() => host.changed(["accounts"]));
    host.replay = done();
    await screen.findByText("Вторая");
    await user.selectOptions(screen.getByTestId("sim-shop"), "2");
    await waitFor(() => expect(host.asked("sla_get")).toContainEqual({ account: 2 }));
    await user.selectOptions(await screen.findByTestId("sim-off"), "ignore");
    await user.click(screen.getByTestId("sim-start"));
    await user.click(await screen.findByTestId("sim-apply"));
    await waitFor(() => expect(kept(host)[0]?.account).toBe(2));
    await user.click(await screen.findByRole("button", { name: "Отменить" }));
    await waitFor(() => expect(kept(host)[1]).toEqual({ account: 2, policy: null }));
  });

  it("starts from the rules that hold now, also in a shop that was looked at before", async () => {
    const host = new MemoryHost();
    host.accounts = [account(), account({ account: 2, name: "Вторая" })];
    const { user } = await simulator(host);
    await screen.findByText("Вторая");
    await user.selectOptions(screen.getByTestId("sim-shop"), "2");
    await waitFor(() => expect(host.asked("sla_get")).toContainEqual({ account: 2 }));
    await user.selectOptions(await screen.findByTestId("sim-shop"), "");
    host.policies.set(0, { ...POLICY, off_hours: "ignore" });
    act(() => host.changed(["settings"]));
    await user.selectOptions(await screen.findByTestId("sim-shop"), "2");
    await waitFor(() => expect(screen.getByTestId<HTMLSelectElement>("sim-shop").value).toBe("2"));
    expect(screen.getByTestId<HTMLSelectElement>("sim-off").value).toBe("ignore");
  });

  it("tells that a result is of other terms, and offers nothing to apply then", async () => {
    const { host, user } = await simulator();
    host.replay = done();
    await user.selectOptions(screen.getByTestId("sim-off"), "ignore");
    await user.click(screen.getByTestId("sim-start"));
    await screen.findByTestId("sim-apply");
    await user.selectOptions(screen.getByTestId("sim-off"), "pause");
    expect(screen.getByText(/Вы изменили условия/)).toBeDefined();
    expect(screen.queryByTestId("sim-apply")).toBeNull();
  });

  it("tries rules that are being edited and not saved yet, and comes back to them", async () => {
    const host = new MemoryHost();
    host.replay = done();
    const user = userEvent.setup();
    open(host, RulesPage);
    await screen.findByTestId("rules-page");
    await screen.findAllByTestId("rule");
    await user.click(screen.getAllByTestId("rule-on")[0] as HTMLElement);
    await user.click(screen.getByTestId("rules-what-if"));
    await screen.findByTestId("sim-sentence");
    expect(screen.getByTestId("sim-unsaved")).toBeDefined();
    expect(started(host)[0]?.policy.rules[0]?.enabled, "as it stands on the page").toBe(false);
    await user.click(screen.getByRole("button", { name: "Назад" }));
    expect((screen.getAllByTestId("rule-on")[0] as HTMLInputElement).checked, "nothing unsaved is lost").toBe(false);
    expect(kept(host)).toEqual([]);
    await user.click(screen.getByTestId("rules-what-if"));
    await user.click(await screen.findByTestId("sim-apply"));
    await waitFor(() => expect(kept(host)[0]?.policy?.rules[0]?.enabled).toBe(false));
    await user.click(screen.getByRole("button", { name: "Назад" }));
    await waitFor(() => expect((screen.getByTestId("rules-save") as HTMLButtonElement).disabled, "it is saved by now").toBe(true));
  });

  it("says so when there is nothing to try it on, when it fails, and when it is refused", async () => {
    const { host, user } = await simulator();
    host.replay = done(simulated([]));
    await user.click(screen.getByTestId("sim-start"));
    expect(await screen.findByText("За это время вам никто не писал")).toBeDefined();
    host.replay = { state: "failed", problem: "disk_full" };
    await user.click(screen.getByTestId("sim-start"));
    expect(await screen.findByText("Проверить не получилось")).toBeDefined();
    expect(screen.getByText(wordsOf("ru").error("disk_full"))).toBeDefined();
    host.refusals.set("what_if_start", new Refusal({ code: "storage_failed", message: "", retryable: true }));
    await user.click(screen.getByTestId("sim-start"));
    expect(await screen.findByText(wordsOf("ru").error("storage_failed"))).toBeDefined();
  });

  it("begins anew when the core has forgotten the replay", async () => {
    const { host, user } = await simulator();
    host.replay = null;
    await user.click(screen.getByTestId("sim-start"));
    await waitFor(() => expect(host.asked("what_if").length).toBe(1));
    expect(screen.getByText("Измените что-нибудь и нажмите «Проверить»")).toBeDefined();
  });
});

describe("what is tried", () => {
  it("knows days that share their hours from days that do not", () => {
    const week = everyDay([{ from: 540, to: 1320 }]);
    expect(hoursOf(week, "weekdays")).toEqual({ from: 540, to: 1320 });
    expect(hoursOf(withHours(week, "saturday", null), "saturday")).toBeNull();
    const finer = week.map((day, n) => (n === 2 ? [] : day)) as typeof week;
    expect([hoursOf(finer, "weekdays"), hoursOf(finer, "sunday")]).toEqual(["mixed", { from: 540, to: 1320 }]);
    expect(hoursOf(withHours(finer, "weekdays", { from: 0, to: 60 }), "weekdays")).toEqual({ from: 0, to: 60 });
  });

  it("gives a level another time, and everything else a rule of its own only where it needs one", () => {
    const rules = defaultRules();
    expect([minutesOf(rules, "urgent"), minutesOf(rules, "high"), minutesOf(rules, "normal"), minutesOf(rules, "low")]).toEqual([30, 120, 1440, undefined]);
    const mixed = rules.map((rule, n) => (n === 0 ? { ...rule, minutes: 10 } : rule));
    expect(minutesOf(mixed, "urgent")).toBeNull();
    const slower = withMinutes(rules, "normal", 720, "Остальное");
    expect(slower.length).toBe(rules.length + 1);
    expect(slower.at(-1)).toMatchObject({ name: "Остальное", level: "normal", minutes: 720, topics: [], words: [] });
    expect(withMinutes(slower, "urgent", 20, "").length).toBe(rules.length + 1);
    expect(withMinutes(slower, "normal", 1440, "Остальное")).toEqual(rules);
  });

  it("lets a number stand out in four steps and names the highest places", () => {
    expect([heat(0, 8), heat(1, 8), heat(2, 8), heat(3, 8), heat(8, 8), heat(3, 0)]).toEqual([0, 1, 1, 2, 4, 0]);
    expect(peaks(LATE, "avoided", 3)).toEqual([
      { day: 0, hour: 22, n: 6 },
      { day: 5, hour: 10, n: 2 },
    ]);
    expect(peaks(LATE, "added", 3), "one is no pattern").toEqual([]);
  });
});
