import { ArrowLeft, CalendarSearch, FileDown, Moon, PanelRight, Star, Tag } from "lucide-react";
import { useLayoutEffect, useRef } from "react";
import type { ChatView } from "../../api/bindings";
import { Button, IconButton } from "../../shared/Button";
import { Kbd } from "../../shared/Kbd";
import { Untrusted } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { LabelTags } from "../labels/LabelTags";
import { WaitChip } from "../list/WaitChip";
import { ThreadShop } from "./ThreadShop";

interface Props {
  view: ChatView;
  /** Names this opening of the chat. */
  visit: string;
  onBack: () => void;
  onSide: () => void;
  onMove: (chat: ChatView) => void;
  onSnooze: () => void;
  onLabel: () => void;
  onStar: (chat: ChatView) => void;
  onDate: () => void;
  onExport: () => void;
}

/** Whom an opened chat is with, how long they wait, and what can be done with the whole of it. */
export function ThreadHead({ view, visit, onBack, onSide, onMove, onSnooze, onLabel, onStar, onDate, onExport }: Props) {
  const words = useWords();
  const { t } = words;
  const head = useRef<HTMLElement>(null);
  // Space or Enter after the chat has changed must not press the last one's button once more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another visit is the reason
  useLayoutEffect(() => {
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && head.current?.contains(focused)) focused.blur();
  }, [visit]);
  const done = view.row.queue === "done";
  const { starred } = view.row;
  const nameless = view.row.customer === "";
  return (
    <header ref={head} className="pane-head thread-head">
      <IconButton label={t("back-to-list")} className="only-narrow" onClick={onBack}>
        <ArrowLeft size={20} />
      </IconButton>
      <div className="thread-title">
        {/* Beside the name, not among the acts: they just fit into a window of the usual width. */}
        <div className="thread-name">
          <h1 dir="auto" className={nameless && view.kind !== "buyer" ? "kind-name" : undefined}>
            {nameless ? t(view.kind === "buyer" ? "buyer-nameless" : `chat-${view.kind}`) : <Untrusted text={view.row.customer} />}
          </h1>
          <IconButton
            label={t("star-on")}
            title={t(starred ? "star-off" : "star-on")}
            aria-pressed={starred}
            className="star"
            data-testid="star"
            onClick={() => onStar(view)}
          >
            <Star size={16} fill={starred ? "currentColor" : "none"} />
          </IconButton>
        </div>
        <p>
          <ThreadShop view={view} />
          {view.kind !== "buyer" && (
            <span className={view.kind === "dispute" ? "tag tag-warn" : "tag"} data-testid="chat-kind">
              {t(`chat-${view.kind}`)}
            </span>
          )}
          {view.row.spam ? (
            <span className="tag" data-testid="chat-spam">
              {t("flag-spam")}
            </span>
          ) : (
            done && <span className="tag">{t("thread-done")}</span>
          )}
          <LabelTags ids={view.row.labels} most={1} />
        </p>
      </div>
      <div className="thread-acts">
        <WaitChip row={view.row} reachable />
        <IconButton label={t("key-jump-date")} data-testid="jump-date" onClick={onDate}>
          <CalendarSearch size={18} />
        </IconButton>
        <IconButton label={t("export-title-one")} data-testid="export" onClick={onExport}>
          <FileDown size={18} />
        </IconButton>
        <IconButton label={t("key-label")} data-testid="label" onClick={onLabel}>
          <Tag size={18} />
        </IconButton>
        {/* A moon alone where its word and key have no room. */}
        <Button className="thread-snooze" aria-label={t("key-snooze")} title={t("key-snooze")} data-testid="snooze" onClick={onSnooze}>
          <Moon size={18} aria-hidden="true" />
          <span className="thread-snooze-word">
            {t("key-snooze")} <Kbd action="snooze" />
          </span>
        </Button>
        <Button data-testid="done" onClick={() => onMove(view)}>
          {t(done ? "reopen" : "done")} <Kbd action="done" />
        </Button>
        <IconButton label={t("side-toggle")} className="only-folded-side" onClick={onSide}>
          <PanelRight size={20} />
        </IconButton>
      </div>
    </header>
  );
}
