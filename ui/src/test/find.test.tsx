import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Refusal } from "../api/host";
import { message } from "./memoryHost";
import { counter, open, openFirst } from "./scene";

describe("finding in a chat", () => {
  it("goes from the newest to the oldest through pages, and shows each in its place", async () => {
    const host = counter();
    host.messages.set(
      1,
      Array.from({ length: 450 }, (_, at) => message(at + 1, { text: at === 20 || at === 310 || at === 440 ? "Ещё одно БЛЮДЦЕ" : `Слова ${at}` })),
    );
    const user = await openFirst(host);
    await user.keyboard("{Control>}f{/Control}");
    // To whatever has the keyboard: the field is drawn anew with the thread that it moves.
    await screen.findByTestId("find-field");
    await user.keyboard("еще одно блюдце");
    await waitFor(() => expect(screen.getByTestId("find-bar").textContent).toContain("1 из 3"));
    const shown = (before: number) =>
      (host.asked("chat_messages") as { before?: number; limit?: number }[]).some((each) => each.limit !== 200 && each.before === before);
    await waitFor(() => expect(shown(441)).toBe(true));
    expect(shown(311)).toBe(false);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(shown(311)).toBe(true));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("find-field")));
    await user.keyboard("{Shift>}{Enter}{/Shift}{Shift>}{Enter}{/Shift}");
    await waitFor(() => expect(screen.getByTestId("find-bar").textContent).toContain("3 из 3"));
    await user.keyboard("{Escape}");
    expect(screen.queryByTestId("find-bar")).toBe(null);
    expect(screen.getByTestId("composer")).toBeDefined();
  });

  it("that broke off is not told as nothing found", async () => {
    const host = counter();
    const user = await openFirst(host);
    host.refusals.set("chat_messages", new Refusal({ code: "storage_failed", message: "", retryable: false }));
    await user.keyboard("{Control>}f{/Control}");
    await user.type(await screen.findByTestId("find-field"), "Сообщение");
    await waitFor(() => expect(screen.getByTestId("find-bar").textContent).toContain("Не удалось записать данные"));
    expect(screen.getByTestId("find-bar").textContent).not.toContain("Не найдено");
  });

  it("says when there is nothing", async () => {
    const user = await openFirst(counter());
    await user.keyboard("{Control>}f{/Control}");
    await user.type(await screen.findByTestId("find-field"), "самовар");
    await waitFor(() => expect(screen.getByTestId("find-bar").textContent).toContain("Не найдено"));
  });
});

describe("a message found in the whole history", () => {
  it("is opened among its neighbours, and older and newer ones follow on both sides", async () => {
    const host = counter();
    host.messages.set(
      1,
      Array.from({ length: 300 }, (_, at) => message(at + 1, { text: at === 149 ? "Самовар" : `Слова ${at}` })),
    );
    const user = await open(host);
    await user.keyboard("/Самовар");
    await user.click(await screen.findByTestId("search-hit"));
    const asked = () => host.asked("chat_messages") as { before?: number; after?: number }[];
    const around = () => [asked().some((each) => each.before === 150), asked().some((each) => each.after === 149)];
    await waitFor(() => expect(around(), "fifty on each side").toEqual([true, true]));
    await waitFor(() => expect(asked().some((each) => each.before === 100)).toBe(true));
    await waitFor(() => expect(asked().some((each) => each.after === 199)).toBe(true));
  });
});
