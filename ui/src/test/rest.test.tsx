import { act, cleanup, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Begin, Host, Place } from "../api/host";
import { counter, open } from "./scene";

/** A shell that closes hidden pages. */
function shell(begin: Begin | null = null) {
  const host: Host & ReturnType<typeof counter> = counter();
  let ask: (() => Place | null) | undefined;
  host.begin = begin;
  host.resting = (place) => {
    ask = place;
    return () => {
      ask = undefined;
    };
  };
  return { host, asked: () => ask?.() ?? null };
}

const selected = () => screen.getAllByTestId("chat-row").find((row) => row.getAttribute("aria-selected") === "true")?.dataset.chat;

describe("a hidden page that is asked where the owner is", () => {
  it("says it, and the next one begins there", async () => {
    const first = shell();
    const user = await open(first.host);
    await user.keyboard("ga");
    await user.click((await screen.findAllByTestId("chat-row"))[1] as HTMLElement);
    await screen.findByTestId("composer");
    const place = first.asked();
    expect(place).toMatchObject({ view: "all", chat: Number(selected()) });
    const chat = selected();
    cleanup();
    await open(shell({ place, opens: null }).host);
    await screen.findByTestId("composer");
    expect(selected()).toBe(chat);
  });

  it("stays while a form is open or chats are picked, and goes with words in the composer", async () => {
    const { host, asked } = shell();
    const user = await open(host);
    await user.keyboard("jx");
    expect(asked()).toBeNull();
    await user.keyboard("{Escape}");
    expect(asked()).not.toBeNull();
    await user.keyboard("gk");
    await screen.findByTestId("canned-add");
    expect(asked()).toBeNull();
    await user.click(screen.getByRole("button", { name: "Назад" }));
    await user.click((await screen.findAllByTestId("chat-row"))[0] as HTMLElement);
    await user.type(await screen.findByTestId("composer"), "Здравствуйте");
    expect(asked()).not.toBeNull();
    await user.keyboard("{Control>}k{/Control}");
    await screen.findByRole("dialog");
    expect(asked()).toBeNull();
  });

  it("gives way to what a toast has opened since", async () => {
    const place: Place = { view: "all", account: null, label: null, unread: false, saved: null, query: "", ranked: false, chat: 3 };
    await open(shell({ place, opens: { chat: 2 } }).host);
    await screen.findByTestId("composer");
    expect(selected()).toBe("2");
  });

  it("begins without the filter of a shop that has gone meanwhile", async () => {
    const place: Place = { view: "all", account: 99, label: null, unread: false, saved: null, query: "", ranked: false, chat: null };
    await open(shell({ place, opens: null }).host);
    await act(async () => {});
    expect((await screen.findAllByTestId("chat-row")).length).toBeGreaterThan(1);
  });
});
