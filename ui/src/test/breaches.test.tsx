import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { breached } from "../app/useBreaches";
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
});
