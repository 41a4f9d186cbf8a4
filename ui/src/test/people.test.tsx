import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { typedDay } from "../features/thread/typedDay";
import { chat, message } from "./memoryHost";
import { counter, openFirst } from "./scene";

/** A shop whose first two buyers may be one. */
function two() {
  const host = counter();
  const [anna, same] = [chat(1, { customer: "Анна" }), chat(2, { customer: "Анна Белова" })];
  host.chats = [anna, same];
  host.people.suggested = [{ row: same, sureness: "likely", reasons: [{ reason: "phone", value: "6789" }] }];
  return host;
}

it("chats that may be one buyer's are joined by the owner alone, with the reason told", async () => {
  const host = two();
  const user = await openFirst(host);
  const hint = await screen.findByTestId("people-hint");
  expect(hint.textContent).toContain("Вероятно: в обоих чатах назван телефон …6789");
  expect(host.people.groups).toEqual([]);
  await user.click(within(hint).getByTestId("people-join"));
  expect((await screen.findByTestId("people-chat")).textContent).toContain("Анна Белова");
  expect(host.people.groups).toEqual([[1, 2]]);
  // The key goes to the other chat, and round.
  await user.keyboard("p");
  await waitFor(() => expect(document.querySelector(".thread-title h1")?.textContent).toContain("Анна Белова"));
  await user.click(await screen.findByTestId("people-part"));
  await waitFor(() => expect(host.people.groups).toEqual([]));
});

it("what the marketplace said last in another chat is not told as ours", async () => {
  const host = two();
  const [hint] = host.people.suggested;
  if (!hint) throw new Error("nobody is suggested");
  hint.row.last_message = { author: "system", text: "Спор закрыт", sent_at_ms: 1, attachments: 0 };
  await openFirst(host);
  expect((await screen.findByTestId("people-hint")).textContent).toContain("Спор закрыт");
  expect(screen.getByTestId("people-hint").textContent).not.toContain("Вы:");
});

describe("a second chat beside the open one", () => {
  it("is read beside it, begins no answer, stays unread and is opened from there", async () => {
    const host = two();
    host.chats = host.chats.map((each) => (each.chat === 2 ? { ...each, unread: 1 } : each));
    host.messages.set(2, [message(21, { text: "Это я же, из другого магазина" })]);
    const user = await openFirst(host);
    await user.click(await screen.findByTestId("people-beside"));
    const beside = await screen.findByTestId("beside");
    expect(beside.textContent).toContain("Анна Белова");
    expect(screen.queryByTestId("side"), "it stands in the place of the panel").toBeNull();
    expect(screen.getByTestId("composer"), "the open chat keeps its pen").toBeDefined();
    await waitFor(() => expect(within(beside).getByTestId("message").textContent).toContain("из другого магазина"));
    expect(within(beside).queryByTestId("answer-this")).toBeNull();
    expect(host.chats.find((each) => each.chat === 2)?.unread).toBe(1);
    await user.click(within(beside).getByTestId("beside-open"));
    await waitFor(() => expect(document.querySelector(".thread-title h1")?.textContent).toContain("Анна Белова"));
    expect(screen.queryByTestId("beside")).toBeNull();
  });

  it("comes and goes by a key, and goes with Escape and with another chat", async () => {
    const host = two();
    host.people.groups = [[1, 2]];
    host.people.suggested = [];
    const user = await openFirst(host);
    await screen.findByTestId("people-chat");
    await user.keyboard("{Shift>}p{/Shift}");
    await screen.findByTestId("beside");
    await user.keyboard("{Shift>}p{/Shift}");
    await screen.findByTestId("side");
    await user.keyboard("{Shift>}p{/Shift}");
    await screen.findByTestId("beside");
    await user.keyboard("{Escape}");
    await screen.findByTestId("side");
    expect(screen.getByTestId("composer"), "Escape closed the second talk alone").toBeDefined();
    await user.keyboard("{Shift>}p{/Shift}");
    await screen.findByTestId("beside");
    await user.keyboard("j");
    await waitFor(() => expect(screen.queryByTestId("beside")).toBeNull());
  });
});

it("a day that is typed is gone to, and an empty one to the nearest", async () => {
  const host = two();
  const at = (day: number) => new Date(2026, 2, day, 12).getTime();
  host.messages.set(
    1,
    [10, 12, 20].map((day) => message(day, { text: `День ${day}`, sent_at_ms: at(day) })),
  );
  const user = await openFirst(host);
  await user.keyboard("d");
  const field = await screen.findByTestId("date-field");
  await user.type(field, "вчера утром{Enter}");
  expect(screen.getByTestId("date-hint").textContent).toContain("Не похоже на дату");
  await user.clear(field);
  await user.type(field, "11.3.2026{Enter}");
  await screen.findByText(/11 марта 2026.*показаны ближайшие/);
  await waitFor(() => expect(document.querySelector(".entry-found")?.textContent).toContain("День 12"));
});

it("days are read as people write them", () => {
  const now = new Date(2026, 10, 21);
  const named = { вчера: 1, сегодня: 0 };
  const read = (text: string, locale = "ru") => {
    const day = typedDay(text, now, locale, named);
    return day && `${day.year}-${day.month + 1}-${day.day}`;
  };
  expect(read("12.03.2025")).toBe("2025-3-12");
  expect(read("12/3/25")).toBe("2025-3-12");
  expect(read("2025-03-12")).toBe("2025-3-12");
  expect(read("12.3")).toBe("2026-3-12");
  expect(read("12.12"), "the last one there was").toBe("2025-12-12");
  expect(read("12 марта 2025")).toBe("2025-3-12");
  expect(read("вчера")).toBe("2026-11-20");
  expect(read("12 March", "en")).toBe("2026-3-12");
  expect(read("2025. március 12.", "hu")).toBe("2025-3-12");
  expect(read("03.12", "hu")).toBe("2026-3-12");
  expect(read("12. března", "cs")).toBe("2026-3-12");
  expect(read("12 août", "fr")).toBe("2026-8-12");
  for (const wrong of ["", "31.2.2026", "нет", "12", "99.99.9999", "12 абв"]) expect(read(wrong), wrong).toBe(null);
});
