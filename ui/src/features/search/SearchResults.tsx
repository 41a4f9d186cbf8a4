import { type ReactNode, useEffect, useRef, useState } from "react";
import type { ChatId, MessageId, SearchChat, SearchFound, SearchHit, SearchNote, SnippetPiece } from "../../api/bindings";
import { Refusal } from "../../api/host";
import { HITS, useSearch } from "../../api/queries";
import { Avatar } from "../../shared/Avatar";
import { isOurs } from "../../shared/author";
import { Button } from "../../shared/Button";
import { useNow } from "../../shared/clock";
import { EmptyPane } from "../../shared/EmptyPane";
import { full, short } from "../../shared/time";
import { harmless, Untrusted } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { remember } from "./recent";

/** How near the end of the first hits more of them are asked for. */
const NEAR_END_PX = 400;

interface Props {
  query: string;
  /** The best first instead of the newest. */
  ranked: boolean;
  open: ChatId | null;
  onRanked: (ranked: boolean) => void;
  onOpen: (chat: ChatId, message: MessageId | null) => void;
  onQuery: (query: string) => void;
  onSave: () => void;
  /** The chat of the hit that has the focus; none where none of them has it. */
  onHit: (chat: ChatId | null) => void;
}

/** What the words typed so far find. The answer to the newest words wins; the last one stays until it comes. */
export function SearchResults({ query, ranked, open, onRanked, onOpen, onQuery, onSave, onHit }: Props) {
  const words = useWords();
  const { t } = words;
  // The words whose first hits were gone through to the end.
  const [through, setThrough] = useState("");
  // The words whose chats are all wanted.
  const [whole, setWhole] = useState("");
  const { data: found, error, isPlaceholderData } = useSearch(query, { ranked, more: through === query, allChats: whole === query });
  const list = useRef<HTMLUListElement>(null);
  // The hit that had the focus last.
  const last = useRef<HTMLElement>(null);
  const [at, setAt] = useState(0);
  useEffect(() => {
    list.current?.querySelectorAll<HTMLElement>(".hit")[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);
  // A hit that goes takes the focus with it, and no event tells. A dialog gives the focus back to one that stayed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other hits are what it follows
  useEffect(() => {
    if (list.current?.querySelector(".hit:focus")) return;
    if (!document.querySelector("dialog[open]") || !last.current?.isConnected) onHit(null);
  }, [found, onHit]);
  if (error) return <EmptyPane title={words.error(Refusal.from(error).code)} />;
  if (!found) return null;
  const { hits, chats, notes } = found;
  const go = (chat: ChatId, message: MessageId | null) => {
    remember(query);
    onOpen(chat, message);
  };
  const first = chats.length + notes.length;
  // Other words may have fewer hits: one of them is always reached by Tab.
  const reached = Math.min(at, hits.length + first - 1);
  if (hits.length + first === 0) return <Nothing query={query} found={found} onQuery={onQuery} />;
  const focused = (index: number, chat: ChatId) => {
    setAt(index);
    onHit(chat);
  };
  const move = (step: number) => {
    const next = Math.min(Math.max(reached + step, 0), hits.length + first - 1);
    setAt(next);
    list.current?.querySelectorAll<HTMLElement>(".hit")[next]?.focus();
  };
  const firstNear = hits.findIndex((hit) => hit.near);
  return (
    <div
      className="list-scroll"
      data-query={isPlaceholderData ? undefined : query}
      onScroll={({ currentTarget: pane }) => {
        if (hits.length === HITS && pane.scrollHeight - pane.clientHeight - pane.scrollTop < NEAR_END_PX) setThrough(query);
      }}
    >
      <p className="visually-hidden" role="status">
        {t("search-found", { count: hits.length })}
      </p>
      <Problems found={found} />
      <div className="search-bar">
        <fieldset className="search-order">
          <legend className="visually-hidden">{t("search-order")}</legend>
          <Button kind="link" aria-pressed={!ranked} onClick={() => onRanked(false)}>
            {t("search-newest")}
          </Button>
          <Button kind="link" aria-pressed={ranked} data-testid="search-best" onClick={() => onRanked(true)}>
            {t("search-best")}
          </Button>
        </fieldset>
        <Button kind="link" onClick={onSave}>
          {t("search-save")}
        </Button>
      </div>
      <ul
        className="hits"
        ref={list}
        aria-label={t("search-label")}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          move(event.key === "ArrowDown" ? 1 : -1);
        }}
        onFocus={(event) => {
          last.current = event.target;
        }}
        onBlur={({ relatedTarget: to }) => {
          // What is asked for in a dialog is done with the hit that it stands over.
          if (!to?.matches(".hit") && !to?.closest("dialog") && !document.querySelector("dialog[open]")) onHit(null);
        }}
      >
        {chats.map((chat, index) => (
          <li key={`c${chat.chat}`}>
            <ChatHitRow hit={chat} tab={index === reached} current={chat.chat === open} onFocus={() => focused(index, chat.chat)} onOpen={go} />
          </li>
        ))}
        {found.more_chats && whole !== query && (
          <li className="hits-more">
            <Button
              kind="link"
              data-testid="search-all-chats"
              onClick={() => {
                // The button goes; the keyboard goes on from the chat before it.
                [...(list.current?.querySelectorAll<HTMLElement>(".hit-chat") ?? [])].at(-1)?.focus();
                setWhole(query);
              }}
            >
              {t("search-all-chats")}
            </Button>
          </li>
        )}
        {notes.map((note, index) => (
          <li key={`n${note.note}`}>
            <NoteRow
              hit={note}
              tab={index + chats.length === reached}
              current={note.chat === open}
              onFocus={() => focused(index + chats.length, note.chat)}
              onOpen={go}
            />
          </li>
        ))}
        {hits.map((hit, index) => (
          <li key={hit.message}>
            {index === firstNear && <p className="search-near">{t("search-near")}</p>}
            <HitRow hit={hit} tab={index + first === reached} current={hit.chat === open} onFocus={() => focused(index + first, hit.chat)} onOpen={go} />
          </li>
        ))}
      </ul>
      {found.looked_back_to_ms != null && <p className="search-note">{t("search-looked-back", { day: full(words, found.looked_back_to_ms) })}</p>}
    </div>
  );
}

function Nothing({ query, found, onQuery }: { query: string; found: SearchFound; onQuery: (query: string) => void }) {
  const { t } = useWords();
  return (
    <EmptyPane title={t("search-none", { query: harmless(query) })}>
      <Problems found={found} />
      {found.variants.length > 0 ? (
        <>
          <p>{t("search-variants")}</p>
          <p className="search-variants">
            {found.variants.map((variant) => (
              <Button key={variant} data-testid="search-variant" onClick={() => onQuery(variant)}>
                <bdi>{harmless(variant)}</bdi>
              </Button>
            ))}
          </p>
        </>
      ) : (
        <p>{t("search-none-hint")}</p>
      )}
      <Button kind="quiet" onClick={() => onQuery("")}>
        {t("search-clear")}
      </Button>
    </EmptyPane>
  );
}

function Problems({ found }: { found: SearchFound }) {
  const { t } = useWords();
  return found.problems.map((problem) => (
    <p key={problem.key + problem.value} className="search-note" data-testid="search-problem">
      {problem.value === "" ? t("search-problem-empty", { about: t(`search-op-${problem.key}`) }) : t("search-problem", { value: harmless(problem.value) })}
    </p>
  ));
}

function Pieces({ pieces }: { pieces: SnippetPiece[] }) {
  return (
    <bdi>
      {pieces.map((piece, index) => {
        const text = harmless(piece.text).replace(/\s+/g, " ");
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one answer never move
        return piece.hit ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>;
      })}
    </bdi>
  );
}

interface RowProps<Hit> {
  hit: Hit;
  tab: boolean;
  current: boolean;
  onFocus: () => void;
  onOpen: (chat: ChatId, message: MessageId | null) => void;
}

interface Shell extends Omit<RowProps<Pick<SearchHit, "chat" | "channel">>, "onOpen"> {
  testId: string;
  /** The buyer, as letters of the mark; empty where he has no name. */
  buyer: string;
  /** The buyer, as it is drawn. */
  who: ReactNode;
  at: number | null;
  className?: string;
  onOpen: () => void;
  children: ReactNode;
}

/** One line of what was found: who and when above, what was found beneath. */
function FoundRow({ hit, testId, buyer, who, at, className = "row hit", tab, current, onFocus, onOpen, children }: Shell) {
  const words = useWords();
  const when = useNow((now) => at !== null && short(words, at, now));
  return (
    <button
      type="button"
      className={className}
      data-testid={testId}
      tabIndex={tab ? 0 : -1}
      aria-current={current ? "true" : undefined}
      onFocus={onFocus}
      onClick={onOpen}
    >
      <Avatar name={buyer} channel={hit.channel} />
      <span className="row-who">
        <span className="row-name">{buyer ? who : words.t("buyer-nameless")}</span>
        <span className="chip chip-none">{when}</span>
      </span>
      <span className="hit-text">{children}</span>
    </button>
  );
}

function HitRow({ onOpen, ...rest }: RowProps<SearchHit>) {
  const { t } = useWords();
  const { hit } = rest;
  const open = () => onOpen(hit.chat, hit.message);
  return (
    <FoundRow {...rest} testId="search-hit" buyer={hit.customer} who={<Untrusted text={hit.customer} />} at={hit.sent_at_ms} onOpen={open}>
      {isOurs(hit.author) && <span className="row-ours">{t("row-you")} </span>}
      <Pieces pieces={hit.snippet} />
    </FoundRow>
  );
}

/** The owner's own words beside a chat; opens where they stand. */
function NoteRow({ onOpen, ...rest }: RowProps<SearchNote>) {
  const { t } = useWords();
  const { hit } = rest;
  const open = () => onOpen(hit.chat, hit.behind ?? null);
  return (
    <FoundRow {...rest} testId="search-note" buyer={hit.customer} who={<Untrusted text={hit.customer} />} at={hit.written_at_ms} onOpen={open}>
      <span className="hit-note">{t("note-word")}</span> <Pieces pieces={hit.snippet} />
    </FoundRow>
  );
}

/** A chat found by its buyer, order or item; opens at its end. */
function ChatHitRow({ onOpen, ...rest }: RowProps<SearchChat>) {
  const { t } = useWords();
  const { hit } = rest;
  const buyer = hit.customer.map((piece) => piece.text).join("");
  const open = () => onOpen(hit.chat, null);
  return (
    <FoundRow
      {...rest}
      testId="search-chat"
      className="row hit hit-chat"
      buyer={buyer}
      who={<Pieces pieces={hit.customer} />}
      at={hit.last_at_ms ?? null}
      onOpen={open}
    >
      {hit.order.length > 0 && (
        <span className="hit-about">
          {t("search-order-number")} <Pieces pieces={hit.order} />
        </span>
      )}
      {hit.item.length > 0 && <Pieces pieces={hit.item} />}
      {hit.order.length + hit.item.length === 0 && <span>{t("search-chat")}</span>}
    </FoundRow>
  );
}
