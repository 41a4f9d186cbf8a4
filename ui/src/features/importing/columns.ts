import type { ImportColumn } from "../../api/bindings";

/** What a column may hold, in the order they are offered. */
export const COLUMNS = [
  "time",
  "time_utc",
  "author",
  "text",
  "chat",
  "customer",
  "order",
  "item",
  "message",
  "files",
  "channel",
  "kind",
] as const satisfies readonly ImportColumn[];

/** What a table cannot do without and does not have yet. */
export function missing(columns: readonly (ImportColumn | null)[]): ImportColumn[] {
  const has = (...any: ImportColumn[]) => any.some((each) => columns.includes(each));
  const needed: [ImportColumn, boolean][] = [
    ["time", has("time", "time_utc")],
    ["author", has("author")],
    ["text", has("text", "files")],
    ["chat", has("chat", "customer")],
  ];
  return needed.filter(([, there]) => !there).map(([column]) => column);
}
