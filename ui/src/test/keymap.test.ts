import { describe, expect, it } from "vitest";
import {
  ACTIONS,
  type Action,
  canMeet,
  clash,
  comboOf,
  commandOf,
  holderOf,
  isSingle,
  type Keys,
  keymap,
  keymapOf,
  keyName,
  matches,
  PRESETS,
  presetKeys,
  refusalOf,
  shown,
  withKeys,
} from "../keymap";

const press = (key: string, code: string, ctrlKey = false, shiftKey = false, altKey = false) => ({ key, code, ctrlKey, shiftKey, altKey, metaKey: false });
const altGr = (key: string, code: string) => ({ ...press(key, code, true, false, true), getModifierState: (name: string) => name === "AltGraph" });

/** The keys that shop owners know from other tools, row by row of the conventions this window was built to. */
const CONVENTIONS: readonly (readonly [combo: string, action: Action])[] = [
  ["j", "nextChat"],
  ["k", "previousChat"],
  ["ArrowDown", "rowDown"],
  ["ArrowUp", "rowUp"],
  ["Enter", "open"],
  ["Escape", "back"],
  ["r", "reply"],
  ["n", "note"],
  ["Mod+Enter", "send"],
  ["Mod+Shift+Enter", "sendDone"],
  ["e", "done"],
  ["]", "doneNext"],
  ["h", "snooze"],
  ["a", "claim"],
  ["i", "claim"],
  ["l", "label"],
  ["s", "star"],
  ["!", "spam"],
  ["Shift+u", "markUnread"],
  ["x", "pick"],
  ["Shift+j", "pickDown"],
  ["Shift+k", "pickUp"],
  ["Mod+a", "pickAll"],
  ["/", "search"],
  ["Mod+f", "findInChat"],
  ["Mod+Shift+f", "search"],
  ["Mod+k", "palette"],
  ["Mod+m", "canned"],
  ["Mod+Shift+a", "attach"],
  ["g i", "goInProgress"],
  ["g u", "goUrgent"],
  ["g m", "goMetrics"],
  ["g d", "goDone"],
  ["g s", "goSnoozed"],
  ["z", "undo"],
  ["Mod+j", "insertDraft"],
  ["Mod+Shift+j", "regenerateDraft"],
  ["Mod+i", "whyDraft"],
  ["?", "help"],
  ["Space", "quickLook"],
];

/** Every pair of commands that would hear one key, in words. */
function clashes(keys: Keys): string[] {
  const found: string[] = [];
  for (const [at, one] of ACTIONS.entries()) {
    for (const other of ACTIONS.slice(at + 1)) {
      if (!canMeet(one, other)) continue;
      for (const a of keys[one]) for (const b of keys[other]) if (clash(a, b)) found.push(`${one} ${a} / ${other} ${b}`);
    }
  }
  return found;
}

describe("the keymap", () => {
  it("has each key of the conventions, and no key to delete with", () => {
    const missing = CONVENTIONS.filter(([combo, action]) => !commandOf(action).keys.includes(combo));
    expect(missing).toEqual([]);
    expect(ACTIONS.filter((action) => commandOf(action).keys.some((combo) => /Delete|Backspace|#/.test(combo)))).toEqual([]);
  });

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

  it("gives no key to two actions that can meet in any set", () => {
    for (const preset of PRESETS) expect(clashes(presetKeys(preset)), preset).toEqual([]);
    // The check itself finds a clash where there is one.
    expect(clashes({ ...presetKeys("pult"), done: ["j"] })).toEqual(["nextChat j / done j"]);
    expect(clashes({ ...presetKeys("pult"), done: ["g"] }).length).toBeGreaterThan(5);
  });

  it("has the star on S, and its list where each set's owners look for it", () => {
    const [pult, gmail, chatwoot, plain] = (["pult", "gmail", "chatwoot", "plain"] as const).map(presetKeys) as [Keys, Keys, Keys, Keys];
    expect([pult.star, gmail.star, chatwoot.star, plain.star]).toEqual([["s"], ["s"], ["s"], ["Alt+s"]]);
    expect([pult.goStarred, gmail.goStarred, chatwoot.goStarred, plain.goStarred]).toEqual([["g f"], ["g s"], ["g f"], ["Alt+0"]]);
    expect([pult.goSnoozed, gmail.goSnoozed], "G S is ours for the hidden").toEqual([["g s"], ["g b"]]);
  });

  it("has the list of drafts on the letter that inserts one, and where Gmail's drafts are", () => {
    const [pult, gmail, chatwoot, plain] = (["pult", "gmail", "chatwoot", "plain"] as const).map(presetKeys) as [Keys, Keys, Keys, Keys];
    expect([pult.goAiDrafts, gmail.goAiDrafts, chatwoot.goAiDrafts, plain.goAiDrafts]).toEqual([["g j"], ["g d"], ["g j"], ["Alt+j"]]);
  });

  it("has the list of spam on a letter that no set uses", () => {
    expect(PRESETS.map((preset) => presetKeys(preset).goSpam)).toEqual([["g x"], ["g x"], ["g x"], ["Alt+g"]]);
  });

  it("follows the letter where the layout is Latin", () => {
    expect(keyName(press("z", "KeyY"))).toBe("z");
    expect(keyName(press("a", "KeyQ"))).toBe("a");
  });

  it("follows the place where the layout is Cyrillic", () => {
    expect(matches(press("о", "KeyJ"), "j")).toBe(true);
    expect(matches(press("л", "KeyK", true), "Mod+k")).toBe(true);
    expect(matches(press("ъ", "BracketRight"), "]")).toBe(true);
    expect(matches(press("х", "BracketLeft"), "[")).toBe(true);
    expect(matches(press("б", "Comma", true), "Mod+,")).toBe(true);
    expect(matches(press(".", "Slash"), "/")).toBe(true);
    expect(matches(press(",", "Slash"), "?")).toBe(true);
    expect(matches(press("?", "Digit7"), "?")).toBe(true);
    expect(matches(press("!", "Digit1", false, true), "!")).toBe(true);
    expect(matches(press("Г", "KeyU", false, true), "Shift+u")).toBe(true);
  });

  it("reaches every key of every set on ЙЦУКЕН, QWERTZ and AZERTY", () => {
    // What each layout types on the keys our sets name, without and with shift.
    const layouts: Record<string, Record<string, [code: string, shift: boolean]>> = {
      ЙЦУКЕН: {
        "!": ["Digit1", true],
        "*": ["Digit8", true],
        "?": ["Digit7", true],
        "/": ["Slash", false],
        "[": ["BracketLeft", false],
        "]": ["BracketRight", false],
        ",": ["Comma", false],
      },
      QWERTZ: {
        "!": ["Digit1", true],
        "*": ["BracketRight", true],
        "?": ["Minus", true],
        "/": ["Digit7", true],
        "[": ["Digit8", false],
        "]": ["Digit9", false],
        ",": ["Comma", false],
      },
      AZERTY: {
        "!": ["Slash", false],
        "*": ["Backslash", false],
        "?": ["KeyM", true],
        "/": ["Period", true],
        "[": ["Digit5", false],
        "]": ["Minus", false],
        ",": ["KeyM", false],
      },
    };
    const typed: Record<string, Record<string, string>> = { ЙЦУКЕН: { "/": ".", "[": "х", "]": "ъ", ",": "б" } };
    const cyrillic = "фисвуапршолдьтщзйкыегмцчня";
    const unshifted = "à&é\"'(-è_ç";
    for (const [layout, signs] of Object.entries(layouts)) {
      for (const combo of new Set(PRESETS.flatMap((preset) => Object.values(presetKeys(preset)).flat()))) {
        for (const one of combo.split(" ")) {
          const parts = one.split("+");
          const name = parts.at(-1) ?? "";
          const [mod, shift, alt] = ["Mod", "Shift", "Alt"].map((held) => parts.includes(held));
          const sign = signs[name];
          if (sign) {
            // On German and French keyboards brackets are typed with AltGr.
            const event =
              /[[\]]/.test(name) && layout !== "ЙЦУКЕН"
                ? altGr(name, sign[0])
                : press(typed[layout]?.[name] ?? name, sign[0], mod, sign[1] && layout !== "ЙЦУКЕН", alt);
            expect(comboOf(event), `${layout} ${combo}`).toBe(one);
          } else if (/^[a-z]$/.test(name)) {
            const key = layout === "ЙЦУКЕН" ? (cyrillic["abcdefghijklmnopqrstuvwxyz".indexOf(name)] ?? "") : name;
            expect(comboOf(press(shift ? key.toUpperCase() : key, `Key${name.toUpperCase()}`, mod, shift, alt)), `${layout} ${combo}`).toBe(one);
          } else if (/^\d$/.test(name)) {
            const key = layout === "AZERTY" ? (unshifted[Number(name)] ?? "") : name;
            expect(comboOf(press(key, `Digit${name}`, mod, shift, alt)), `${layout} ${combo}`).toBe(one);
          } else expect(name.length, `${combo} has a key with a name of its own`).toBeGreaterThan(1);
        }
      }
    }
  });

  it("leaves what AltGr types to the text, and hears signs typed with it", () => {
    expect(comboOf(altGr("€", "KeyE"))).toBe("€");
    expect(comboOf(altGr("ł", "KeyL"))).toBe(null);
    expect(matches(altGr("]", "Digit9"), "]")).toBe(true);
    expect(matches(press("é", "Digit2", false, false, true), "Alt+2")).toBe(true);
    expect(matches(press("&", "Digit1", false, false, true), "Alt+1")).toBe(true);
  });

  it("tells Ctrl+Shift+A from Ctrl+A", () => {
    expect(matches(press("A", "KeyA", true, true), "Mod+Shift+a")).toBe(true);
    expect(matches(press("Ф", "KeyA", true, true), "Mod+Shift+a")).toBe(true);
    expect(matches(press("a", "KeyA", true), "Mod+Shift+a")).toBe(false);
    expect(matches(press("K", "KeyK", true, true), "Mod+k")).toBe(false);
    expect(matches(press("j", "KeyJ", false, false, true), "j")).toBe(false);
  });

  it("knows which keys would type something", () => {
    expect(["j", "g w", "?", "]", "Space", "Shift+u"].every(isSingle)).toBe(true);
    expect(["Mod+k", "Escape", "Enter", "ArrowDown", "Alt+j", "F1"].some(isSingle)).toBe(false);
    expect(Object.values(presetKeys("plain")).flat().filter(isSingle), "the set without letters").toEqual([]);
  });

  it("prints keys as they are engraved", () => {
    expect(shown("Mod+Enter")).toEqual(["Ctrl", "↵"]);
    expect(shown("g w")).toEqual(["G", "W"]);
    expect(shown("Alt+Shift+ArrowDown")).toEqual(["Alt", "Shift", "↓"]);
    expect(shown("+")).toEqual(["+"]);
  });
});

/** A small generator with a seed, so that a failure can be played again. */
function dice(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe("the owner's keys", () => {
  it("never mean two things, whatever was chosen in whatever set", () => {
    const combos = [...new Set([...PRESETS.flatMap((preset) => Object.values(presetKeys(preset)).flat()), "g", "Mod+d", "q", "g q", "F5", "Space"])];
    for (let seed = 1; seed <= 24; seed += 1) {
      const roll = dice(seed);
      let settings = { key_preset: PRESETS[roll(4)] ?? "pult", own_keys: [] as { command: string; keys: string[] }[], single_keys: true };
      for (let step = 0; step < 30; step += 1) {
        const map = keymapOf(settings);
        expect(clashes(map.keys), `seed ${seed}, step ${step}`).toEqual([]);
        if (roll(12) === 0) settings = { ...settings, key_preset: PRESETS[roll(4)] ?? "pult" };
        const action = ACTIONS[roll(ACTIONS.length)] as Action;
        const combo = combos[roll(combos.length)] as string;
        const refusal = refusalOf(map, action, combo);
        const held = holderOf(map.keys, action, combo);
        expect(refusal === null && held !== undefined, "what is held is refused").toBe(false);
        if (refusal === null) settings = { ...settings, own_keys: withKeys(map, settings.own_keys, action, [...map.keys[action], combo]) };
        else if (roll(3) === 0) settings = { ...settings, own_keys: withKeys(map, settings.own_keys, action, map.keys[action].slice(1)) };
      }
    }
  });

  it("stay the owner's when a later set would give one to another command", () => {
    const map = keymapOf({ key_preset: "gmail", own_keys: [{ command: "claim", keys: ["u"] }] });
    expect(map.keys.claim).toEqual(["u"]);
    expect(map.keys.back, "u was Gmail's way back").toEqual(["Escape"]);
  });

  it("are forgotten where they say what the set says, and survive commands nobody knows", () => {
    const map = keymapOf({ key_preset: "pult", own_keys: [{ command: "of-tomorrow", keys: ["Mod+d"] }] });
    const own = withKeys(map, [{ command: "of-tomorrow", keys: ["Mod+d"] }], "done", ["d"]);
    expect(own).toHaveLength(2);
    expect(withKeys(keymapOf({ own_keys: own }), own, "done", ["e"])).toEqual([{ command: "of-tomorrow", keys: ["Mod+d"] }]);
  });

  it("refuse what the system and text fields need", () => {
    const map = keymapOf({});
    expect(refusalOf(map, "done", "Mod+c")).toEqual({ why: "reserved" });
    expect(refusalOf(map, "done", "ArrowDown")).toEqual({ why: "reserved" });
    expect(refusalOf(map, "send", "s")).toEqual({ why: "shift" });
    expect(refusalOf(map, "done", "g")).toMatchObject({ why: "taken" });
    expect(refusalOf(map, "done", "j")).toEqual({ why: "taken", by: "nextChat" });
    expect(refusalOf(map, "done", "Mod+d")).toBe(null);
  });
});
