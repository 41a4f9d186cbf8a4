import { readdirSync, readFileSync } from "node:fs";
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { NoticePlace, useNotices } from "../shared/notices";
import { renderAlone } from "./alone";
import { counter, openFirst } from "./scene";

afterEach(() => void vi.useRealTimers());

const notice = () => document.querySelector(".notice") as HTMLElement;
const styles = readdirSync("src/styles").map((file) => readFileSync(`src/styles/${file}`, "utf8"));

describe("the place of notices", () => {
  it("is the foot of the list beside an open chat, outside whatever is read and written in it", async () => {
    const user = await openFirst(counter());
    await user.click(screen.getByTestId("star"));
    await waitFor(() => expect(notice()).not.toBeNull());
    const place = notice().parentElement as HTMLElement;
    expect(place.parentElement?.className).toBe("desk");
    expect(place.previousElementSibling?.className, "reached by Tab where it is seen").toBe("list");
  });

  it("is under what a page scrolls, and moves there with its screen", async () => {
    const user = await openFirst(counter());
    await user.click(screen.getByTestId("star"));
    await waitFor(() => expect(notice()).not.toBeNull());
    fireEvent.mouseEnter(notice());
    await user.keyboard("{Control>},{/Control}");
    await screen.findByTestId("settings");
    expect(document.querySelectorAll(".notice-place")).toHaveLength(1);
    expect(notice().parentElement?.previousElementSibling?.className).toBe("settings-body");
  });

  it("takes room: no style lifts it out of the flow", () => {
    const rules = styles.flatMap((css) => css.match(/[^{}]*\.notice(-place)?\b[^{}]*\{[^}]*\}/g) ?? []);
    expect(rules.length).toBeGreaterThan(2);
    expect(rules.filter((rule) => /position:\s*(fixed|absolute)/.test(rule))).toEqual([]);
  });
});

it("a notice whose screen goes from under the pointer goes as any other", () => {
  vi.useFakeTimers();
  let say = (_: string) => {};
  let go = (_: string) => {};
  function Screens() {
    const { offer } = useNotices();
    const [at, setAt] = useState("chats");
    say = (text) => offer({ text });
    go = setAt;
    return <NoticePlace key={at} />;
  }
  renderAlone(<Screens />);
  act(() => say("Чат закрыт"));
  fireEvent.mouseEnter(notice().parentElement as HTMLElement);
  act(() => void vi.advanceTimersByTime(60_000));
  expect(screen.getByText("Чат закрыт")).toBeDefined();
  act(() => go("settings"));
  act(() => void vi.advanceTimersByTime(60_000));
  expect(screen.queryByText("Чат закрыт")).toBeNull();
});

it("a notice that took the place of one with the focus goes as any other", () => {
  vi.useFakeTimers();
  let say = (_: string) => {};
  function Speaker() {
    const { offer } = useNotices();
    say = (text) => offer({ text, undo: () => undefined });
    return null;
  }
  renderAlone(
    <>
      <Speaker />
      <NoticePlace />
    </>,
  );
  act(() => say("Чат закрыт"));
  fireEvent.focus(screen.getByRole("button", { name: "Отменить" }));
  act(() => void vi.advanceTimersByTime(60_000));
  expect(screen.getByText("Чат закрыт"), "it waits for who stands on its button").toBeDefined();
  act(() => say("Чат отложен"));
  act(() => void vi.advanceTimersByTime(60_000));
  expect(screen.queryByText("Чат отложен")).toBeNull();
});
