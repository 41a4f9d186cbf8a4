import { act, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useNotices } from "../shared/notices";
import { renderAlone } from "./alone";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("a notice that took the place of one with the focus goes as any other", () => {
  let say = (_: string) => {};
  function Speaker() {
    const { offer } = useNotices();
    say = (text) => offer({ text, undo: () => undefined });
    return null;
  }
  renderAlone(<Speaker />);
  act(() => say("Чат закрыт"));
  fireEvent.focus(screen.getByRole("button", { name: "Отменить" }));
  act(() => void vi.advanceTimersByTime(60_000));
  expect(screen.getByText("Чат закрыт"), "it waits for who stands on its button").toBeDefined();
  act(() => say("Чат отложен"));
  act(() => void vi.advanceTimersByTime(60_000));
  expect(screen.queryByText("Чат отложен")).toBeNull();
});
