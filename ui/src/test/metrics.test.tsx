import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Metrics } from "../api/bindings";
import { Refusal } from "../api/host";
import { drawn } from "../features/metrics/columns";
import { dayColumns } from "../features/metrics/dayColumns";
import { init } from "../features/metrics/echarts";
import { lengthFigure, shareFigure, workingFigure } from "../features/metrics/length";
import { wordsOf } from "../words/words";
import { noFigures, someFigures } from "./figures";
import { account } from "./memoryHost";
import { POLICY } from "./memoryThings";
import { counter, open } from "./scene";

const ru = wordsOf("ru");

async function openFigures(over: Partial<Metrics> = {}) {
  const host = counter();
  host.figures = (query) => someFigures(query, over);
  const user = await open(host);
  await user.keyboard("gm");
  await screen.findByTestId("tile-first");
  return { host, user };
}

const text = (id: string) => screen.getByTestId(id).textContent ?? "";

describe("the page of figures", () => {
  it("opens by two keys and says each figure in plain words", async () => {
    const { user } = await openFigures();
    expect(text("tile-every")).toMatch(/14 мин.*Половина покупателей ждала не больше 14 мин\./);
    expect(text("tile-every")).toMatch(/Всё времяРабочее время.*Половина14 мин12 мин.*9 из 10> 2 ч 10 мин1 ч/);
    expect(text("tile-every")).toMatch(/Ещё ждут: 2\. Закрыто без ответа: 1\./);
    expect(text("tile-in-time")).toMatch(/78\s?%.*Уложились в срок: 7 из 9\. 1 покупатель ждёт дольше срока\..*Ещё у 1 срок не вышел\./);
    expect(text("tile-open")).toMatch(/2.*Дольше срока ждёт 1\..*Дольше всех2 дн\..*из них рабочих20 ч/);
    expect(text("tile-volume")).toMatch(/1\s234.*Ваши ответы890.*Новые чаты8.*Закрыто3/);
    await user.keyboard("{Escape}");
    await screen.findAllByTestId("chat-row");
  });

  it("explains every figure to a keyboard and to a screen reader; Esc puts only the words away", async () => {
    const { user } = await openFigures();
    const how = screen.getByRole("button", { name: "Как считается: В срок" });
    const words = document.getElementById(how.getAttribute("aria-describedby") ?? "");
    expect(words?.textContent).toMatch(/Кто ждёт дольше срока, уже считается опозданием/);
    expect(words?.hidden).toBe(true);
    how.focus();
    expect(await screen.findByText(/Кто ждёт дольше срока/)).toHaveProperty("hidden", false);
    await user.keyboard("{Escape}");
    expect(words?.hidden).toBe(true);
    expect(screen.getByTestId("metrics-page")).toBeDefined();
    for (const tile of document.querySelectorAll(".tile")) expect(tile.querySelector("[aria-describedby]"), tile.textContent ?? "").not.toBeNull();
  });

  it("shows each chart as a table with the same numbers", async () => {
    const { user } = await openFigures();
    const chart = screen.getByTestId("chart-lengths");
    expect(within(chart).getByRole("img").getAttribute("aria-label")).toBe("Сколько ждали: до 1 ч 6, 1–4 ч 1, 4–8 ч 1, 8–24 ч 1, от 24 ч 1");
    await user.click(screen.getByTestId("chart-lengths-switch"));
    const rows = within(chart)
      .getAllByRole("row")
      .map((row) => row.textContent);
    expect(rows).toEqual(["ОжиданиеС ответомЗакрыто без ответаЕщё ждут", "до 1 ч600", "1–4 ч100", "4–8 ч010", "8–24 ч001", "от 24 ч001"]);
    await user.click(within(chart).getByRole("radio", { name: "Рабочее время" }));
    expect(within(chart).getAllByRole("row")[2]?.textContent).toBe("1–4 ч012");
    await user.click(screen.getByTestId("chart-days-switch"));
    const days = within(screen.getByTestId("chart-days")).getAllByRole("row");
    expect(days.map((row) => row.textContent)).toEqual(["ДеньСообщения покупателейВаши ответы", "ср, 18 ноября3020", "чт, 19 ноября00", "пт, 20 ноября129"]);
  });

  it("has the number of every hour in its cell", async () => {
    const { user } = await openFigures();
    const map = within(screen.getByTestId("week-map"));
    const monday = () =>
      within(map.getByRole("row", { name: /понедельник/ }))
        .getAllByRole("cell")
        .map((cell) => cell.textContent);
    expect([monday()[10], monday()[12], monday()[24]]).toEqual(["40", "4", "44"]);
    await user.click(map.getByRole("radio", { name: "Опоздания" }));
    expect([monday()[10], monday()[12], monday()[24]]).toEqual(["1", "0", "1"]);
  });

  it("asks for the chosen days and shop, and keeps just these in a file", async () => {
    const host = counter();
    host.accounts = [account(), account({ account: 2, name: "Свечи" })];
    host.figures = (query) => someFigures(query);
    const user = await open(host);
    await user.keyboard("gm");
    await user.click(await screen.findByTestId("metrics-days-7"));
    await user.selectOptions(screen.getByTestId("metrics-shop"), "Свечи");
    expect(host.asked("metrics").at(-1)).toEqual({ days: 7, account: 2 });
    await user.click(screen.getByTestId("metrics-csv"));
    expect(host.asked("metrics_export")).toEqual([{ query: { account: 2, days: 7 }, form: "csv" }]);
    expect(await screen.findByText("Сохранено: /home/anna/Downloads/pult-metrics.csv")).toBeDefined();
  });

  it("never mixes people and the assistant", async () => {
    const figures = someFigures({}).metrics;
    const half = (minutes: number) => ({ ms: minutes * 60_000, at_least: false });
    const answers = [
      { by: "people" as const, count: 7, median: half(40), median_working: half(30) },
      { by: "assistant" as const, count: 3, median: half(1), median_working: half(1) },
    ];
    await openFigures({ every: { ...figures.every, answers }, volume: { ...figures.volume, assistant_replies: 3 } });
    expect(text("tile-every")).toMatch(/Люди, 740 мин30 минПомощник, 31 мин1 мин/);
    expect(text("tile-volume")).toMatch(/Ваши ответы890Ответы помощника3/);
  });

  it("says what it cannot know", async () => {
    const host = counter();
    host.figures = (query) => {
      const view = someFigures(query);
      return { ...view, known_since_ms: view.from_ms + 5 * 86_400_000, incomplete: [1] };
    };
    const user = await open(host);
    await user.keyboard("gm");
    const covers = await screen.findByTestId("metrics-covers");
    expect(covers.textContent).toMatch(/Сообщения есть только с \d/);
    expect(covers.textContent).toMatch(/Ещё загружается: Глиняный дом\. Цифры изменятся\./);
  });

  it("names the days as the shop counts them, wherever this computer is", async () => {
    const host = counter();
    // Fourteen hours before Greenwich: no computer's day begins earlier.
    const from_ms = Date.UTC(2026, 10, 1) - 14 * 3_600_000;
    const to_ms = from_ms + 7 * 86_400_000;
    host.policies.set(0, { ...POLICY, calendar: { ...POLICY.calendar, zone: "Pacific/Kiritimati" } });
    host.figures = (query) => ({ ...someFigures(query), from_ms, to_ms, at_ms: to_ms });
    const user = await open(host);
    await user.keyboard("gm");
    const covers = await screen.findByTestId("metrics-covers");
    await waitFor(() => expect(covers.textContent).toMatch(/1 ноября 2026.*7 ноября 2026/));
  });

  it("offers the year where nobody wrote", async () => {
    const host = counter();
    host.figures = noFigures;
    const user = await open(host);
    await user.keyboard("gm");
    await user.click(await screen.findByRole("button", { name: "Показать за год" }));
    expect(host.asked("metrics").at(-1)).toEqual({ days: 365 });
    expect(screen.queryByTestId("metrics-csv")).toBeNull();
  });

  it("says why it could not count, and opens from the rail", async () => {
    const host = counter();
    host.refusals.set("metrics", new Refusal({ code: "storage_failed", message: "", retryable: false }));
    const user = await open(host);
    await user.click(await screen.findByTestId("open-metrics"));
    expect(await screen.findByText("Посчитать не получилось")).toBeDefined();
    host.refusals.clear();
    host.figures = (query) => someFigures(query);
    await user.click(screen.getByRole("button", { name: "Повторить" }));
    await screen.findByTestId("tile-first");
  });
});

/** What ECharts writes into the drawing of one column, or of two upon each other. */
function written(values: number[], stacked = false): string[] {
  const place = document.createElement("div");
  const chart = init(place, null, { renderer: "svg", width: 600, height: 240 });
  const series = values.map((_, n) => ({ id: String(n), name: `№ ${n}`, look: "solid" as const }));
  const columns = [{ id: "a", label: "пн", name: "понедельник", values }];
  chart.setOption(drawn(ru, "sans-serif", { summary: "Понедельник", series, columns, stacked }));
  const texts = [...place.querySelectorAll("text")].map((text) => text.textContent ?? "");
  chart.dispose();
  return texts;
}

describe("drawings", () => {
  it("stand on axes of round whole numbers that reach the largest", () => {
    for (const most of [1, 3, 7, 27, 100, 122, 9_800]) {
      const ticks = written([most])
        .slice(0, -1)
        .map((text) => Number(text.replaceAll(/\s/g, "")));
      const step = ticks[1] ?? 0;
      expect(ticks, String(most)).toEqual(ticks.map((_, n) => n * step));
      expect(Number.isInteger(step) && ticks.length <= 7, `${most}: ${ticks}`).toBe(true);
      expect(ticks.at(-1), String(most)).toBeGreaterThanOrEqual(most);
    }
  });

  it("say above parts of one whole how many they are together, also where a part is nothing", () => {
    expect(written([2, 3], true)).toContain("5");
    expect(written([4, 0], true).filter((text) => text === "4").length).toBeGreaterThan(0);
    expect(written([20, 13], true)).toContain("33");
    expect(written([20, 13], false)).not.toContain("33");
  });

  it("tell their series apart without colour", () => {
    const place = document.createElement("div");
    const chart = init(place, null, { renderer: "svg", width: 600, height: 240 });
    const series = (["solid", "striped", "dotted", "pale"] as const).map((look) => ({ id: look, name: look, look }));
    chart.setOption(drawn(ru, "sans-serif", { summary: "", series, columns: [{ id: "a", label: "пн", name: "понедельник", values: [1, 1, 1, 1] }] }));
    expect(place.querySelectorAll("pattern").length).toBe(2);
    chart.dispose();
  });
});

describe("figures in words", () => {
  it("say a share of all only of all, and nothing of nothing", () => {
    const shares = [
      [0, 0],
      [0, 5],
      [5, 5],
      [999, 1000],
      [1, 1000],
    ].map(([part, whole]) => shareFigure(ru, part ?? 0, whole ?? 0).replace(/\s/, ""));
    expect(shares).toEqual(["–", "0%", "100%", "99%", "1%"]);
    expect(workingFigure(ru, { ms: 1650 * 3_600_000, at_least: false })).toMatch(/^1\s650 ч$/);
    expect([lengthFigure(ru, null), lengthFigure(ru, { ms: 40 * 60_000, at_least: true })]).toEqual(["–", "> 40 мин"]);
  });

  it("join many days to weeks from Monday, and keep quiet ones", () => {
    const volume = { incoming: 1, replies: 0, assistant_replies: 0, chats_new: 0, chats_done: 0 };
    const far = dayColumns(ru, [
      { day: "2026-01-01", volume },
      { day: "2026-01-04", volume },
      { day: "2026-11-20", volume },
    ]);
    expect(far.weeks).toBe(true);
    expect(far.columns[0]).toMatchObject({ name: "29 декабря", volume: { incoming: 2 } });
    expect(far.columns.length).toBe(47);
  });
});
