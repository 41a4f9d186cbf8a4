import { useEffect, useRef, useState } from "react";
import type { ChatId, SearchHit } from "../../api/bindings";
import { Refusal } from "../../api/host";
import { useSearch } from "../../api/queries";
import { Avatar } from "../../shared/Avatar";
import { Button } from "../../shared/Button";
import { EmptyPane } from "../../shared/EmptyPane";
import { short } from "../../shared/time";
import { harmless, Untrusted } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

interface Props {
  query: string;
  open: ChatId | null;
  onOpen: (chat: ChatId) => void;
  onClear: () => void;
}

/** What the words typed so far find. The answer to the newest words wins; the last one stays until it comes. */
export function SearchResults({ query, open, onOpen, onClear }: Props) {
  const words = useWords();
  const { t } = words;
  const { data: hits, error } = useSearch(query);
  const list = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(0);
  useEffect(() => {
    list.current?.querySelectorAll<HTMLElement>(".hit")[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);
  if (error) return <EmptyPane title={words.error(Refusal.from(error).code)} />;
  if (!hits) return null;
  if (hits.length === 0) {
    return (
      <EmptyPane title={t("search-none", { query: harmless(query) })}>
        <p>{t("search-none-hint")}</p>
        <Button onClick={onClear}>{t("search-clear")}</Button>
      </EmptyPane>
    );
  }
  const move = (step: number) => {
    const next = Math.min(Math.max(at + step, 0), hits.length - 1);
    setAt(next);
    list.current?.querySelectorAll<HTMLElement>(".hit")[next]?.focus();
  };
  return (
    <div className="list-scroll">
      <p className="visually-hidden" role="status">
        {t("search-found", { count: hits.length })}
      </p>
      <ul
        className="hits"
        ref={list}
        aria-label={t("search-label")}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          move(event.key === "ArrowDown" ? 1 : -1);
        }}
      >
        {hits.map((hit, index) => (
          <li key={hit.message}>
            <HitRow hit={hit} tab={index === at} current={hit.chat === open} onFocus={() => setAt(index)} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface RowProps {
  hit: SearchHit;
  tab: boolean;
  current: boolean;
  onFocus: () => void;
  onOpen: (chat: ChatId) => void;
}

function HitRow({ hit, tab, current, onFocus, onOpen }: RowProps) {
  const words = useWords();
  const { t } = words;
  return (
    <button
      type="button"
      className="row hit"
      data-testid="search-hit"
      tabIndex={tab ? 0 : -1}
      aria-current={current ? "true" : undefined}
      onFocus={onFocus}
      onClick={() => onOpen(hit.chat)}
    >
      <Avatar name={hit.customer} channel={hit.channel} />
      <span className="row-who">
        <span className="row-name">{hit.customer ? <Untrusted text={hit.customer} /> : t("buyer-nameless")}</span>
        <span className="chip chip-none">{short(words, hit.sent_at_ms, Date.now())}</span>
      </span>
      <span className="hit-text">
        {hit.author !== "customer" && <span className="row-ours">{t("row-you")} </span>}
        <bdi>
          {hit.snippet.map((piece, index) => {
            const text = harmless(piece.text).replace(/\s+/g, " ");
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one answer never move
            return piece.hit ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>;
          })}
        </bdi>
      </span>
    </button>
  );
}
