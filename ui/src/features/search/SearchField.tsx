import { History, Search, X } from "lucide-react";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { useSearchHints } from "../../api/queries";
import { IconButton } from "../../shared/Button";
import { folded } from "../../shared/folded";
import { Kbd } from "../../shared/Kbd";
import { useWords } from "../../words/words";
import { remember, useRecentSearches } from "./recent";

interface Props {
  query: string;
  field: RefObject<HTMLInputElement | null>;
  onQuery: (query: string) => void;
  /** Enter: the best first. */
  onRank: () => void;
  /** Down from the field, when no hint is in the way. */
  onDown: () => void;
}

interface Offer {
  key: string;
  text: string;
  about: string;
  recent: boolean;
  take: () => void;
}

/** The search field with what may stand at its cursor. Hints never take the keyboard away: Tab takes the first one. */
export function SearchField({ query, field, onQuery, onRank, onDown }: Props) {
  const { t } = useWords();
  const id = useId();
  const [cursor, setCursor] = useState(0);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const offers = useOffers(query, Math.min(cursor, query.length), open, (next, caret) => {
    onQuery(next);
    setAt(-1);
    setCursor(caret);
    requestAnimationFrame(() => field.current?.setSelectionRange(caret, caret));
  });
  const shown = open && offers.length > 0;
  // Plain words bring operators to mind too, but the arrows are for the hits then.
  const walks = shown && (query === "" || /(^|\s)-?[^\s:"]+:[^\s]*$/u.test(query.slice(0, cursor)));
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (walks && step !== 0) {
      event.preventDefault();
      // One place more than there are hints: the field itself, at -1.
      const places = offers.length + 1;
      setAt(((at + 1 + step + places) % places) - 1);
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      setOpen(false);
      onDown();
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      const chosen = shown ? offers[at] : undefined;
      if (chosen) return chosen.take();
      setOpen(false);
      remember(query);
      onRank();
    } else if (event.key === "Tab" && shown && query !== "" && !event.shiftKey) {
      const chosen = offers[Math.max(at, 0)];
      if (!chosen) return;
      event.preventDefault();
      chosen.take();
    } else if (event.key === "Escape" && shown && at >= 0) {
      event.stopPropagation();
      setAt(-1);
    }
  };
  return (
    <div className="search">
      <Search size={16} aria-hidden="true" />
      <input
        ref={field}
        type="search"
        role="combobox"
        aria-expanded={shown}
        aria-controls={`${id}-hints`}
        aria-autocomplete="list"
        aria-activedescendant={shown && at >= 0 ? `${id}-${at}` : undefined}
        className="field"
        data-testid="search"
        aria-label={t("search-hint")}
        placeholder={t("search-hint")}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onSelect={(event) => setCursor(event.currentTarget.selectionStart ?? query.length)}
        onChange={(event) => {
          setOpen(true);
          setAt(-1);
          setCursor(event.target.selectionStart ?? event.target.value.length);
          onQuery(event.target.value);
        }}
        onKeyDown={keys}
      />
      {query === "" ? (
        <Kbd action="search" />
      ) : (
        <IconButton
          label={t("search-clear")}
          onClick={() => {
            onQuery("");
            // The button goes, and with it the focus.
            field.current?.focus();
          }}
        >
          <X size={16} />
        </IconButton>
      )}
      {shown && (
        <div className="search-hints" data-testid="search-hints">
          <div className="search-hints-list" id={`${id}-hints`} role="listbox" aria-label={t("search-hints")}>
            {offers.map((offer, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keyboard, as a combobox has
              <div
                key={offer.key}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                onMouseDown={(event) => event.preventDefault()}
                onClick={offer.take}
              >
                {offer.recent && <History size={14} aria-hidden="true" />}
                <bdi className="search-hint-text">{offer.text}</bdi>
                <span className="search-hint-about">{offer.about}</span>
              </div>
            ))}
          </div>
          <p className="search-hints-foot" aria-hidden="true">
            {query === "" ? t("search-hints-empty") : t("search-hints-tab")}
          </p>
        </div>
      )}
    </div>
  );
}

/** A word without what ends it: the colon of an operator, the blank after a value. */
const bare = (text: string) => folded(text.trim().replace(/:$/, ""));

function useOffers(query: string, cursor: number, open: boolean, set: (query: string, cursor: number) => void): Offer[] {
  const { t } = useWords();
  const typed = query.slice(0, cursor);
  const { data } = useSearchHints(typed, open);
  const searches = useRecentSearches();
  if (!open) return [];
  const recent = query === "" ? searches : [];
  const replaces = data?.replaces ?? 0;
  const begun = typed.slice(typed.length - replaces);
  // What stands there whole needs no completing: it would only hide the hits.
  const hints = (data?.hints ?? []).filter((hint) => bare(hint.insert) !== bare(begun));
  const put = (text: string) => set(typed.slice(0, typed.length - replaces) + text + query.slice(cursor), cursor - replaces + text.length);
  return [
    ...recent.map((text) => ({ key: `recent-${text}`, text, about: "", recent: true, take: () => set(text, text.length) })),
    ...hints.map((hint) => ({
      key: hint.insert,
      text: hint.insert.trim(),
      about: hint.operator ? t(`search-op-${hint.key}`) : "",
      recent: false,
      take: () => put(hint.insert),
    })),
  ];
}
