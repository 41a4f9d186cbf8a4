import { Mail, Menu } from "lucide-react";
import { type Dispatch, type RefObject, useDeferredValue, useMemo } from "react";
import type { AccountId } from "../api/bindings";
import { useSearchAhead } from "../api/queries";
import { ChatList, type ListHandle, useListPlace } from "../features/list/ChatList";
import { ListEmpty } from "../features/list/ListEmpty";
import { StatusStrip } from "../features/list/StatusStrip";
import { SearchField } from "../features/search/SearchField";
import { SearchResults } from "../features/search/SearchResults";
import { BulkBar } from "../features/select/BulkBar";
import { FilterStrip } from "../features/views/FilterStrip";
import type { Action } from "../keymap";
import { IconButton } from "../shared/Button";
import { count } from "../shared/numbers";
import { useWords } from "../words/words";
import type { Desk, DeskAct } from "./useDesk";
import type { ListPart } from "./useListWindow";

interface Props {
  desk: Desk;
  act: Dispatch<DeskAct>;
  part: ListPart;
  onTokenNeeded: (account: AccountId) => void;
  onTroubledReplies: () => void;
  onAddShop: () => void;
  /** Every act of the window; the bar over picked chats presses some of them. */
  actions: Partial<Record<Action, () => void>>;
  list: RefObject<ListHandle | null>;
  searchField: RefObject<HTMLInputElement | null>;
}

export function ListPane({ desk, act, part, onTokenNeeded, onTroubledReplies, onAddShop, actions, list, searchField }: Props) {
  const { rows, total } = part;
  const words = useWords();
  const { t } = words;
  const query = useDeferredValue(desk.query.trim());
  const title = t(`view-${desk.view.replace("_", "-")}`);
  const { picks } = desk;
  const picked = useMemo(() => (picks.whole ? true : new Set(picks.chats)), [picks]);
  const picking = picked === true || picked.size > 0;
  const name = `${desk.view} ${desk.account} ${desk.label} ${desk.unread}`;
  const place = useListPlace(name);
  const searchAhead = useSearchAhead();
  const look = (query: string) => {
    searchAhead(query.trim(), { ranked: desk.ranked });
    act({ do: "query", query });
  };
  const chosen = picking ? rows.filter((row) => picked === true || picked.has(row.chat)) : [];
  return (
    <section className="list" aria-label={title}>
      <header className="pane-head list-head">
        {picking && (
          <BulkBar
            picks={picks}
            loaded={rows.length}
            total={total}
            anyUnread={picked === true || chosen.some((row) => row.unread > 0)}
            allStarred={picked === true ? desk.view === "starred" : chosen.length > 0 && chosen.every((row) => row.starred)}
            actions={actions}
            onWhole={() => act({ do: "pickWhole", total, at: Date.now() })}
            onNone={() => act({ do: "pickNone" })}
          />
        )}
        <div className="list-title">
          <IconButton label={t("rail-open")} className="only-folded-rail" onClick={() => act({ do: "over", over: "rail" })}>
            <Menu size={20} />
          </IconButton>
          <h1>{desk.query ? t("search-title") : title}</h1>
          {desk.query === "" && total > 0 && (
            <span className="list-total" title={t("list-count", { count: total })}>
              {count(words, total)}
            </span>
          )}
          {desk.query === "" && desk.view !== "unread" && (
            <button
              type="button"
              className="icon-button only-unread"
              data-testid="only-unread"
              aria-pressed={desk.unread}
              aria-label={t("key-only-unread")}
              title={t("key-only-unread")}
              onClick={() => act({ do: "unread", unread: !desk.unread })}
            >
              <Mail size={17} />
            </button>
          )}
        </div>
        {desk.query.trim() === "" && <FilterStrip desk={desk} act={act} />}
        <SearchField
          query={desk.query}
          field={searchField}
          onQuery={look}
          onRank={() => act({ do: "ranked", ranked: true })}
          onDown={() => {
            if (desk.query === "") list.current?.focus();
            else searchField.current?.closest("section")?.querySelector<HTMLElement>(".hit")?.focus();
          }}
        />
      </header>
      <StatusStrip onTokenNeeded={onTokenNeeded} onTroubledReplies={onTroubledReplies} />
      {query !== "" ? (
        <SearchResults
          query={query}
          ranked={desk.ranked}
          open={desk.chat}
          onRanked={(ranked) => act({ do: "ranked", ranked })}
          onOpen={(chat, at) => act({ do: "open", chat, at })}
          onQuery={look}
          onSave={() => act({ do: "dialog", dialog: "save-view" })}
          onHit={(chat) => act({ do: "hit", chat })}
        />
      ) : rows.length > 0 ? (
        <ChatList
          key={place}
          name={name}
          ref={list}
          part={part}
          label={title}
          cursor={desk.cursor}
          open={desk.chat}
          look={desk.look}
          onCursor={(chat) => act({ do: "cursor", chat })}
          onOpen={(chat) => act({ do: "open", chat })}
          picked={picked}
          onPick={(chat) => act({ do: "pick", chat })}
          onReach={(chat) => act({ do: "reach", to: chat, rows: rows.map((row) => row.chat) })}
        />
      ) : (
        part.known && (
          <ListEmpty
            view={desk.view}
            account={desk.account}
            label={desk.label}
            unread={desk.unread}
            onClear={() => act({ do: "unfilter" })}
            onAll={() => act({ do: "view", view: "all" })}
            onAddShop={onAddShop}
          />
        )
      )}
    </section>
  );
}
