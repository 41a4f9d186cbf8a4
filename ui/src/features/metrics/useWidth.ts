import { type RefCallback, useCallback, useState } from "react";

/** Before the first look, and where nothing has a size. */
const USUAL = 640;

/** The width of an element, as it changes. */
export function useWidth(): [RefCallback<HTMLElement>, number] {
  const [width, setWidth] = useState(USUAL);
  const box = useCallback((node: HTMLElement | null) => {
    if (!node) return;
    const look = () => setWidth(Math.floor(node.clientWidth) || USUAL);
    const observer = new ResizeObserver(look);
    observer.observe(node);
    look();
    return () => observer.disconnect();
  }, []);
  return [box, width];
}
