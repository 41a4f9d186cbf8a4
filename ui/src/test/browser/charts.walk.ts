import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { stage } from "./stage";
import { browserPath } from "./world";

/** How many shapes, patterns and letters a drawing has, and the colour of its first column. */
const seen = (page: Page) =>
  page.evaluate(() => {
    const drawing = document.querySelector("[data-testid=chart-lengths] .chart-drawing");
    const bar = [...(drawing?.querySelectorAll("path") ?? [])].find((path) => path.getAttribute("fill") === "var(--chart-ink)");
    return {
      width: drawing?.querySelector("svg")?.getBoundingClientRect().width ?? 0,
      texts: drawing?.querySelectorAll("text").length ?? 0,
      colour: bar ? getComputedStyle(bar).fill : "",
      sentence: drawing?.querySelector("[role=img]")?.getAttribute("aria-label") ?? "",
    };
  });

describe.skipIf(browserPath() === null)("charts in the window's own conditions (skipped where there is no Chromium; script/bootstrap installs one)", () => {
  const { world, browser } = stage();

  it("are drawn under frozen prototypes and the page's policy, follow the theme and the width, and let go of their words with Esc", async () => {
    const page = await world().page(browser());
    const complaints: string[] = [];
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await world().open(page);
    expect(await page.evaluate(() => Object.isFrozen(Object.prototype))).toBe(true);
    await page.getByTestId("chat-row").first().waitFor();
    const chunks = () => page.evaluate(() => performance.getEntriesByType("resource").filter((each) => each.name.includes("MetricsPage")).length);
    expect(await chunks(), "the list does not wait for the charts").toBe(0);
    await page.keyboard.press("g");
    await page.keyboard.press("m");
    await page.getByTestId("week-map").waitFor();
    expect(await chunks()).toBe(1);

    const light = await seen(page);
    expect(light.texts).toBeGreaterThan(8);
    expect(light.sentence).toMatch(/^Сколько ждали: /);
    await page.evaluate(() => {
      document.documentElement.dataset.theme = "dark";
    });
    const dark = await seen(page);
    expect(dark.colour).not.toBe(light.colour);

    await page.setViewportSize({ width: 700, height: 900 });
    await page.waitForFunction((was) => (document.querySelector(".chart-drawing svg")?.getBoundingClientRect().width ?? was) < was, light.width);

    await page.locator("[data-testid=chart-lengths] .chart-drawing").hover();
    const told = page.locator(".chart-told");
    await told.waitFor();
    expect(await told.textContent()).toMatch(/^4–8 ч.*С ответом: \d+/);
    await page.keyboard.press("Escape");
    await told.waitFor({ state: "detached" });
    expect(await page.getByTestId("metrics-page").count(), "Esc puts only the words away").toBe(1);
    await page.keyboard.press("Escape");
    await page.getByTestId("chat-row").first().waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
