import { describe, expect, it } from "vitest";
import { clipped, lost, spaced } from "./checks";
import { SCENES, type Scene } from "./screens";
import { asked, shoot, stage } from "./stage";
import { answers, browserPath } from "./world";

/** A window 1280 px wide at 400 %: what WCAG 1.4.10 asks for. */
const ZOOMED = { width: 320, height: 512 };
/** The same window as it is without: all four panes stand in it. */
const WHOLE = { width: 1280, height: 900 };

/** Screens that are looked at in Hungarian too: it has the longest words. The thread at its full width has the list beside it. */
const MAIN: ReadonlySet<string> = new Set(["list", "thread", "settings", "first run: token"]);

const inHungarian = ({ before, ...scene }: Scene): Scene => ({
  ...scene,
  before: async (page) => {
    await before?.(page);
    await answers(page, "app_info", (info) => ({ ...info, settings: { ...info.settings, locale: "hu" } }));
  },
});

describe.skipIf(browserPath() === null)("400 % loses nothing (skipped where there is no Chromium; script/bootstrap installs one)", () => {
  const { play } = stage();
  for (const scene of asked(SCENES)) {
    it(scene.name, () =>
      play(
        scene,
        async (page) => {
          await shoot(page, `${scene.name} narrow`);
          expect(await lost(page)).toEqual([]);
        },
        { viewport: ZOOMED },
      ),
    );
  }

  // After the others: the first run keeps the language it was gone through in.
  for (const scene of asked(SCENES).filter(({ name }) => MAIN.has(name))) {
    it(`${scene.name}, in Hungarian; nor does wider spacing of its text (1.4.12)`, () =>
      play(
        inHungarian(scene),
        async (page) => {
          expect(await page.evaluate(() => document.documentElement.lang)).toBe("hu");
          await shoot(page, `${scene.name} narrow hu`);
          expect.soft(await lost(page), `${scene.name}, 400 %`).toEqual([]);
          await page.setViewportSize(WHOLE);
          await spaced(page);
          await shoot(page, `${scene.name} spaced hu`);
          expect.soft(await clipped(page), `${scene.name}, spaced`).toEqual([]);
        },
        { viewport: ZOOMED },
      ));
  }
});
