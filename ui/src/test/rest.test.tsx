import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { type Begin, type Host, type Place, Refusal } from "../api/host";
import { draft } from "./memoryDrafts";
import { noted } from "./memoryNotes";
import { counter, holdBack, open, openFirst, picture, row } from "./scene";

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

  it("stays for a draft under the owner's pen, also while another chat is open", async () => {
    const { host, asked } = shell();
    host.drafted.drafts.set(1, draft({ text: "Заказ уже в пути." }));
    const user = await openFirst(host);
    await user.click(within(await screen.findByTestId("draft")).getByTestId("draft-more"));
    await user.click(screen.getByTestId("draft-edit"));
    await user.type(await screen.findByTestId("draft-editor"), " Моё.");
    expect(asked()).toBeNull();
    await user.click(row(2));
    await waitFor(() => expect(screen.queryByTestId("draft-editor")).toBeNull());
    expect(asked()).toBeNull();
  });

  it("stays for a note under change, also while another chat is open", async () => {
    const { host, asked } = shell();
    host.notes = [noted()];
    const user = await openFirst(host);
    await user.click(await screen.findByTestId("note-edit"));
    await user.click(row(2));
    await waitFor(() => expect(screen.queryByTestId("note-typed")).toBeNull());
    expect(asked()).toBeNull();
  });

  it("stays with a text that the core could not keep, until it is kept", async () => {
    const { host, asked } = shell();
    const call = host.call.bind(host);
    let full = true;
    host.call = ((name: never, request: never) =>
      name === "draft_set" && full ? Promise.reject(Refusal.unreachable()) : call(name, request)) as typeof host.call;
    const user = await openFirst(host);
    await user.type(await screen.findByTestId("composer"), "Отправим");
    await waitFor(() => expect(asked()).toBeNull(), { timeout: 3_000 });
    full = false;
    await user.type(screen.getByTestId("composer"), " завтра");
    await waitFor(() => expect(asked()).not.toBeNull(), { timeout: 3_000 });
  });

  it("stays until what was asked to be done is answered", async () => {
    const { host, asked } = shell();
    const user = await openFirst(host);
    const release = holdBack(host, "upload_add");
    await user.upload(screen.getByTestId("file-picker"), picture());
    await waitFor(() => expect(host.asked("upload_add")).toHaveLength(1));
    expect(asked()).toBeNull();
    await act(async () => release());
    await screen.findByTestId("upload");
    await waitFor(() => expect(asked()).not.toBeNull());
  });

  it("stays until the owner has gone from where he could read that a file was refused", async () => {
    const { host, asked } = shell();
    host.refusals.set("upload_add", new Refusal({ code: "disk_full", message: "", retryable: false }));
    const user = await openFirst(host);
    await user.upload(screen.getByTestId("file-picker"), picture());
    await screen.findByTestId("file-refused");
    expect(asked()).toBeNull();
    await user.click(row(2));
    await waitFor(() => expect(asked()).not.toBeNull());
  });

  it("stays for any words in a field that nobody keeps, and goes with those of a search", async () => {
    const { host, asked } = shell();
    const user = await openFirst(host);
    await user.keyboard("{Escape}");
    const field = document.createElement("textarea");
    field.value = "Позвонить";
    document.body.append(field);
    expect(asked()).toBeNull();
    field.dataset.testid = "find-field";
    expect(asked()).not.toBeNull();
    field.remove();
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
