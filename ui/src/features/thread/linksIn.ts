import { parsed } from "../../shared/address";

/** More addresses than this in one message are not offered one by one. */
const MOST_LINKS = 4;

export interface Link {
  address: string;
  /** The host as the network sees it: letters that only look Latin stand in their coded form. */
  host: string;
}

/** The https addresses in a stranger's words. They are offered for copying, never followed. */
export function linksIn(text: string): Link[] {
  const found = new Map<string, Link>();
  for (const [raw] of text.matchAll(/https:\/\/[^\s<>"«»“”]+/giu)) {
    const trimmed = raw.replace(/[.,;:!?)\]}'’]+$/u, "");
    const url = parsed(trimmed);
    if (url?.host) found.set(url.href, { address: url.href, host: url.host });
  }
  return [...found.values()].slice(0, MOST_LINKS);
}
