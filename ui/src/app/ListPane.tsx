import { Funnel, Menu, Search, X } from "lucide-react";
import { type Dispatch, type RefObject, useDeferredValue } from "react";
import type { AccountId, ChatRow } from "../api/bindings";
import { useAccounts } from "../api/queries";
import { ChatList, type ListHandle } from "../features/list/ChatList";
import { ListEmpty } from "../features/list/ListEmpty";
import { StatusStrip } from "../features/list/StatusStrip";
import { SearchResults } from "../features/search/SearchResults";
import { Button, IconButton } from "../shared/Button";
import { Kbd } from "../shared/Kbd";
import { count } from "../shared/numbers";
import { ShopMark } from "../shared/ShopMark";
import { harmless } from "../shared/Untrusted";
import { useWords } from "../words/words";
import type { Desk, DeskAct } from "./useDesk";

interface Props {
  desk: Desk;
  act: Dispatch<DeskAct>;
  rows: ChatRow[] | undefined;
  total: number;
  onNearEnd: () => void;
  onTokenNeeded: (account: AccountId) => void;
  onTroubledReplies: () => void;
  onAddShop: () => void;
  list: RefObject<ListHandle | null>;
  searchField: RefObject<HTMLInputElement | null>;
}

export function ListPane(props: Props) {
  const { desk, act, rows, total } = props;
  const words = useWords();
  const { t } = words;
  const query = useDeferredValue(desk.query.trim());
  const title = t(`view-${desk.view.replace("_", "-")}`);
  const shop = useAccounts().data?.find((a) => a.account === desk.account);
  return (
    <section className="list" aria-label={title}>
      <header className="pane-head list-head">
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
        </div>
        {shop && (
          <p className="filter" data-testid="filter-on">
            <Funnel size={14} aria-hidden="true" />
            <span className="filter-words">
              {t("filter-on")} <ShopMark name={shop.name} colour={shop.colour} /> <bdi>{harmless(shop.name)}</bdi>
            </span>
            <Button kind="link" data-testid="filter-clear" onClick={() => act({ do: "account", account: null })}>
              {t("filter-clear")}
            </Button>
          </p>
        )}
        <div className="search">
          <Search size={16} aria-hidden="true" />
          <input
            ref={props.searchField}
            type="search"
            className="field"
            data-testid="search"
            aria-label={t("search-hint")}
            placeholder={t("search-hint")}
            value={desk.query}
            onChange={(event) => act({ do: "query", query: event.target.value })}
            onKeyDown={(event) => {
              if (event.key !== "ArrowDown") return;
              event.preventDefault();
              if (desk.query === "") props.list.current?.focus();
              else event.currentTarget.closest("section")?.querySelector<HTMLElement>(".hit")?.focus();
            }}
          />
          {desk.query === "" ? (
            <Kbd action="search" />
          ) : (
            <IconButton label={t("search-clear")} onClick={() => act({ do: "query", query: "" })}>
              <X size={16} />
            </IconButton>
          )}
        </div>
      </header>
      <StatusStrip onTokenNeeded={props.onTokenNeeded} onTroubledReplies={props.onTroubledReplies} />
      {query !== "" ? (
        <SearchResults query={query} open={desk.chat} onOpen={(chat) => act({ do: "open", chat })} onClear={() => act({ do: "query", query: "" })} />
      ) : rows && rows.length > 0 ? (
        <ChatList
          ref={props.list}
          rows={rows}
          total={total}
          label={title}
          cursor={desk.cursor}
          open={desk.chat}
          onCursor={(chat) => act({ do: "cursor", chat })}
          onOpen={(chat) => act({ do: "open", chat })}
          onNearEnd={props.onNearEnd}
        />
      ) : (
        rows && (
          <ListEmpty
            view={desk.view}
            account={desk.account}
            onClearAccount={() => act({ do: "account", account: null })}
            onAll={() => act({ do: "view", view: "all" })}
            onAddShop={props.onAddShop}
          />
        )
      )}
    </section>
  );
}
