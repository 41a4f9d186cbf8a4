import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong on the page as it stands, one line each: the rule, the place, and why. */
export async function faults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const found = await page.evaluate(() =>
    // The size of targets is WCAG 2.2's own rule, and off by default.
    (window as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
      resultTypes: ["violations"],
      rules: { "target-size": { enabled: true } },
    }),
  );
  // A target half under a sticky foot or an open list is whole again after scrolling or Esc; its size is looked at elsewhere.
  const covered = (why: string | undefined) => why?.includes("partially obscured") === true;
  return found.violations.flatMap((rule) =>
    rule.nodes
      .filter((node) => rule.id !== "target-size" || !covered(node.failureSummary))
      .map((node) => `${rule.id}: ${node.target.join(" ")} (${(node.failureSummary ?? "").split("\n").slice(1).join(";").trim()})`),
  );
}

/** What moves by itself, or would scroll there slowly, although the system asks for less motion. */
export function moving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("*")].flatMap((element) =>
      [null, "::before", "::after"].flatMap((part) => {
        const { animationName, animationDuration, content, scrollBehavior, transitionDuration } = getComputedStyle(element, part);
        if (part !== null && /^(none|normal)$/.test(content)) return [];
        const moves = (animationName !== "none" && animationDuration !== "0s") || transitionDuration.split(", ").some((time) => time !== "0s");
        return moves || scrollBehavior === "smooth" ? [`${element.tagName.toLowerCase()}.${element.className}${part ?? ""}`] : [];
      }),
    ),
  );
}

/**
 * What a narrow window loses (WCAG 1.4.10): things beyond its edge that nothing scrolls to, scrolling both ways, words
 * cut without a mark. Tables and maps of days may be wider than the window, in a frame of their own.
 */
export function lost(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}.${String(element.getAttribute("class") ?? "").replaceAll(" ", ".")} "${(element.textContent ?? "").trim().slice(0, 40)}"`;
    const all = [...document.querySelectorAll<HTMLElement>("body *")].filter((element) =>
      element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }),
    );
    const modal = document.querySelector("dialog[open]");
    const within = modal ? all.filter((element) => modal.contains(element)) : all;
    const wide = (element: Element) => element.closest(".chart-scroll, .heat-scroll, table, .visually-hidden, [aria-hidden=true], svg") !== null;
    const scrollsX = (element: Element | null): boolean =>
      element !== null && element !== document.body && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrollsX(element.parentElement));
    const found: string[] = [];
    if (document.documentElement.scrollWidth > width + 1) found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
    for (const element of within) {
      if (wide(element)) continue;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      if (box.height === 0) continue;
      const says = element.children.length === 0 && (element.textContent ?? "").trim() !== "";
      const acts = element.matches("button, a[href], input, select, textarea");
      if ((says || acts) && (box.right > width + 1 || box.left < -1) && !scrollsX(element.parentElement)) found.push(`beyond the edge: ${name(element)}`);
      const both = /auto|scroll/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
      if (both && element.scrollHeight > element.clientHeight + 1 && /auto|scroll/.test(style.overflowY)) found.push(`scrolls both ways: ${name(element)}`);
      const cut = style.overflowX === "hidden" && style.textOverflow !== "ellipsis" && element.scrollWidth > element.clientWidth + 2;
      const squeezed = style.textOverflow === "ellipsis" && element.clientWidth < 48 && element.scrollWidth > element.clientWidth * 2;
      if (squeezed) found.push(`squeezed: ${name(element)}`);
      const next = element.nextElementSibling;
      const flows = (each: Element) => /static|relative/.test(getComputedStyle(each).position) && each.checkVisibility();
      if (next && flows(element) && flows(next) && /flex|grid/.test(getComputedStyle(element.parentElement as Element).display)) {
        const beside = next.getBoundingClientRect();
        const over = Math.min(box.right, beside.right) - Math.max(box.left, beside.left);
        const deep = Math.min(box.bottom, beside.bottom) - Math.max(box.top, beside.top);
        if (over > 4 && deep > 4 && !element.matches(".avatar, .mark")) found.push(`over each other: ${name(element)} and ${name(next)}`);
      }
      const marked = [...element.querySelectorAll("*")].some((inner) => getComputedStyle(inner).textOverflow === "ellipsis");
      if (cut && !marked && !element.matches(".visually-hidden, .dialog, .desk, .list-inner")) found.push(`cut: ${name(element)}`);
    }
    const told = document.querySelector(".notice")?.getBoundingClientRect();
    if (told) {
      const middle = (told.top + told.bottom) / 2;
      const beneath = [told.left + 4, (told.left + told.right) / 2, told.right - 4].flatMap((x) => document.elementsFromPoint(x, middle));
      for (const element of beneath.filter((each) => each.matches("button, a[href], input, textarea, .row, .bubble") && !each.closest(".notice")))
        found.push(`under a notice: ${name(element)}`);
    }
    return [...new Set(found)];
  });
}

/** The widest spacing of text that must lose nothing (WCAG 1.4.12), over whatever the window's own styles say. */
const SPACING = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
`;

/** Spaces all text as somebody may need it; as a sheet of the page's own making, because its policy takes no others. */
export async function spaced(page: Page): Promise<void> {
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
  }, SPACING);
  // The messages are measured anew and move.
  await page.waitForTimeout(150);
}

/**
 * What wider spacing of text cuts off. Cut with three dots it may be where the whole is at hand: under the pointer, in
 * the name that is read out, or, of a row of chats, in the chat that it opens.
 */
export function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    if (getComputedStyle(document.body).letterSpacing === "normal") return ["the text is not spaced here"];
    const atHand = "[title], [role=img][aria-label], [role=option], .people-chat";
    const dotted = (style: CSSStyleDeclaration) => style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
    const all = [...document.querySelectorAll<HTMLElement>("body *")].filter(
      (element) =>
        element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
        !element.matches("input, select, textarea, svg, svg *, .visually-hidden, .visually-hidden *") &&
        (element.textContent ?? "").trim() !== "",
    );
    const found = all.flatMap((element) => {
      const style = getComputedStyle(element);
      const cuts = (overflow: string) => overflow === "hidden" || overflow === "clip";
      // Half of what a line has over and under its letters is no loss.
      const wide = cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 2;
      const high = cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 4;
      if (element.clientWidth === 0 || !(wide || high)) return [];
      if (dotted(style) && element.closest(atHand)) return [];
      // Whoever holds what is cut with dots holds no more than that.
      if (!high && [...element.querySelectorAll("*")].some((inner) => getComputedStyle(inner).textOverflow === "ellipsis")) return [];
      return [`${element.tagName.toLowerCase()}.${element.className} "${(element.textContent ?? "").trim().slice(0, 40)}"`];
    });
    return [...new Set(found)];
  });
}

/**
 * Puts a mark on what is drawn by its ground alone, as bars and dots are; asked before colours are forced. An empty cell
 * of a table says nothing, and a pane that is empty no more.
 */
export function markGrounds(page: Page): Promise<void> {
  return page.evaluate(() => {
    const drawn = ({ backgroundColor, backgroundImage }: CSSStyleDeclaration) => !/, 0\)$/.test(backgroundColor) || backgroundImage !== "none";
    const lined = ({ borderStyle, borderWidth }: CSSStyleDeclaration) => borderStyle !== "none" && Number.parseFloat(borderWidth) > 0;
    for (const element of document.querySelectorAll<HTMLElement>("body *")) {
      const { width, height } = element.getBoundingClientRect();
      if (element.closest("svg") || width < 2 || height < 2 || !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue;
      const says = (element.textContent ?? "").trim() !== "" || element.querySelector("svg, img, canvas, input, meter, progress") !== null;
      const parts = ["self", "::before", "::after"].filter((part) => {
        const style = getComputedStyle(element, part === "self" ? null : part);
        const bare = part === "self" ? !says && !element.matches("input, select, textarea, img, td, main") : style.content === '""';
        return bare && drawn(style) && !lined(style);
      });
      if (parts.length > 0) element.dataset.ground = parts.join(" ");
    }
  });
}

/** What was drawn by its ground alone and is gone with it: it has neither a line round it nor keeps its own colours. */
export function vanished(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("[data-ground]")].flatMap((element) =>
      (element.dataset.ground ?? "").split(" ").flatMap((part) => {
        const style = getComputedStyle(element, part === "self" ? null : part);
        const stays = [style.borderStyle, style.outlineStyle, style.backgroundImage].some((drawn) => drawn !== "none") || style.forcedColorAdjust === "none";
        return stays ? [] : [`${element.tagName.toLowerCase()}.${element.className} ${part}`];
      }),
    ),
  );
}

/** States that must differ from each other: what is chosen, pressed or picked, and what is not. */
export const PAIRS: readonly (readonly [string, string])[] = [
  [".row[aria-selected=true]", ".row[aria-selected=false]:not([data-cursor])"],
  [".row[data-cursor][aria-selected=false]", ".row[aria-selected=false]:not([data-cursor])"],
  [".rail-item[aria-current=page]", ".rail-list .rail-item:not([aria-current])"],
  [".segment:has(:checked) > span", ".segment:not(:has(:checked)) > span"],
  [".switch:checked", ".switch:not(:checked)"],
  [".palette-row[aria-selected=true]", ".palette-row[aria-selected=false]"],
];

/**
 * Which of the pairs stand here, and which of those look alike. With the system's own few colours grounds and shadows are
 * gone: what they said must be said by lines and words.
 */
export function alike(page: Page): Promise<{ met: string[]; same: string[] }> {
  return page.evaluate((pairs) => {
    if (!matchMedia("(forced-colors: active)").matches) return { met: [], same: ["colours are not forced here"] };
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
    const first = (element: Element) => look(element).split("\n").slice(0, 3).join("\n");
    const standing = pairs.flatMap(([chosen, other]) => {
      const [one, two] = [document.querySelector(chosen), document.querySelector(other)];
      return one?.checkVisibility() && two?.checkVisibility() ? [{ chosen, same: first(one) === first(two) ? [`${chosen} looks as ${other}`] : [] }] : [];
    });
    return { met: standing.map(({ chosen }) => chosen), same: standing.flatMap(({ same }) => same) };
  }, PAIRS);
}
