import { render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { useNow } from "../shared/clock";

afterEach(() => void vi.restoreAllMocks());

function Clock() {
  return <p data-testid="clock">{useNow((now) => now)}</p>;
}

it("what is drawn by the clock is drawn by one moment, however often it is read meanwhile", async () => {
  let ms = 0;
  vi.spyOn(Date, "now").mockImplementation(() => {
    ms += 1;
    return ms;
  });
  const wrong = vi.spyOn(console, "error").mockImplementation(() => {});
  render(
    <>
      <Clock />
      <Clock />
    </>,
  );
  const [one, other] = screen.getAllByTestId("clock").map((each) => Number(each.textContent));
  expect(one).toBe(other);
  expect(wrong, "a text that differs by itself is drawn without end").not.toHaveBeenCalled();
  await Promise.resolve();
  render(<Clock />);
  expect(Number(screen.getAllByTestId("clock").at(-1)?.textContent), "the clock goes on").toBeGreaterThan(one ?? 0);
});
