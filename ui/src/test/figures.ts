import type { Group, HourOfWeek, Metrics, MetricsQuery, MetricsView, Volume, Waits } from "../api/bindings";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW = Date.now();

const nobody: Group = { answered: 0, closed: 0, open: 0 };
const noVolume: Volume = { incoming: 0, replies: 0, assistant_replies: 0, chats_new: 0, chats_done: 0 };
const noClock = { median: null, p90: null, groups: [nobody, nobody, nobody, nobody, nobody] };
const noWaits: Waits = { count: 0, answered: 0, closed: 0, open: 0, in_time: 0, late: 0, open_late: 0, calendar: noClock, working: noClock, answers: [] };

export function week(fill: (day: number, hour: number) => Partial<HourOfWeek> = () => ({})): HourOfWeek[][] {
  const hour = { incoming: 0, replies: 0, waits: 0, late: 0 };
  return Array.from({ length: 7 }, (_, day) => Array.from({ length: 24 }, (_, n) => ({ ...hour, ...fill(day, n) })));
}

function view({ account, days }: MetricsQuery, metrics: Metrics): MetricsView {
  return {
    account: account ?? null,
    from_ms: NOW - (days ?? 30) * DAY,
    to_ms: NOW + DAY,
    at_ms: NOW,
    took_ms: 3,
    known_since_ms: NOW - 400 * DAY,
    incomplete: [],
    metrics,
  };
}

/** A time in which nobody wrote. */
export function noFigures(query: MetricsQuery): MetricsView {
  const open_now = { count: 0, late: 0, oldest: null, oldest_working_ms: 0 };
  return view(query, { chats: 0, first: noWaits, every: noWaits, open_now, volume: noVolume, hours: week(), days: [], shops: [] });
}

/** A month of a small shop: ten waits, one of them open and late. */
export function someFigures(query: MetricsQuery, over: Partial<Metrics> = {}): MetricsView {
  const length = (minutes: number) => ({ ms: minutes * MINUTE, at_least: false });
  const every: Waits = {
    count: 10,
    answered: 7,
    closed: 1,
    open: 2,
    in_time: 7,
    late: 2,
    open_late: 1,
    calendar: {
      median: length(14),
      p90: { ms: 130 * MINUTE, at_least: true },
      groups: [
        { ...nobody, answered: 6 },
        { ...nobody, answered: 1 },
        { ...nobody, closed: 1 },
        { ...nobody, open: 1 },
        { ...nobody, open: 1 },
      ],
    },
    working: { median: length(12), p90: length(60), groups: [{ ...nobody, answered: 7 }, { ...nobody, closed: 1, open: 2 }, nobody, nobody, nobody] },
    answers: [{ by: "people", count: 7, median: length(14), median_working: length(12) }],
  };
  const volume: Volume = { incoming: 1234, replies: 890, assistant_replies: 0, chats_new: 8, chats_done: 3 };
  return view(query, {
    chats: 9,
    first: { ...every, count: 8 },
    every,
    open_now: { count: 2, late: 1, oldest: NOW - 2 * DAY, oldest_working_ms: 20 * 60 * MINUTE },
    volume,
    hours: week((day, hour) => (day === 0 && hour === 10 ? { incoming: 40, replies: 8, late: 1 } : hour === 12 ? { incoming: 4 } : {})),
    days: [
      { day: "2026-11-18", volume: { ...noVolume, incoming: 30, replies: 20 } },
      { day: "2026-11-20", volume: { ...noVolume, incoming: 12, replies: 9 } },
    ],
    shops: [],
    ...over,
  });
}
