import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import type { Scene } from "./screens";
import { launch, World } from "./world";

const SHOTS = process.env.PULT_SHOTS;
const ONLY = process.env.PULT_SCENE;

/** Only the scenes asked for, where somebody is at work on one. */
export const asked = (scenes: Scene[]) => scenes.filter(({ name }) => ONLY === undefined || name.includes(ONLY));

/** A browser and two worlds, a demo shop and an empty one, for the walks of a file. */
export function stage() {
  let browser: Browser;
  const worlds: Partial<Record<"demo" | "empty", World>> = {};
  beforeAll(async () => {
    [browser, worlds.demo, worlds.empty] = await Promise.all([launch(), World.start(true), World.start(false)]);
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all(Object.values(worlds).map((world) => world?.end()));
  });

  /** Plays a scene to its end, looks, and leaves nothing behind. */
  async function play(scene: Scene, look: (page: Page) => Promise<void>, options: BrowserContextOptions = {}): Promise<void> {
    const world = worlds[scene.empty ? "empty" : "demo"];
    if (!world) throw new Error("no world");
    const page = await world.page(browser, options);
    await scene.before?.(page);
    await world.open(page);
    await scene.reach(page, world);
    // Whatever an answer still brings is drawn.
    await page.waitForTimeout(150);
    await look(page);
    await page.context().close();
    if (!scene.empty) await world.forgetDrafts();
  }

  return { play, world: () => worlds.demo as World, browser: () => browser };
}

/** A picture of the page, where somebody wants to see. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name.replaceAll(/[^a-z0-9]+/g, "-")}.png` });
}
