import { inTextField } from "./useKeys";

/**
 * What Esc does on a page: it leaves a field first, and only pressed once more the page. A page must not vanish, with all
 * that was typed there, under a hand that corrects itself.
 */
export function fieldFirst(leave: () => void): () => void {
  return () => {
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && inTextField(focused)) focused.blur();
    else leave();
  };
}
