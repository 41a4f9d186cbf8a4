import type { Words } from "../../words/words";

/** Where the shops of the five languages are, from west to east; any other zone of this computer follows. */
const NEAR = [
  "Europe/London",
  "Europe/Paris",
  "Europe/Prague",
  "Europe/Budapest",
  "Europe/Kaliningrad",
  "Europe/Moscow",
  "Europe/Samara",
  "Asia/Yekaterinburg",
  "Asia/Omsk",
  "Asia/Novosibirsk",
  "Asia/Krasnoyarsk",
  "Asia/Irkutsk",
  "Asia/Yakutsk",
  "Asia/Vladivostok",
  "Asia/Magadan",
  "Asia/Kamchatka",
];

/** The zones to choose from: the near ones, this computer's, the chosen one, then all the platform knows. */
export function zones(chosen: string): string[] {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const all = Intl.supportedValuesOf?.("timeZone") ?? [];
  return [...new Set([...NEAR, here, chosen, ...all])];
}

/** "Moscow, UTC+3": the place as the language names it, and how far it is now from UTC. Of the far ones only the table's name: there are hundreds. */
export function zoneName(words: Words, zone: string): string {
  if (!NEAR.includes(zone)) return zone.replaceAll("_", " ");
  const named = (locale: string, timeZoneName: "shortGeneric" | "shortOffset") =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName }).formatToParts(Date.now()).find((part) => part.type === "timeZoneName")?.value ?? "";
  const place = named(words.locale, "shortGeneric");
  const offset = named("en", "shortOffset").replace("GMT", "UTC");
  // An abbreviation holds for half a continent; the table's place says more.
  return `${/^[A-Z]+$/.test(place) ? zone.split("/").at(-1) : place}, ${offset}`;
}
