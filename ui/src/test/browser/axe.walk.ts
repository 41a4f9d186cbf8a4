import { describe, expect, it } from "vitest";
import { alike, faults, moving } from "./checks";
import { SCENES } from "./screens";
import { asked, shoot, stage } from "./stage";
import { browserPath } from "./world";

describe.skipIf(browserPath() === null)(
  "axe finds nothing, and forced colours keep every state apart (skipped where there is no Chromium; script/bootstrap installs one)",
  () => {
    const { play } = stage();
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
          await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
          await shoot(page, `${scene.name} forced`);
          expect.soft(await alike(page), `${scene.name}, forced colours`).toEqual([]);
        }),
      );
    }
  },
);
