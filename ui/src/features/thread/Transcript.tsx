import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown } from "lucide-react";
import { memo, type RefObject, use, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import type { ChatPlace, ChatView, MessageId, NoteView, OutboxView } from "../../api/bindings";
import { useTranscript } from "../../api/pages";
import { useNotes } from "../../api/queries";
import { Button } from "../../shared/Button";
import { useNow } from "../../shared/clock";
import { languageOf } from "../../shared/language";
import { useNotices } from "../../shared/notices";
import { day } from "../../shared/time";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { Bubble } from "./Bubble";
import { type Entry, entriesOf } from "./entries";
import { Note } from "./Notes";
import { ReplyBubble } from "./ReplyBubble";
import { ReadBeside } from "./readBeside";
import { useHeldPlace } from "./useHeldPlace";
import { usePlaceKeeping } from "./usePlaceKeeping";

/** Heights to begin with, in pixels, until the browser has measured. */
const GUESS: Record<Entry["kind"], number> = { day: 44, new: 36, message: 76, reply: 96, note: 110 };
/** How near the edge of what is here the next page is asked for: some twenty frames of a quick turn of the wheel. */
const NEAR_EDGE_PX = 2_400;
const END_PX = 80;
const NO_NOTES: NoteView[] = [];

/** Reasons for which a whole shop sends nothing. */
const HELD: ReadonlySet<string> = new Set(["account_needs_owner", "account_paused"]);

interface Props {
  chat: ChatView;
  /** The message to begin at; none for the place, or the end. */
  at: MessageId | null;
  /** Where the owner was reading; none for the end. */
  place: ChatPlace | null;
  readUpTo: MessageId | null;
  onCancel: (reply: OutboxView) => void;
  onNewest: () => void;
}

export function Transcript({ chat, at, place, readUpTo, onCancel, onNewest }: Props) {
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const pages = useTranscript(chat.row.chat, at ?? place?.message ?? null);
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, hasPreviousPage, isFetchingPreviousPage, fetchPreviousPage } = pages;
  const notes = useNotes(chat.row.chat).data ?? NO_NOTES;
  const entries = useMemo(
    () => (data ? entriesOf(data, readUpTo, { notes, older: hasNextPage, newer: hasPreviousPage }) : []),
    [data, readUpTo, notes, hasNextPage, hasPreviousPage],
  );
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => GUESS[entries[index]?.kind ?? "message"],
    getItemKey: (index) => entries[index]?.key ?? index,
    rangeExtractor: (range) => withWritten(range, scroller.current, entries),
    overscan: 12,
    paddingStart: 16,
    paddingEnd: 16,
    scrollPaddingEnd: 16,
    // New messages keep the reader at the end if that is where the eyes are; older pages keep the place.
    anchorTo: "end",
    // Newer pages of a stretch in the past are no news: the reader stays where the eyes are.
    followOnAppend: !hasPreviousPage,
    scrollEndThreshold: END_PX,
  });

  const started = useRef(false);
  // Whether the eyes are at the end; what arrives keeps them there.
  const atEnd = useRef(false);
  useLayoutEffect(() => {
    if (started.current || entries.length === 0) return;
    started.current = true;
    const asked = at ?? place?.message ?? null;
    const found = asked === null ? -1 : entries.findIndex((entry) => entry.key === `m${asked}`);
    atEnd.current = found < 0;
    // A kept place is found by useHeldPlace: the virtualizer would go on aiming at an offset that pages above have moved.
    if (found < 0) virtual.scrollToIndex(entries.length - 1, { align: "end" });
    else if (at !== null) virtual.scrollToIndex(found, { align: "center" });
  }, [entries, at, place, virtual]);

  // Where the pane stands by the page itself: the virtualizer hears of a scroll a frame later, and a machine that
  // draws slowly would ask for page after page meanwhile, until the newest are let go of.
  const offset = virtual.scrollOffset;
  const total = virtual.getTotalSize();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a scroll and a new height are what moves an edge nearer
  useEffect(() => {
    const pane = scroller.current;
    // One page at a time: asking for the other side would give up the one under way.
    if (!pane || !started.current || isFetchingNextPage || isFetchingPreviousPage) return;
    const below = pane.scrollHeight - pane.clientHeight - pane.scrollTop;
    if (pane.scrollTop < NEAR_EDGE_PX && hasNextPage) void fetchNextPage();
    else if (below < NEAR_EDGE_PX && hasPreviousPage) void fetchPreviousPage();
  }, [offset, total, hasNextPage, isFetchingNextPage, fetchNextPage, hasPreviousPage, isFetchingPreviousPage, fetchPreviousPage]);

  const last = entries.length - 1;
  const lastKey = entries[last]?.key;
  // One message more is followed by the list itself; a chat that is just being fetched gets other pages altogether.
  useLayoutEffect(() => {
    if (lastKey !== undefined && atEnd.current && !hasPreviousPage) virtual.scrollToIndex(last, { align: "end" });
  }, [lastKey, last, hasPreviousPage, virtual]);
  useHeldEnd(scroller, atEnd, !hasPreviousPage);
  useHeldPlace({ place: at === null ? place : null, scroller, virtual, entries });
  const beside = use(ReadBeside);
  useSpokenNews(entries, !hasPreviousPage && !beside);
  const forget = usePlaceKeeping({ chat: chat.row.chat, place, scroller, virtual, entries, atNewest: !hasPreviousPage });

  const log = (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div ref={scroller} className="transcript" role="log" aria-live="off" aria-label={t("thread-log")} tabIndex={0}>
      <div className="transcript-inner" style={{ height: total }}>
        {virtual.getVirtualItems().map((item) => {
          const entry = entries[item.index];
          return (
            entry && (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                data-entry={entry.key}
                className={at !== null && entry.key === `m${at}` ? "entry entry-found" : "entry"}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <EntryView entry={entry} chat={chat} onCancel={onCancel} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
  return (
    <div className="transcript-frame">
      {log}
      {hasPreviousPage && (
        <Button className="to-newest" data-testid="to-newest" onClick={() => void forget().finally(onNewest)}>
          <ArrowDown size={14} aria-hidden="true" /> {t("thread-newest")}
        </Button>
      )}
    </div>
  );
}

/**
 * The rows in sight, and those somebody writes in, however far they are scrolled away: taken out of the page, they would
 * forget the text, and the next letters would be taken for keys. Found by what they are, because pages above move them.
 */
function withWritten(range: Range, pane: HTMLElement | null, entries: readonly Entry[]): number[] {
  const inSight = defaultRangeExtractor(range);
  const fields = [...(pane?.querySelectorAll("[data-entry] textarea") ?? [])];
  if (fields.length === 0) return inSight;
  const written = new Set(fields.map((field) => field.closest<HTMLElement>("[data-entry]")?.dataset.entry));
  const kept = entries.flatMap((entry, index) => (written.has(entry.key) ? [index] : []));
  return [...new Set([...inSight, ...kept])].sort((a, b) => a - b);
}

/** Drawn again only when it changed itself: a frame of scrolling moves rows, it does not make them. */
const EntryView = memo(function EntryView({ entry, chat, onCancel }: { entry: Entry; chat: ChatView; onCancel: (reply: OutboxView) => void }) {
  const { t } = useWords();
  switch (entry.kind) {
    case "day":
      return <DayLine at={entry.at} />;
    case "new":
      return (
        <p className="new-line">
          <span>{t("thread-new")}</span>
        </p>
      );
    case "message":
      return <Bubble message={entry.message} joined={entry.joined} chat={chat} />;
    case "note":
      return <Note note={entry.note} />;
    case "reply":
      return (
        <ReplyBubble reply={entry.reply} channel={chat.row.channel} language={languageOf(chat)} held={HELD.has(chat.reply_blocked ?? "")} onCancel={onCancel} />
      );
  }
});

function DayLine({ at }: { at: number }) {
  const words = useWords();
  // The word "today" is wrong after midnight, so it follows the clock too.
  return <h2 className="day-line">{useNow((now) => day(words, at, now))}</h2>;
}

/** A pane that shrinks, because the text below grows, keeps showing the end to whom it showed the end. */
function useHeldEnd(scroller: RefObject<HTMLDivElement | null>, atEnd: RefObject<boolean>, holds: boolean): void {
  useEffect(() => {
    const pane = scroller.current;
    if (!pane || !holds) return;
    let top = pane.scrollTop;
    let height = pane.scrollHeight;
    const look = () => {
      const near = pane.scrollHeight - pane.clientHeight - pane.scrollTop <= END_PX;
      // Rows that are measured or fetched move the end away from the eyes; only who goes up has left it.
      const wentUp = pane.scrollTop < top - 1 && pane.scrollHeight >= height;
      if (near) atEnd.current = true;
      else if (wentUp) atEnd.current = false;
      top = pane.scrollTop;
      height = pane.scrollHeight;
    };
    const observer = new ResizeObserver(() => {
      if (atEnd.current) pane.scrollTop = pane.scrollHeight;
    });
    pane.addEventListener("scroll", look, { passive: true });
    observer.observe(pane);
    return () => {
      pane.removeEventListener("scroll", look);
      observer.disconnect();
    };
  }, [scroller, atEnd, holds]);
}

/** Tells readers what arrived and how a reply ended, once each; nothing of what was there at opening. */
function useSpokenNews(entries: Entry[], atNewest: boolean): void {
  const { t } = useWords();
  const { announce } = useNotices();
  const seen = useRef<{ newest: number; pending: Set<number> } | null>(null);
  useEffect(() => {
    if (entries.length === 0) return;
    // Pages of the past that are scrolled to are no news.
    if (!atNewest) {
      seen.current = null;
      return;
    }
    const messages = entries.flatMap((entry) => (entry.kind === "message" ? [entry.message] : []));
    const replies = entries.flatMap((entry) => (entry.kind === "reply" ? [entry.reply] : []));
    const newest = messages.at(-1)?.message ?? 0;
    const before = seen.current;
    seen.current = { newest, pending: new Set(replies.filter((r) => r.state !== "failed").map((r) => r.outbox)) };
    if (!before) return;
    const news = messages.filter((m) => m.message > before.newest);
    const asked = news.findLast((m) => m.author === "customer");
    const failed = replies.find((r) => r.state === "failed" && before.pending.has(r.outbox));
    if (failed) announce(t("said-failed"));
    else if (asked) announce(t("said-message", { text: harmless(asked.text).slice(0, 200) }));
    else if (news.some((m) => m.outbox != null)) announce(t("said-sent"));
  }, [entries, atNewest, announce, t]);
}
