import type { TokenCheck } from "../api/bindings";

/** What a marketplace says of a token with which everything is well. */
export const GOOD_TOKEN: TokenCheck = {
  ok: true,
  missing_rights: [],
  warnings: [],
  kind: "personal",
  problem: null,
  expires_at_ms: null,
  seller_id: null,
  seller_name: "ИП Гончар",
  chats_seen: 60,
  detail: null,
};
