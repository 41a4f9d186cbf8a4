import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { breached } from "../app/useBreaches";
import { useNotices } from "../shared/notices";
import { renderAlone } from "./alone";
import { chat } from "./memoryHost";
import { counter, open } from "./scene";

describe("a missed deadline", () => {
  it("is one that passed between two looks, in a chat that waits in sight", () => {
    const rows = [
      chat(1, { deadline_at_ms: 150 }),
      chat(2, { deadline_at_ms: 100 }),
      chat(3, { deadline_at_ms: 201 }),
      chat(4, { deadline_at_ms: 150, queue: "done" }),
      chat(5, { deadline_at_ms: 150, snoozed_until_ms: 900 }),
      chat(6, { deadline_at_ms: 200 }),
    ];
    expect(breached(rows, 100, 200).map((row) => row.chat)).toEqual([1, 6]);
  });

  it("is spoken at once, whatever list is shown", async () => {
    const host = counter();
    const [first] = host.chats;
    if (!first) throw new Error("no chat");
    first.customer = "Елена К.";
    first.deadline_at_ms = Date.now() + 60_000;
    const user = await open(host);
    await user.keyboard("ga");
    expect(screen.getByTestId("alarm").textContent).toBe("");
    const later = Date.now() + 61_000;
    const clock = vi.spyOn(Date, "now").mockImplementation(() => later);
    await waitFor(() => expect(screen.getByTestId("alarm").textContent).toBe("Срок ответа вышел: Елена К."), { timeout: 20_000 });
    clock.mockRestore();
  });

  it("is spoken on every screen, as new messages are", async () => {
    const host = counter();
    const [first, second] = host.chats;
    if (!first || !second) throw new Error("no chats");
    first.customer = "Елена К.";
    first.deadline_at_ms = Date.now() + 60_000;
    const user = await open(host);
    await waitFor(() => expect(document.title).toBe("(1) Пульт"));
    await user.keyboard("gt");
    await screen.findByTestId("state-page");
    second.unread = 3;
    act(() => host.changed(["chats"], [2]));
    await waitFor(() => expect(document.title).toBe("(4) Пульт"));
    await waitFor(() => expect(screen.getByTestId("announcer").textContent).toMatch(/^4 непрочитанных/));
    const later = Date.now() + 61_000;
    const clock = vi.spyOn(Date, "now").mockImplementation(() => later);
    await waitFor(() => expect(screen.getByTestId("alarm").textContent).toBe("Срок ответа вышел: Елена К."), { timeout: 20_000 });
    clock.mockRestore();
  });
});

/** Two buttons that speak one sentence each time. */
function Speaker() {
  const { announce, alarm } = useNotices();
  return (
    <>
      <button type="button" onClick={() => announce("Ответ отправлен")}>
        тихо
      </button>
      <button type="button" onClick={() => alarm("Срок вышел")}>
        громко
      </button>
    </>
  );
}

describe("a sentence that was spoken before", () => {
  it("is another one when it is said again: readers speak what changes", async () => {
    const user = userEvent.setup();
    renderAlone(<Speaker />);
    for (const [name, place, text] of [
      ["тихо", "announcer", "Ответ отправлен"],
      ["громко", "alarm", "Срок вышел"],
    ] as const) {
      const said = () => screen.getByTestId(place).firstChild;
      await user.click(screen.getByRole("button", { name }));
      const once = said();
      expect(once?.textContent).toBe(text);
      await user.click(screen.getByRole("button", { name }));
      expect(said()?.textContent).toBe(text);
      expect(said()).not.toBe(once);
    }
  });
});
