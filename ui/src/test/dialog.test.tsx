import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { Dialog } from "../shared/Dialog";

describe("a dialog", () => {
  it("closes by a click on the ground, never by a text that was marked out to there", async () => {
    const close = vi.fn();
    render(
      <Dialog label="Вопрос" onClose={close}>
        <input aria-label="Имя" />
      </Dialog>,
    );
    const ground = screen.getByRole("dialog");
    // The browser sends the click to what both ends of the movement stand in.
    fireEvent.mouseDown(screen.getByRole("textbox"));
    fireEvent.mouseUp(ground);
    fireEvent.click(ground);
    expect(close).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole("textbox"));
    expect(close).not.toHaveBeenCalled();
    await userEvent.click(ground);
    expect(close).toHaveBeenCalledTimes(1);
  });
});
