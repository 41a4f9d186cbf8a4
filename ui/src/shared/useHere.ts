import { type RefObject, useEffect, useRef } from "react";

/** Whether this still stands on the page: an answer that comes later has no other place there to be told. */
export function useHere(): RefObject<boolean> {
  const hereRef = useRef(false);
  useEffect(() => {
    hereRef.current = true;
    return () => {
      hereRef.current = false;
    };
  }, []);
  return hereRef;
}
