import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useHost } from "../api/core";
import type { Place } from "../api/host";
import { isEditing } from "../features/assist/hands";
import { hasUnkept } from "../features/composer/drafts";
import { isTaking } from "../features/composer/useUploads";
import { hasEdits } from "../shared/keptEdits";
import { type Desk, isPicking, placeOf } from "./useDesk";

/** What the core keeps, or what is only asked with: whatever stands in these fields is not lost with the page. */
const KEPT = "[data-testid=composer], [data-testid=note], [data-testid=search], [data-testid=find-field]";

/** Whether something stands on the page, or is kept by it for a chat that is not open, that only the page knows. */
function isHolding(): boolean {
  if (isEditing() || hasUnkept() || isTaking() || hasEdits()) return true;
  const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("textarea, input:not([type=checkbox], [type=radio])")];
  return document.querySelector("dialog[open]") !== null || fields.some((field) => field.value.trim() !== "" && !field.matches(KEPT));
}

/**
 * Where the owner is, for a shell that closes a hidden page to give its memory back and opens another one there.
 * Without a desk (another screen, with its forms), with chats picked by hand, or while something is asked to be done, the page stays.
 */
export function useRest(desk: Desk | null): void {
  const host = useHost();
  const client = useQueryClient();
  useEffect(() => {
    // What was asked to be done and is not answered would go with the page, and with it whatever waits for its turn.
    const isAsking = () => client.isMutating() > 0;
    return host.resting?.((): Place | null => (desk === null || isPicking(desk.picks) || isHolding() || isAsking() ? null : placeOf(desk)));
  }, [host, client, desk]);
}
