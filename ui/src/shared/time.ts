import type { Words } from "../words/words";
import { dates, numbers } from "./formats";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in one or two parts: "14 min", "2 h 10 min", "3 d". */
export function span(words: Words, ms: number): string {
  const whole = Math.abs(ms);
  if (whole < MINUTE) return words.t("time-seconds", { n: Math.max(1, Math.round(whole / 1000)) });
  if (whole < HOUR) return words.t("time-minutes", { n: Math.floor(whole / MINUTE) });
  const hours = Math.floor(whole / HOUR);
  if (whole < DAY) {
    const minutes = Math.floor((whole % HOUR) / MINUTE);
    return hours < 6 && minutes > 0 ? words.t("time-hours-minutes", { h: hours, m: minutes }) : words.t("time-hours", { n: hours });
  }
  return words.t("time-days", { n: Math.floor(whole / DAY) });
}

/** A length of time in whole words, for readers: "2 hours 10 minutes". */
export function longSpan(words: Words, ms: number): string {
  const minutes = Math.max(1, Math.floor(Math.abs(ms) / MINUTE));
  const named = (n: number, unit: string) => numbers(words.locale, { style: "unit", unit, unitDisplay: "long" }).format(n);
  if (minutes < 60) return named(minutes, "minute");
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return named(Math.floor(hours / 24), "day");
  return hours < 6 && minutes % 60 > 0 ? `${named(hours, "hour")} ${named(minutes % 60, "minute")}` : named(hours, "hour");
}

/** Seconds while they matter, then minutes: for "again in 8 s". Never "0 s". */
export function wait(words: Words, ms: number): string {
  return span(words, Math.max(1_000, ms));
}

function sameDay(a: Date, b: Date): boolean {
  return a.getFullYear() === b.getFullYear() && a.getMonth() === b.getMonth() && a.getDate() === b.getDate();
}

export function clock(words: Words, at: number): string {
  return dates(words.locale, { hour: "2-digit", minute: "2-digit" }).format(at);
}

export function dayKey(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** "today", "yesterday", "12 May", "12 May 2024". */
export function day(words: Words, at: number, now: number): string {
  const date = new Date(at);
  const today = new Date(now);
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (sameDay(date, today)) return words.t("day-today");
  if (sameDay(date, yesterday)) return words.t("day-yesterday");
  const year = date.getFullYear() === today.getFullYear() ? undefined : "numeric";
  return dates(words.locale, { day: "numeric", month: "long", year }).format(at);
}

/** For a row of a list: the time today, else the day. */
export function short(words: Words, at: number, now: number): string {
  const date = new Date(at);
  const today = new Date(now);
  if (sameDay(date, today)) return clock(words, at);
  const year = date.getFullYear() === today.getFullYear() ? undefined : "2-digit";
  return dates(words.locale, { day: "numeric", month: "short", year }).format(at);
}

export function full(words: Words, at: number): string {
  return dates(words.locale, { dateStyle: "long", timeStyle: "short" }).format(at);
}

/** The day, as this computer counts days, or as a shop does in its own zone. */
export function date(words: Words, at: number, zone?: string): string {
  return dates(words.locale, { dateStyle: "long", timeZone: knownZone(zone) }).format(at);
}

/** Names of zones come and go; one that the platform has not heard of would be refused. */
function knownZone(zone: string | undefined): string | undefined {
  try {
    dates("en", { timeZone: zone });
    return zone;
  } catch {
    return undefined;
  }
}
