import { describe, expect, it } from "vitest";
import { lost } from "./checks";
import { SCENES } from "./screens";
import { asked, shoot, stage } from "./stage";
import { browserPath } from "./world";

/** A window 1280 px wide at 400 %: what WCAG 1.4.10 asks for. */
const ZOOMED = { width: 320, height: 512 };

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
});
