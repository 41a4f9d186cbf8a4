import { dates } from "../../shared/formats";
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

/** "Moscow, UTC+3": the place, and how far it is now from UTC. The platforms' own names of zones differ too much to be shown. */
export function zoneName(words: Words, zone: string): string {
  const place = (zone.split("/").at(-1) ?? zone).toLowerCase();
  // Of the far ones only the table's name: there are hundreds.
  if (!NEAR.includes(zone)) return zone.replaceAll("_", " ");
  const parts = dates("en", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(Date.now());
  const offset = parts.find((part) => part.type === "timeZoneName")?.value.replace("GMT", "UTC") ?? "";
  return `${words.t(`zone-${place}`)}, ${offset}`;
}
