import { useState } from "react";
import type { ChatId, DraftSource, MessageId } from "../../api/bindings";
import { Button } from "../../shared/Button";
import { useNow } from "../../shared/clock";
import { day } from "../../shared/time";
import { harmless, Untrusted } from "../../shared/Untrusted";
import { useWords, type Words } from "../../words/words";
import type { KnowledgeEntry } from "../knowledge/KnowledgePage";

interface Props {
  sources: DraftSource[];
  onOpen: (chat: ChatId, message: MessageId | null) => void;
  onEntry: (entry: KnowledgeEntry) => void;
}

/** What a draft stands on, numbered; each opens to what was taken from it. */
export function DraftSources({ sources, onOpen, onEntry }: Props) {
  const { t } = useWords();
  if (sources.length === 0) {
    return (
      <p className="assist-sourceless" data-testid="draft-sourceless">
        {t("assist-no-source")}
      </p>
    );
  }
  return (
    <ol className="assist-sources" aria-label={t("assist-sources")} data-testid="draft-sources">
      {sources.map((source) => (
        <Source key={`${source.kind} ${source.id}`} source={source} onOpen={onOpen} onEntry={onEntry} />
      ))}
    </ol>
  );
}

function Source({ source, onOpen, onEntry }: { source: DraftSource } & Omit<Props, "sources">) {
  const words = useWords();
  const { t } = words;
  const [shown, setShown] = useState(false);
  const tab = TABS[source.kind];
  return (
    <li>
      <button type="button" className="assist-source" aria-expanded={shown} onClick={() => setShown(!shown)}>
        <SourceName source={source} />
      </button>
      {shown && (
        <blockquote className="assist-excerpt">
          <Untrusted text={source.kind === "order" ? stateOf(words, source.excerpt) : source.excerpt} />
          {source.chat != null && (
            <Button kind="link" onClick={() => onOpen(source.chat ?? 0, source.message ?? null)}>
              {t("assist-open-chat")}
            </Button>
          )}
          {tab && (
            <Button kind="link" data-testid="source-entry" onClick={() => onEntry({ tab, id: source.id })}>
              {t("assist-open-entry")}
            </Button>
          )}
        </blockquote>
      )}
    </li>
  );
}

/** Where something of the owner's is from, to be opened there. */
export function SourceLink({ source, onOpen, onEntry }: { source: DraftSource } & Omit<Props, "sources">) {
  const { t } = useWords();
  const tab = TABS[source.kind];
  const open = () => (tab ? onEntry({ tab, id: source.id }) : onOpen(source.chat ?? 0, source.message ?? null));
  return (
    <button type="button" className="assist-source" title={t(tab ? "assist-open-entry" : "assist-open-chat")} onClick={open}>
      <SourceName source={source} />
    </button>
  );
}

/** What a source is, its title, and of which day. */
function SourceName({ source }: { source: DraftSource }) {
  const words = useWords();
  const today = useNow(hourOf);
  return (
    <>
      {words.t(`assist-source-${source.kind.replaceAll("_", "-")}`)}
      {source.title !== "" && (
        <>
          {" "}
          <bdi>{harmless(titleOf(words, source))}</bdi>
        </>
      )}
      {source.at_ms != null && <span className="assist-when">, {day(words, source.at_ms, today)}</span>}
    </>
  );
}

/** What the owner wrote himself stands on a page of its own. */
const TABS: Partial<Record<DraftSource["kind"], KnowledgeEntry["tab"]>> = { canned: "canned", snippet: "snippets" };

const HOUR = 60 * 60 * 1000;
/** Days change seldom: a list of sources is not drawn anew with every tick. */
const hourOf = (now: number) => now - (now % HOUR);

function titleOf(words: Words, { kind, title }: DraftSource): string {
  return kind === "past_reply" || kind === "canned" || kind === "shipped" || kind === "snippet" ? words.t("quoted", { text: title }) : title;
}

/** The order's state stands as our own word for it. */
function stateOf(words: Words, excerpt: string): string {
  const id = `order-${excerpt.replaceAll("_", "-")}`;
  const said = words.t(id);
  return said === id ? excerpt : said;
}
