import { describe, expect, it } from "vitest";
import { alike, faults, markGrounds, moving, PAIRS, vanished } from "./checks";
import { SCENES } from "./screens";
import { asked, shoot, stage } from "./stage";
import { browserPath } from "./world";

describe.skipIf(browserPath() === null)(
  "axe finds nothing, and forced colours keep every state apart (skipped where there is no Chromium; script/bootstrap installs one)",
  () => {
    const { play } = stage();
    const met = new Set<string>();
    for (const scene of asked(SCENES)) {
      it(scene.name, () =>
        play(scene, async (page) => {
          expect.soft(await moving(page), "nothing moves where motion is not wanted").toEqual([]);
          for (const theme of ["light", "dark"] as const) {
            await page.evaluate((name) => {
              document.documentElement.dataset.theme = name;
            }, theme);
            await shoot(page, `${scene.name} ${theme}`);
            expect.soft(await faults(page), `${scene.name}, ${theme}`).toEqual([]);
          }
          await markGrounds(page);
          await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
          await shoot(page, `${scene.name} forced`);
          const pairs = await alike(page);
          for (const pair of pairs.met) met.add(pair);
          expect.soft(pairs.same, `${scene.name}, forced colours`).toEqual([]);
          expect.soft(await vanished(page), `${scene.name}, drawn by its ground alone`).toEqual([]);
        }),
      );
    }

    // A renamed class would make the walk blind without a word.
    it.skipIf(asked(SCENES).length < SCENES.length)("and every such pair of states was met on the way", () => {
      expect(PAIRS.map(([chosen]) => chosen).filter((chosen) => !met.has(chosen))).toEqual([]);
    });
  },
);
