import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { analysis, type MemoryHost } from "./memoryHost";
import { counter, open, openFirst } from "./scene";

const shown = () => screen.queryAllByTestId("chat-row").map((row) => Number(row.dataset.chat));
const flagged = () =>
  screen
    .queryAllByTestId("chat-row")
    .filter((row) => within(row).queryByTestId("row-spam") !== null)
    .map((row) => Number(row.dataset.chat));
const acts = (host: MemoryHost) => host.asked("chats_act");
/** The key of spam, as a Russian keyboard types it. */
const bang = () => fireEvent.keyDown(document.body, { key: "!", code: "Digit1", shiftKey: true });

describe("spam", () => {
  it("is learned, marked and closed by one key, and Z takes the mark and the closing back at once", async () => {
    const host = counter();
    host.heard.set(1, analysis({ message: 10 }));
    const user = await openFirst(host);
    bang();
    await waitFor(() => expect(shown()).toEqual([2, 3]));
    expect(host.asked("analysis_correct")).toEqual([{ chat: 1, message: 10, intent: "abuse_spam" }]);
    expect(acts(host)).toEqual([{ chats: [1], act: { do: "spam", on: true } }]);
    await screen.findByText("Спам: чат закрыт");
    await waitFor(() => expect(screen.getByTestId("chat-spam").textContent).toBe("спам"));
    await user.keyboard("z");
    await waitFor(() => expect(shown()).toEqual([1, 2, 3]));
    expect(host.chats[0]).toMatchObject({ queue: "waiting", spam: false });
    await waitFor(() => expect(screen.queryByTestId("chat-spam")).toBeNull());
  });

  it("has a list of its own, where the same key takes the mark off", async () => {
    const host = counter();
    Object.assign(host.chats[0] ?? {}, { spam: true, queue: "done" });
    // Its buyer wrote again.
    Object.assign(host.chats[2] ?? {}, { spam: true });
    const user = await open(host);
    expect([shown(), flagged()]).toEqual([[2, 3], [3]]);
    const ofRail = () => screen.getByRole("button", { name: /^Спам/ });
    await waitFor(() => expect(ofRail().textContent).toBe("Спам 2"));
    await user.keyboard("gx");
    await waitFor(() => expect(shown()).toEqual([1, 3]));
    expect(flagged()).toEqual([1, 3]);
    expect(ofRail().getAttribute("aria-current")).toBe("page");
    await user.keyboard("j");
    await screen.findByTestId("composer");
    bang();
    await waitFor(() => expect(shown()).toEqual([3]));
    expect(acts(host)).toEqual([{ chats: [1], act: { do: "spam", on: false } }]);
    expect(host.chats[0]).toMatchObject({ queue: "waiting", spam: false });
    await screen.findByText(/^Больше не спам\./);
    await user.keyboard("z");
    await waitFor(() => expect(shown()).toEqual([1, 3]));
  });

  it("is closed again where its buyer wrote again", async () => {
    const host = counter();
    Object.assign(host.chats[0] ?? {}, { spam: true });
    await openFirst(host);
    bang();
    await waitFor(() => expect(shown()).toEqual([2, 3]));
    expect(host.chats[0]).toMatchObject({ queue: "done", spam: true });
  });

  it("is what is picked, and none of it any more where all of it was", async () => {
    const host = counter();
    Object.assign(host.chats[1] ?? {}, { spam: true });
    const user = await open(host);
    screen.getByRole("listbox").focus();
    await user.keyboard("x{Shift>}JJ{/Shift}");
    bang();
    await waitFor(() => expect(host.chats.every((row) => row.spam && row.queue === "done")).toBe(true));
    await user.keyboard("gx");
    await waitFor(() => expect(shown()).toEqual([1, 2, 3]));
    await user.keyboard("{Control>}a{/Control}");
    bang();
    await screen.findByText("В спаме пусто");
    expect(screen.queryByTestId("bulk"), "what has left the list is picked no more").toBeNull();
    expect(acts(host)).toEqual([
      { chats: [1, 2, 3], act: { do: "spam", on: true } },
      { chats: [1, 2, 3], act: { do: "spam", on: false } },
    ]);
    await user.keyboard("z");
    await waitFor(() => expect(shown()).toEqual([1, 2, 3]));
  });
});
