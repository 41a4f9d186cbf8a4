import { readFileSync } from "node:fs";
import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { counter, openFirst } from "./scene";

const css = readFileSync("src/styles/desk.css", "utf8");

/** How wide a pane is in a window so wide, by what its style says: so many pixels, or something between two numbers of them. */
function width(style: string, window: number): number {
  const between = /^clamp\((\d+)px, (\d+)vw - (\d+)px, (\d+)px\)$/.exec(style);
  if (!between) return Number.parseFloat(style);
  const [least, share, less, most] = between.slice(1).map(Number) as [number, number, number, number];
  return Math.min(Math.max((window * share) / 100 - less, least), most);
}

function panes(window: number) {
  const style = (name: string) => new RegExp(`--${name}-width: ([^;]+);`).exec(css)?.[1] ?? "";
  const side = /grid-template-columns: var\(--rail-width\) var\(--list-width\) minmax\(0, 1fr\) (\d+)px;/.exec(css)?.[1] ?? "";
  const [rail, list] = [width(style("rail"), window), width(style("list"), window)];
  return { rail, list, thread: window - rail - list - Number(side), side: Number(side) };
}

describe("four panes beside each other", () => {
  it("are as they are drawn from 1440 px on", () => {
    expect(panes(1440)).toEqual({ rail: 212, list: 368, thread: 528, side: 332 });
    expect(panes(1920)).toEqual({ rail: 212, list: 368, thread: 1008, side: 332 });
  });

  it("leave the widest to the thread in every narrower window", () => {
    for (let window = 1200; window < 1440; window += 20) {
      const { rail, list, thread, side } = panes(window);
      expect(thread, `${window} px`).toBeGreaterThan(Math.max(rail, list, side));
    }
    expect(panes(1280).thread, "where most laptops are").toBeGreaterThan(440);
  });
});

it("the head of a chat says in a word that it can be put off", async () => {
  await openFirst(counter());
  expect(screen.getByTestId("snooze").textContent).toMatch(/^Отложить/);
});
