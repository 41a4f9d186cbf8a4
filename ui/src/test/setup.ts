import { cleanup } from "@testing-library/react";
import { afterEach, vi } from "vitest";
import { forgetDrafts } from "../features/composer/drafts";

// What jsdom has no layout for: a window of 1,000 rows' height, so that virtual lists draw.
const PANE = { width: 400, height: 2_000 };

class Observer implements ResizeObserver {
  constructor(private readonly tell: ResizeObserverCallback) {}
  observe(target: Element) {
    const size = [{ inlineSize: PANE.width, blockSize: PANE.height }];
    this.tell([{ target, contentRect: new DOMRect(0, 0, PANE.width, PANE.height), borderBoxSize: size, contentBoxSize: size, devicePixelContentBoxSize: size }], this);
  }
  unobserve() {}
  disconnect() {}
}

vi.stubGlobal("ResizeObserver", Observer);
vi.stubGlobal(
  "DOMRect",
  globalThis.DOMRect ??
    class {
      constructor(
        readonly x: number,
        readonly y: number,
        readonly width: number,
        readonly height: number,
      ) {}
    },
);
Object.defineProperties(HTMLElement.prototype, {
  offsetWidth: { get: () => PANE.width, configurable: true },
  offsetHeight: { get: () => PANE.height, configurable: true },
});
Element.prototype.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;
HTMLDialogElement.prototype.showModal = function open(this: HTMLDialogElement) {
  this.setAttribute("open", "");
};
HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement) {
  this.removeAttribute("open");
};
window.matchMedia = (query) => ({ matches: false, media: query, addEventListener: () => undefined, removeEventListener: () => undefined }) as unknown as MediaQueryList;

afterEach(() => {
  cleanup();
  forgetDrafts();
});
