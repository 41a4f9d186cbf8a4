import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SCENES } from "./screens";
import { browserPath, launch, World } from "./world";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong on the page as it stands, one line each: the rule, the place, and why. */
async function faults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const found = await page.evaluate(() =>
    (window as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({ resultTypes: ["violations"] }),
  );
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")} (${(node.failureSummary ?? "").split("\n").slice(1).join(";").trim()})`),
  );
}

const ONLY = process.env.PULT_SCENE;

describe.skipIf(browserPath() === null)("axe finds nothing (skipped where there is no Chromium; script/bootstrap installs one)", () => {
  let browser: Browser;
  const worlds: Partial<Record<"demo" | "empty", World>> = {};
  beforeAll(async () => {
    [browser, worlds.demo, worlds.empty] = await Promise.all([launch(), World.start(true), World.start(false)]);
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all(Object.values(worlds).map((world) => world?.end()));
  });

  for (const scene of SCENES.filter(({ name }) => ONLY === undefined || name.includes(ONLY))) {
    it(scene.name, async () => {
      const world = worlds[scene.empty ? "empty" : "demo"];
      if (!world) throw new Error("no world");
      const page = await world.page(browser);
      await scene.before?.(page);
      await world.open(page);
      await scene.reach(page, world);
      await page.waitForTimeout(150);
      for (const theme of ["light", "dark"] as const) {
        await page.evaluate((name) => {
          document.documentElement.dataset.theme = name;
        }, theme);
        if (process.env.PULT_SHOTS) await page.screenshot({ path: `${process.env.PULT_SHOTS}/${scene.name.replaceAll(/[^a-z]+/g, "-")}-${theme}.png` });
        expect.soft(await faults(page), `${scene.name}, ${theme}`).toEqual([]);
      }
      await page.context().close();
    });
  }
});
