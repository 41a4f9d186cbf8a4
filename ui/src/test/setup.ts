import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";
import { forgetHands } from "../features/assist/hands";
import { forgetDrafts } from "../features/composer/drafts";
import { forgetTakings } from "../features/composer/useUploads";
import { forgetEdits } from "../shared/keptEdits";

configure({
  // A second is short where everything else runs too; what never comes is still found out.
  asyncUtilTimeout: 10_000,
  // What is spoken repeats what is shown, later or earlier by chance: asked for by its test id, never met by its text.
  defaultIgnore: "script, style, .visually-hidden[aria-live], .visually-hidden[aria-live] *",
});

// What jsdom has no layout for: panes of some height, so that virtual lists draw.
const PANE = { width: 400, height: 2_000 };

class Observer implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

vi.stubGlobal("ResizeObserver", Observer);
Object.defineProperties(HTMLElement.prototype, {
  clientWidth: { get: () => PANE.width, configurable: true },
  clientHeight: { get: () => PANE.height, configurable: true },
  offsetWidth: { get: () => PANE.width, configurable: true },
  offsetHeight: { get: () => 80, configurable: true },
});
// Letters are measured by a canvas, and there is none.
HTMLCanvasElement.prototype.getContext = () => null;
Element.prototype.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;
HTMLDialogElement.prototype.showModal = function open(this: HTMLDialogElement) {
  this.setAttribute("open", "");
};
HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement) {
  this.removeAttribute("open");
};
window.matchMedia = (query) =>
  ({ matches: false, media: query, addEventListener: () => undefined, removeEventListener: () => undefined }) as unknown as MediaQueryList;

afterEach(() => {
  cleanup();
  forgetDrafts();
  forgetTakings();
  forgetHands();
  forgetEdits();
});
