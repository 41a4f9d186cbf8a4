import { useCallback, useEffect, useMemo, useRef } from "react";
import type { ChatRow, Settings } from "../api/bindings";
import { useOperation } from "../api/core";
import { useChatList, useCounts } from "../api/queries";
import { Composer, type ComposerHandle } from "../features/composer/Composer";
import type { ListHandle } from "../features/list/ChatList";
import { Help } from "../features/palette/Help";
import { Palette } from "../features/palette/Palette";
import { Rail } from "../features/rail/Rail";
import { Side } from "../features/side/Side";
import { useSnooze } from "../features/snooze/useSnooze";
import { Thread } from "../features/thread/Thread";
import type { Action } from "../keymap";
import { EmptyPane } from "../shared/EmptyPane";
import { useNotices } from "../shared/notices";
import { count as figure } from "../shared/numbers";
import { useKeys } from "../shared/useKeys";
import { useWords } from "../words/words";
import { ListPane } from "./ListPane";
import { useDesk } from "./useDesk";
import { type Opened, useOpening } from "./useOpened";
import { useReplies } from "./useReplies";

interface Props {
  settings: Settings;
  onSettings: (tokenFor: number | null) => void;
  onState: () => void;
  onMetrics: () => void;
  onRules: () => void;
  onWhatIf: () => void;
  onAddShop: () => void;
  /** What a toast asked to open. */
  opened: Opened | null;
}

const NO_ROWS: ChatRow[] = [];

export function Main({ settings, onSettings, onState, onMetrics, onRules, onWhatIf, onAddShop, opened }: Props) {
  const { t } = useWords();
  const [state, act] = useDesk();
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useChatList(state.view, state.account);
  const rows = data?.rows ?? NO_ROWS;
  const list = useRef<ListHandle>(null);
  const composer = useRef<ComposerHandle>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const open = useCallback((chat: number) => act({ do: "open", chat }), [act]);
  const replies = useReplies(open);
  const snooze = useSnooze(replies.acted);
  const sync = useOperation("sync_now");
  const { offer } = useNotices();
  useUnread();
  useOpening(opened, act);

  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const actions = useMemo<Partial<Record<Action, () => void>>>(() => {
    const at = rows.findIndex((row) => row.chat === (state.chat ?? state.cursor));
    const here = rows[at];
    const neighbour = (step: number) => {
      const row = at < 0 ? rows[0] : rows[at + step];
      if (row) open(row.chat);
    };
    const finish = () => here && replies.moveChat(here);
    return {
      nextChat: () => neighbour(1),
      previousChat: () => neighbour(-1),
      open: () => state.cursor !== null && open(state.cursor),
      back: () => {
        const focused = document.activeElement;
        const typing = focused instanceof HTMLElement && /^(INPUT|TEXTAREA)$/.test(focused.tagName);
        if (state.over !== "none") act({ do: "over", over: state.over });
        else if (state.query !== "") act({ do: "query", query: "" });
        else if (!typing && state.chat !== null) act({ do: "close" });
        // The list may stand again only after this act was drawn; an empty one cannot take the keyboard.
        requestAnimationFrame(() => {
          if (list.current) list.current.focus();
          else if (typing) focused.blur();
        });
      },
      ...(here && { done: finish }),
      ...(here && {
        doneNext: () => {
          finish();
          neighbour(1);
        },
      }),
      ...((state.chat ?? state.cursor) !== null && { snooze: () => snooze.ask(state.chat ?? state.cursor) }),
      ...(state.chat !== null && { reply: () => composer.current?.focus(), attach: () => composer.current?.attach() }),
      undo: replies.undo,
      search: () => {
        searchField.current?.focus();
        searchField.current?.select();
      },
      palette: () => act({ do: "dialog", dialog: "palette" }),
      goWaiting: () => act({ do: "view", view: "waiting" }),
      goUrgent: () => act({ do: "view", view: "urgent" }),
      goInProgress: () => act({ do: "view", view: "in_progress" }),
      goSnoozed: () => act({ do: "view", view: "snoozed" }),
      goDone: () => act({ do: "view", view: "done" }),
      goAll: () => act({ do: "view", view: "all" }),
      goRules: onRules,
      goWhatIf: onWhatIf,
      goMetrics: onMetrics,
      goState: onState,
      checkNow: () => sync.mutate({}, { onSuccess: () => offer({ text: t("checked-now") }) }),
      settings: () => onSettings(null),
      help: () => act({ do: "dialog", dialog: "help" }),
    };
  }, [rows, state, act, open, replies, snooze.ask, sync.mutate, offer, t, onSettings, onState, onMetrics, onRules, onWhatIf]);
  useKeys(actions, settings.single_keys);

  const closeDialog = () => act({ do: "dialog", dialog: "none" });
  return (
    <div className="desk" data-chat={state.chat !== null || undefined} data-over={state.over}>
      <Rail
        view={state.view}
        account={state.account}
        onView={(view) => act({ do: "view", view })}
        onAccount={(account) => act({ do: "account", account })}
        onAddShop={onAddShop}
        onState={onState}
        onMetrics={onMetrics}
        onSettings={() => onSettings(null)}
        onHelp={() => act({ do: "dialog", dialog: "help" })}
      />
      <ListPane
        desk={state}
        act={act}
        rows={data?.rows}
        total={data?.total ?? 0}
        onNearEnd={onNearEnd}
        onTokenNeeded={onSettings}
        onTroubledReplies={() => void replies.showTroubled()}
        onAddShop={onAddShop}
        list={list}
        searchField={searchField}
      />
      {state.chat === null ? (
        <main className="thread thread-none">
          {rows.length > 0 && (
            <EmptyPane title={t("thread-none")}>
              <p>{t("thread-none-hint")}</p>
            </EmptyPane>
          )}
        </main>
      ) : (
        <>
          <Thread
            key={state.chat}
            chat={state.chat}
            onBack={() => act({ do: "close" })}
            onSide={() => act({ do: "over", over: "side" })}
            onMove={(view) => replies.moveChat(view.row)}
            onSnooze={() => snooze.ask(state.chat)}
            onBringBack={(view) => snooze.bringBack(view.row.chat, view.row.snoozed_until_ms ?? null)}
            onCancel={replies.cancelReply}
            composer={(chat) => <Composer ref={composer} chat={chat} enterSends={settings.enter_sends} onSent={replies.onSent} />}
          />
          <Side chat={state.chat} onClose={() => act({ do: "over", over: "side" })} />
        </>
      )}
      {state.over !== "none" && <button type="button" className="veil" aria-label={t("close")} onClick={() => act({ do: "over", over: state.over })} />}
      {snooze.dialog}
      {state.dialog === "palette" && <Palette actions={actions} chats={rows} onOpen={open} onClose={closeDialog} />}
      {state.dialog === "help" && <Help singleKeys={settings.single_keys} onClose={closeDialog} />}
    </div>
  );
}

/** The unread number in the title, and one polite sentence when it grows. */
function useUnread(): void {
  const words = useWords();
  const { t } = words;
  const { announce } = useNotices();
  const unread = useCounts().data?.unread;
  const before = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (unread === undefined) return;
    document.title = unread > 0 ? `(${figure(words, unread)}) ${t("brand")}` : t("brand");
    if (before.current !== undefined && unread > before.current) announce(t("said-unread", { count: unread }));
    before.current = unread;
  }, [unread, announce, t, words]);
}
