import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { stage } from "./stage";
import { answers, browserPath } from "./world";

/** One stop of the Tab key. */
interface Stop {
  /** Its place in the walk, from 1. */
  at: number;
  pane: string;
  role: string;
  name: string;
  /** Drawn round it: nothing is invisible. */
  ring: boolean;
  /** Part of it that can be seen, from 0 to 1. */
  seen: number;
}

/** Panes in the order they are to be walked through. */
const ORDER = ["rail", "list", "thread", "composer", "side"] as const;
const REPORT = resolve(import.meta.dirname, "../../../../docs/accessibility.md");
/** More stops than any screen has. */
const MOST = 150;

/** What has the focus now, as a person and a reader meet it. */
function stop(page: Page): Promise<Stop | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return null;
    const pane =
      ["composer", "side", "rail", "list", "thread"].find((name) => element.closest(`.${name}`) !== null) ?? (element.closest("dialog") ? "dialog" : "page");
    const labelled = (element.getAttribute("aria-labelledby") ?? "").split(" ").flatMap((id) => document.getElementById(id)?.textContent ?? []);
    const label = "labels" in element ? [...((element as HTMLInputElement).labels ?? [])].map((each) => each.textContent).join(" ") : "";
    const name = element.getAttribute("aria-label") || labelled.join(" ") || label || element.textContent || element.getAttribute("title") || "";
    const ringed = (each: Element) => {
      const style = getComputedStyle(each);
      return (style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
    };
    // A switch drawn by its label is ringed there; a list shows which of its rows is meant.
    const active = element.getAttribute("aria-activedescendant");
    const rows = active ? document.getElementById(active) : null;
    const drawn = [element, element.parentElement, element.closest("label"), element.nextElementSibling, rows].filter((each) => each !== null);
    const box = element.getBoundingClientRect();
    let hits = 0;
    const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [box.left + box.width * x, box.top + box.height * y] as const));
    for (const [x, y] of points) {
      const top = document.elementFromPoint(x, y);
      if (top && (element.contains(top) || top.contains(element) || element.closest("label")?.contains(top))) hits += 1;
    }
    element.dataset.stop ??= String(document.querySelectorAll("[data-stop]").length + 1);
    return {
      at: Number(element.dataset.stop),
      pane,
      role: element.getAttribute("role") ?? element.tagName.toLowerCase(),
      name: name.replace(/\s+/g, " ").trim().slice(0, 70),
      ring: drawn.some(ringed),
      seen: hits / points.length,
    };
  });
}

/** Every stop from where the focus is until it leaves the page or comes round. */
async function walk(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let pressed = 0; pressed < MOST; pressed += 1) {
    await page.keyboard.press("Tab");
    const here = await stop(page);
    if (!here) return stops;
    // A summary has no role of its own, so no spoken name is told of it; its label counts.
    stops.push({ ...here, name: (await spokenName(page)) || here.name });
  }
  throw new Error(`the keyboard is kept: ${stops.slice(-4).map((each) => each.name)}`);
}

/** The name a reader speaks, as browsers count it. */
async function spokenName(page: Page): Promise<string> {
  const [line] = (await page.locator(":focus").first().ariaSnapshot()).split("\n");
  return (/"(.*)"/.exec(line ?? "")?.[1] ?? "").slice(0, 90);
}

function rows(stops: Stop[]): string {
  return stops.map((each, at) => `| ${at + 1} | ${each.pane} | ${each.role} | ${each.name.replaceAll("|", "\\|")} |`).join("\n");
}

/** The walk of this machine takes the place of the last one in the document. */
function report(stops: Stop[]): void {
  const [before, after] = ["<!-- walk -->", "<!-- /walk -->"];
  const text = readFileSync(REPORT, "utf8");
  const start = text.indexOf(before) + before.length;
  const table = `\n| | pane | role | name |\n|---|---|---|---|\n${rows(stops)}\n`;
  writeFileSync(REPORT, text.slice(0, start) + table + text.slice(text.indexOf(after)));
}

describe.skipIf(browserPath() === null)("the keyboard alone (skipped where there is no Chromium; script/bootstrap installs one)", () => {
  const { world, browser } = stage();

  it("goes list, thread, composer, assistant; every stop has a name, a ring, and is in sight", async () => {
    const page = await world().page(browser());
    await world().open(page);
    await page.getByTestId("chat-row").first().waitFor();
    await page.keyboard.press("j");
    await page.getByTestId("composer").waitFor();
    await page.getByTestId("draft-insert").waitFor();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const stops = await walk(page);
    expect(stops.filter((each) => each.name === "").map((each) => `${each.pane} ${each.role}`)).toEqual([]);
    expect(stops.filter((each) => !each.ring).map((each) => `${each.pane} ${each.role} ${each.name}`)).toEqual([]);
    expect(stops.filter((each) => each.seen < 0.5).map((each) => `${each.pane} ${each.role} ${each.name} ${each.seen}`)).toEqual([]);
    const panes = stops.map((each) => each.pane).filter((pane, at, all) => pane !== all[at - 1]);
    expect(panes).toEqual([...ORDER]);
    // And back the same way, from the last stop to the first; in forced colours, where a shadow is no ring.
    await page.emulateMedia({ forcedColors: "active" });
    await page.locator(`[data-stop="${stops.length}"]`).focus();
    const back: number[] = [];
    const unringed: string[] = [];
    for (const _ of stops.slice(1)) {
      await page.keyboard.press("Shift+Tab");
      const here = await stop(page);
      back.push(here?.at ?? 0);
      if (here && !here.ring) unringed.push(`${here.pane} ${here.role} ${here.name}`);
    }
    expect(unringed, "in forced colours").toEqual([]);
    expect(back).toEqual(
      stops
        .map((each) => each.at - 1)
        .reverse()
        .slice(0, -1),
    );
    if (process.env.PULT_REPORT) report(stops);
    await page.context().close();
  });

  it("does the day's work without a mouse", async () => {
    const page = await world().page(browser());
    await world().open(page);
    await page.getByTestId("chat-row").first().waitFor();
    const total = async () => Number(await page.locator(".list-total").first().textContent());
    const before = await total();
    // Open, answer with the draft, send and go on; the next chat is open at once.
    await page.keyboard.press("j");
    await page.getByTestId("draft-insert").waitFor();
    const first = await page.locator(".row[aria-selected=true]").getAttribute("data-chat");
    await page.keyboard.press("Control+j");
    await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>("[data-testid=composer]")?.value !== "");
    await page.keyboard.press("Control+Shift+Enter");
    await page.waitForFunction((id) => document.querySelector(".row[aria-selected=true]")?.getAttribute("data-chat") !== id, first);
    await page.waitForFunction((count) => Number(document.querySelector(".list-total")?.textContent) < count, before);
    // Take it back: the reply and the closing.
    await page.keyboard.press("Escape");
    await page.keyboard.press("z");
    await page.waitForFunction((count) => Number(document.querySelector(".list-total")?.textContent) === count, before);
    // Pick two, snooze them, take that back.
    await page.keyboard.press("Escape");
    await page.keyboard.press("x");
    await page.keyboard.press("Shift+J");
    await page.getByTestId("bulk").waitFor();
    await page.keyboard.press("h");
    await page.getByTestId("snooze-until").fill("2h30m");
    await page.keyboard.press("Enter");
    await page.waitForFunction((count) => Number(document.querySelector(".list-total")?.textContent) === count - 2, before);
    await page.keyboard.press("z");
    await page.waitForFunction((count) => Number(document.querySelector(".list-total")?.textContent) === count, before);
    // Somewhere else and back, by go-to keys on a Russian layout.
    await page.evaluate(() => {
      for (const [key, code] of [
        ["п", "KeyG"],
        ["ь", "KeyM"],
      ] as const)
        window.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true }));
    });
    await page.getByTestId("week-map").waitFor();
    await page.keyboard.press("Escape");
    await page.getByTestId("chat-row").first().waitFor();
    await page.context().close();
  });

  it("speaks politely of news, at once of a missed deadline", async () => {
    const page = await world().page(browser());
    // The most pressing chat that is still in time has three seconds left.
    await answers(page, "chat_list", (real) => ({
      ...real,
      chats: real.chats.map((row, at) => (at === 0 ? { ...row, queue: "waiting", snoozed_until_ms: null, deadline_at_ms: Date.now() + 3_000 } : row)),
    }));
    await world().open(page);
    await page.getByTestId("chat-row").first().waitFor();
    const name = await page.locator(".row-name bdi").first().textContent();
    const alarm = page.getByTestId("alarm");
    expect([await alarm.getAttribute("aria-live"), await alarm.textContent()]).toEqual(["assertive", ""]);
    await page.waitForFunction(() => document.querySelector("[data-testid=alarm]")?.textContent !== "");
    expect(await alarm.textContent()).toBe(`Срок ответа вышел: ${name}`);
    expect(await page.getByTestId("announcer").getAttribute("aria-live")).toBe("polite");
    await page.context().close();
  });
});
