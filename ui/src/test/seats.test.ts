import { describe, expect, it } from "vitest";
import { type Seat, seated } from "../features/list/useSeats";

const span = (from: number, past: number) => Array.from({ length: past - from }, (_, n) => from + n);
const chatsOf = (seats: readonly Seat[]) => seats.map(({ chat }) => chat);
const keyOf = (seats: readonly Seat[], chat: number) => seats.find((seat) => seat.chat === chat)?.key;

describe("rows of a list that is pulled", () => {
  it("are given on, and stand still in the page until the list does", () => {
    const top = seated([], span(0, 20), false);
    let seats = top;
    for (const first of span(1, 300)) {
      seats = seated(seats, span(first, first + 20), true);
      expect(new Set(chatsOf(seats))).toEqual(new Set(span(first, first + 20)));
      expect(
        seats.map(({ key }) => key),
        "no row is made, none moves",
      ).toEqual(top.map(({ key }) => key));
    }
    const rest = seated(seats, span(299, 319), false);
    expect(chatsOf(rest), "as on the screen").toEqual(span(299, 319));
    expect(new Set(rest), "each chat in its row").toEqual(new Set(seats));
  });

  it("keep their chat while it is on the screen, whatever comes and goes beside it", () => {
    const before = seated([], [1, 2, 3, 4], false);
    const after = seated(before, [9, 1, 3, 4, 5], false);
    expect(chatsOf(after)).toEqual([9, 1, 3, 4, 5]);
    for (const chat of [1, 3, 4]) expect(keyOf(after, chat)).toBe(keyOf(before, chat));
    const made = new Set(after.map(({ key }) => key));
    for (const { key, chat } of before) if (chat !== 2) made.delete(key);
    expect(made.has(keyOf(before, 2) ?? ""), "nobody takes a row that would have to be moved").toBe(false);
    expect(made.size).toBe(2);
  });

  it("go one after the other to another list, as far as it reaches", () => {
    const left = seated([], [1, 2, 3], false).map(({ key }) => ({ key, chat: null }));
    expect(seated(left, [7, 8], false)).toEqual([
      { key: left[0]?.key, chat: 7 },
      { key: left[1]?.key, chat: 8 },
    ]);
  });
});
