import { type RefObject, useLayoutEffect, useRef } from "react";

/**
 * The heading of a page. What had the focus went with the page before: the keyboard and the reader go on from this one's
 * name, unless something in it has taken them, or it is what the window starts with.
 */
export function useHeading(page: string, starts = false): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page in the same place is the reason
  useLayoutEffect(() => {
    if (!starts && (document.activeElement === null || document.activeElement === document.body)) heading.current?.focus();
  }, [page, starts]);
  return heading;
}
