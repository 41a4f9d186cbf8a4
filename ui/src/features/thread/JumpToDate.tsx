import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import type { ChatDays, ChatId, MessageId } from "../../api/bindings";
import { useHost } from "../../api/core";
import { Refusal } from "../../api/host";
import { key } from "../../api/keys";
import { useChat } from "../../api/queries";
import { IconButton } from "../../shared/Button";
import { Dialog } from "../../shared/Dialog";
import { dates } from "../../shared/formats";
import { useNotices } from "../../shared/notices";
import { TypedLine, useTyped } from "../../shared/TypedLine";
import { date } from "../../shared/time";
import { useWords } from "../../words/words";
import { type Day, typedDay } from "./typedDay";

/** A calendar's page: six weeks, Monday first, as all five languages have it. */
const CELLS = 42;

interface Props {
  chat: ChatId;
  onGo: (message: MessageId) => void;
  onClose: () => void;
}

/** Goes to a day of a chat: typed, or picked where messages are. An empty day leads to the nearest one that is not. */
export function JumpToDate({ chat, onGo, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const host = useHost();
  const { offer } = useNotices();
  const view = useChat(chat).data;
  const [now] = useState(() => new Date());
  const newest = view?.row.last_message?.sent_at_ms ?? now.getTime();
  const [asked, setAsked] = useState<Date | null>(null);
  const focus = asked ?? startOf(new Date(newest));
  const { typed, fault, setFault, onType } = useTyped();
  const named = { [t("day-today")]: 0, [t("day-yesterday")]: 1 };

  const go = (days: ChatDays, at: Date) => {
    const there = days.first[0];
    const message = there ?? days.after ?? days.before;
    if (message == null) return setFault(t("date-nothing"));
    if (there == null) offer({ text: t("date-nearest", { day: date(words, at.getTime()) }) });
    onGo(message);
    onClose();
  };
  const toDay = async (at: Date) => {
    try {
      go(await host.call("chat_days", { chat, borders: [at.getTime(), dayAfter(at, 1).getTime()] }), at);
    } catch (thrown) {
      setFault(words.error(Refusal.from(thrown).code));
    }
  };
  const submit = () => {
    const found: Day | null = typedDay(typed, now, words.locale, named);
    if (found) void toDay(new Date(found.year, found.month, found.day));
    else setFault(t("date-not-understood"));
  };
  return (
    <Dialog label={t("date-title")} onClose={onClose} className="question jump-date">
      <h1>{t("date-title")}</h1>
      <TypedLine
        label={t("date-label")}
        example={t("date-example")}
        act={t("date-go")}
        hint={view?.first_message_at_ms != null && t("date-from", { day: date(words, view.first_message_at_ms) })}
        fault={fault}
        typed={typed}
        maxLength={40}
        names={{ field: "date-field", act: "date-go", hint: "date-hint" }}
        onType={onType}
        onSubmit={submit}
      />
      <Calendar chat={chat} focus={focus} onFocus={setAsked} onPick={(at) => void toDay(at)} />
    </Dialog>
  );
}

interface CalendarProps {
  chat: ChatId;
  focus: Date;
  onFocus: (at: Date) => void;
  onPick: (at: Date) => void;
}

function Calendar({ chat, focus, onFocus, onPick }: CalendarProps) {
  const words = useWords();
  const { t } = words;
  const host = useHost();
  const grid = useRef<HTMLTableElement>(null);
  const first = useMemo(() => {
    const month = new Date(focus.getFullYear(), focus.getMonth(), 1);
    return dayAfter(month, -((month.getDay() + 6) % 7));
  }, [focus]);
  const days = Array.from({ length: CELLS }, (_, n) => dayAfter(first, n));
  const request = { chat, borders: [...days, dayAfter(first, CELLS)].map((at) => at.getTime()) };
  const found = useQuery({ queryKey: key("chat_days", request), queryFn: () => host.call("chat_days", request), placeholderData: (before) => before }).data;
  const month = dates(words.locale, { month: "long", year: "numeric" }).format(focus);
  const turn = (months: number) => onFocus(new Date(focus.getFullYear(), focus.getMonth() + months, 1));

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, () => Date> = {
      ArrowLeft: () => dayAfter(focus, -1),
      ArrowRight: () => dayAfter(focus, 1),
      ArrowUp: () => dayAfter(focus, -7),
      ArrowDown: () => dayAfter(focus, 7),
      PageUp: () => new Date(focus.getFullYear(), focus.getMonth() - 1, Math.min(focus.getDate(), 28)),
      PageDown: () => new Date(focus.getFullYear(), focus.getMonth() + 1, Math.min(focus.getDate(), 28)),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    onFocus(step());
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus());
  };
  return (
    <div className="calendar">
      <div className="calendar-head">
        <IconButton label={t("date-month-before")} onClick={() => turn(-1)}>
          <ChevronLeft size={18} />
        </IconButton>
        <span role="status" className="calendar-month">
          {month}
        </span>
        <IconButton label={t("date-month-after")} onClick={() => turn(1)}>
          <ChevronRight size={18} />
        </IconButton>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid of days is walked by arrows, which a plain table is not */}
      <table ref={grid} role="grid" aria-label={month} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {days.slice(0, 7).map((at) => (
              <th key={at.getTime()} scope="col" aria-label={dates(words.locale, { weekday: "long" }).format(at)}>
                {dates(words.locale, { weekday: "short" }).format(at)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[0, 1, 2, 3, 4, 5].map((week) => (
            <tr key={week}>
              {days.slice(week * 7, week * 7 + 7).map((at, n) => {
                const has = found?.first[week * 7 + n] != null;
                const here = at.getTime() === focus.getTime();
                return (
                  <td key={at.getTime()}>
                    <button
                      type="button"
                      className="calendar-day"
                      data-has={has || undefined}
                      data-other={at.getMonth() !== focus.getMonth() || undefined}
                      tabIndex={here ? 0 : -1}
                      aria-disabled={!has}
                      aria-label={`${date(words, at.getTime())}${has ? "" : `, ${t("date-empty-day")}`}`}
                      onClick={() => has && onPick(at)}
                    >
                      {at.getDate()}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function startOf(at: Date): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate());
}

/** So many days on, at midnight of the wall clock: days of 23 and 25 hours too. */
function dayAfter(at: Date, days: number): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days);
}
