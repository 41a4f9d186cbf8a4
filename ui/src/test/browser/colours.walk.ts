import { describe, expect, it } from "vitest";
import { SCENES } from "./screens";
import { asked, shoot, stage } from "./stage";
import { browserPath } from "./world";

/**
 * With the system's own few colours, grounds and shadows are gone: what they said must be said by lines and words. Each
 * thing that is chosen, pressed or picked is compared with its neighbour that is not.
 */
describe.skipIf(browserPath() === null)("forced colours keep every state apart (skipped where there is no Chromium; script/bootstrap installs one)", () => {
  const { play } = stage();
  for (const scene of asked(SCENES)) {
    it(scene.name, () =>
      play(
        scene,
        async (page) => {
          await shoot(page, `${scene.name} forced`);
          const alike = await page.evaluate(() => {
            const look = (element: Element) => {
              const parts = [element, ...element.querySelectorAll("*")].flatMap((each) =>
                [null, "::before", "::after"].map((pseudo) => {
                  const style = getComputedStyle(each, pseudo);
                  const line = `${style.outlineStyle} ${style.outlineWidth} ${style.borderStyle} ${style.borderWidth} ${style.borderColor}`;
                  return `${pseudo === null ? "" : style.content} ${style.color} ${style.backgroundColor} ${line} ${style.fontWeight} ${style.visibility} ${style.textDecorationLine} ${pseudo === null ? "" : style.translate + style.transform}`;
                }),
              );
              return parts.join("\n");
            };
            const pairs: [string, string][] = [
              [".row[aria-selected=true]", ".row[aria-selected=false]:not([data-cursor])"],
              [".row[data-cursor][aria-selected=false]", ".row[aria-selected=false]:not([data-cursor])"],
              [".rail-item[aria-current=page]", ".rail-list .rail-item:not([aria-current])"],
              [".segment:has(:checked) > span", ".segment:not(:has(:checked)) > span"],
              [".switch:checked", ".switch:not(:checked)"],
              [".palette-row[aria-selected=true]", ".palette-row[aria-selected=false]"],
            ];
            return pairs.flatMap(([chosen, other]) => {
              const [one, two] = [document.querySelector(chosen), document.querySelector(other)];
              if (!one || !two || !one.checkVisibility() || !two.checkVisibility()) return [];
              const first = (element: Element) => look(element).split("\n").slice(0, 3).join("\n");
              return first(one) === first(two) ? [`${chosen} looks as ${other}`] : [];
            });
          });
          expect(alike).toEqual([]);
        },
        { forcedColors: "active", colorScheme: "dark" },
      ),
    );
  }
});
