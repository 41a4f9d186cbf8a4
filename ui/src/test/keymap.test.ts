import { describe, expect, it } from "vitest";
import { ACTIONS, isSingle, keymap, keyName, matches, shown } from "../keymap";

const press = (key: string, code: string, ctrlKey = false, shiftKey = false) => ({ key, code, ctrlKey, shiftKey, metaKey: false, altKey: false });

describe("the keymap", () => {
  it("gives no key to two actions that can meet", () => {
    for (const scope of ["global", "list", "composer"] as const) {
      const keys = ACTIONS.filter((action) => keymap[action].scope === scope).flatMap((action) => [...keymap[action].keys]);
      expect(new Set(keys).size, scope).toBe(keys.length);
    }
    const combos = ACTIONS.flatMap((action) => [...keymap[action].keys] as string[]);
    const chordStarts = combos.filter((combo) => combo.includes(" ")).map((combo) => combo.split(" ")[0]);
    expect(
      combos.filter((combo) => chordStarts.includes(combo)),
      "a chord's first key does nothing by itself",
    ).toEqual([]);
  });

  it("follows the letter where the layout is Latin", () => {
    expect(keyName(press("z", "KeyY"))).toBe("z");
    expect(keyName(press("a", "KeyQ"))).toBe("a");
  });

  it("follows the place where the layout is Cyrillic", () => {
    expect(matches(press("о", "KeyJ"), "j")).toBe(true);
    expect(matches(press("л", "KeyK", true), "Mod+k")).toBe(true);
    expect(matches(press("ъ", "BracketRight"), "]")).toBe(true);
    expect(matches(press(".", "Slash"), "/")).toBe(true);
    expect(matches(press(",", "Slash"), "?")).toBe(true);
    expect(matches(press("?", "Digit7"), "?")).toBe(true);
  });

  it("tells Ctrl+Shift+A from Ctrl+A", () => {
    expect(matches(press("A", "KeyA", true, true), "Mod+Shift+a")).toBe(true);
    expect(matches(press("Ф", "KeyA", true, true), "Mod+Shift+a")).toBe(true);
    expect(matches(press("a", "KeyA", true), "Mod+Shift+a")).toBe(false);
    expect(matches(press("K", "KeyK", true, true), "Mod+k")).toBe(false);
  });

  it("knows which keys would type something", () => {
    expect(["j", "g w", "?", "]"].every(isSingle)).toBe(true);
    expect(["Mod+k", "Escape", "Enter", "ArrowDown"].some(isSingle)).toBe(false);
  });

  it("prints keys as they are engraved", () => {
    expect(shown("Mod+Enter")).toEqual(["Ctrl", "↵"]);
    expect(shown("g w")).toEqual(["G", "W"]);
  });
});
