import { useCallback, useEffect, useRef } from "react";
import type { OutboxView, Settings } from "../api/bindings";
import { filterOf } from "../api/queries";
import { useAssist } from "../features/assist/useAssist";
import { Composer, type ComposerHandle } from "../features/composer/Composer";
import { UndoBar } from "../features/composer/UndoBar";
import { useExport } from "../features/export/useExport";
import { FindBar } from "../features/find/FindBar";
import { useFindInChat } from "../features/find/useFindInChat";
import type { KnowledgeEntry } from "../features/knowledge/KnowledgePage";
import { LabelsDialog } from "../features/labels/LabelsDialog";
import { RailLabels } from "../features/labels/RailLabels";
import { useLabelling } from "../features/labels/useLabelling";
import type { ListHandle } from "../features/list/ChatList";
import { Help } from "../features/palette/Help";
import { Palette } from "../features/palette/Palette";
import { useRemembered } from "../features/palette/recent";
import { Beside } from "../features/people/Beside";
import { useNextOfBuyer } from "../features/people/useNextOfBuyer";
import { Rail } from "../features/rail/Rail";
import { Side } from "../features/side/Side";
import { useSnooze } from "../features/snooze/useSnooze";
import { useCheckNow } from "../features/state/useCheckNow";
import { JumpToDate } from "../features/thread/JumpToDate";
import { Thread } from "../features/thread/Thread";
import { SavedViews } from "../features/views/SavedViews";
import { SaveViewDialog } from "../features/views/SaveViewDialog";
import { usePlaces } from "../features/views/usePlaces";
import type { Action } from "../keymap";
import { EmptyPane } from "../shared/EmptyPane";
import { NoticePlace } from "../shared/notices";
import { useKeys } from "../shared/useKeys";
import { useWords } from "../words/words";
import { ChooseHint } from "./ChooseHint";
import { ListPane } from "./ListPane";
import { isPicking, type KeptDesk } from "./useDesk";
import { useListWindow } from "./useListWindow";
import { type Opened, useOpening } from "./useOpened";
import { useReplies } from "./useReplies";
import { useShown } from "./useShown";
import { useTriage } from "./useTriage";

/** What can be begun in the composer of a chat that is opened for it. */
type Beginning = "focus" | "note" | "canned";

interface Props {
  /** Kept by whoever shows this page, so that it is found again as it was left. */
  desk: KeptDesk;
  settings: Settings;
  onSettings: (tokenFor: number | null) => void;
  onState: () => void;
  onMetrics: () => void;
  onRules: () => void;
  onWhatIf: () => void;
  onModels: () => void;
  onKnowledge: () => void;
  /** Opens one thing the owner wrote. */
  onEntry: (entry: KnowledgeEntry) => void;
  onImport: () => void;
  onKeys: () => void;
  onAddShop: () => void;
  /** What a toast asked to open. */
  opened: Opened | null;
}

export function Main({
  desk: [desk, act],
  settings,
  onSettings,
  onState,
  onMetrics,
  onRules,
  onWhatIf,
  onModels,
  onKnowledge,
  onEntry,
  onImport,
  onKeys,
  onAddShop,
  opened,
}: Props) {
  const { t } = useWords();
  useEffect(() => () => act({ do: "away" }), [act]);
  const state = useShown(desk);
  // A text is written and sent only where its chat is on the screen; the acts of the list go by the marked row.
  const shown = state.chat === desk.chat;
  const { view, account, label, unread } = state;
  const filter = filterOf(view, account, label, unread);
  const part = useListWindow(filter, act);
  const { rows } = part;
  const list = useRef<ListHandle>(null);
  const composer = useRef<ComposerHandle>(null);
  // What the list asked for of a chat that is only being opened.
  const wanted = useRef<{ chat: number; begin: Beginning } | null>(null);
  const holdComposer = useCallback((handle: ComposerHandle | null) => {
    composer.current = handle;
    const asked = wanted.current;
    if (handle === null || asked === null) return;
    wanted.current = null;
    if (asked.chat === handle.chat) handle[asked.begin]?.();
  }, []);
  // Left before it stood there: opened another time it takes no focus.
  useEffect(() => {
    if (desk.chat === null) wanted.current = null;
  }, [desk.chat]);
  const searchField = useRef<HTMLInputElement>(null);
  const open = (chat: number) => act({ do: "open", chat });
  const replies = useReplies(open);
  const { assist, dialog: replacing } = useAssist({ chat: state.chat, composerRef: composer, onSent: replies.onSent });
  const snooze = useSnooze(replies.acts);
  const manageLabels = () => act({ do: "dialog", dialog: "labels" });
  const labelling = useLabelling(replies.acts, rows, manageLabels);
  const triage = useTriage({
    state: { ...state, chat: desk.chat },
    act,
    filter,
    rows,
    acts: replies.acts,
    askSnooze: snooze.ask,
    askLabel: labelling.ask,
    markSpam: replies.markSpam,
  });
  const { ask: askExport, print: printChats, dialog: exporting } = useExport();
  const exportChats = () => {
    const { picks } = state;
    if (picks.whole) askExport({ all: filter, seenAt: picks.whole.at }, picks.whole.total);
    else if (picks.chats.length > 0) askExport({ chats: picks.chats }, picks.chats.length);
    else if (state.query.trim() !== "") askExport({ query: state.query.trim() }, null);
    else if (state.chat !== null) askExport({ chats: [state.chat] }, 1);
    else askExport({ all: filter, seenAt: Date.now() }, part.total);
  };
  const ofBuyer = useNextOfBuyer(state.chat);
  const { checkNow } = useCheckNow();
  useRemembered(state.chat);
  useOpening(opened, act);

  // The answer of the core may come when the owner is somewhere else by himself.
  const onward = useRef({ chat: desk.chat, nextChat: triage.nextChat });
  useEffect(() => {
    onward.current = { chat: desk.chat, nextChat: triage.nextChat };
  });
  const sentDone = (reply: OutboxView) => {
    replies.onSentDone(reply);
    if (onward.current.chat === reply.chat) onward.current.nextChat?.();
  };
  // Nothing has to be opened before it can be answered: the row under the cursor, or the found message that has the focus.
  const marked = state.query.trim() === "" ? (rows.find((row) => row.chat === state.cursor)?.chat ?? null) : state.hit;
  const beginAt = (chat: number, begin: Beginning) => () => {
    wanted.current = { chat, begin };
    open(chat);
  };
  const { find, begin: beginFind } = useFindInChat(state.chat, (message) => state.chat !== null && act({ do: "open", chat: state.chat, at: message }));
  const actions: Partial<Record<Action, () => void>> = {
    ...triage,
    open: () => state.cursor !== null && open(state.cursor),
    back: () => {
      const focused = document.activeElement;
      const typing = focused instanceof HTMLElement && /^(INPUT|TEXTAREA)$/.test(focused.tagName);
      if (state.look) act({ do: "look", chat: null });
      else if (state.over !== "none") act({ do: "over", over: state.over });
      else if (isPicking(state.picks)) act({ do: "pickNone" });
      else if (state.beside !== null) act({ do: "beside", chat: null });
      else if (state.query !== "") act({ do: "query", query: "" });
      else if (!typing && desk.chat !== null) act({ do: "close" });
      // The list may stand again only after this act was drawn; an empty one cannot take the keyboard.
      requestAnimationFrame(() => {
        if (list.current) list.current.focus();
        else if (typing) focused.blur();
      });
    },
    ...(desk.chat === null &&
      marked !== null &&
      !isPicking(state.picks) && { reply: beginAt(marked, "focus"), note: beginAt(marked, "note"), canned: beginAt(marked, "canned") }),
    ...(shown &&
      state.chat !== null && {
        reply: () => composer.current?.focus(),
        attach: () => composer.current?.attach(),
        canned: () => composer.current?.canned(),
        send: () => composer.current?.send(),
        findInChat: beginFind,
        sendDone: () => composer.current?.send("done"),
        note: () => composer.current?.note?.(),
      }),
    ...(shown && state.chat !== null && { insertDraft: () => assist.insert(), regenerateDraft: () => assist.again(), whyDraft: assist.toggleWhy }),
    ...(state.chat !== null && { jumpDate: () => act({ do: "dialog", dialog: "date" }) }),
    exportChats,
    ...(state.chat !== null && { printChat: () => state.chat !== null && printChats([state.chat]) }),
    importHistory: onImport,
    ...(ofBuyer !== undefined && {
      nextOfBuyer: () => open(ofBuyer),
      besideOfBuyer: () => act({ do: "beside", chat: state.beside === null ? ofBuyer : null }),
    }),
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
    goAiDrafts: () => act({ do: "view", view: "ai_drafts" }),
    goDone: () => act({ do: "view", view: "done" }),
    goUnread: () => act({ do: "view", view: "unread" }),
    goStarred: () => act({ do: "view", view: "starred" }),
    goAll: () => act({ do: "view", view: "all" }),
    goSpam: () => act({ do: "view", view: "spam" }),
    goRules: onRules,
    goWhatIf: onWhatIf,
    goMetrics: onMetrics,
    goState: onState,
    goModels: onModels,
    goKnowledge: onKnowledge,
    onlyUnread: () => act({ do: "unread", unread: !state.unread }),
    saveView: () => act({ do: "dialog", dialog: "save-view" }),
    manageLabels,
    checkNow,
    settings: () => onSettings(null),
    addShop: onAddShop,
    editKeys: onKeys,
    help: () => act({ do: "dialog", dialog: "help" }),
  };
  useKeys(actions);
  const places = usePlaces(act);

  const closeDialog = () => act({ do: "dialog", dialog: "none" });
  return (
    <div className="desk" data-chat={state.chat !== null || undefined} data-beside={state.beside !== null || undefined} data-over={state.over}>
      <Rail
        view={state.view}
        account={state.account}
        onView={(view) => act({ do: "view", view })}
        onAccount={(account) => act({ do: "account", account })}
        saved={state.saved !== null}
        own={
          <>
            <SavedViews current={state.saved} onView={(view) => act({ do: "saved", view })} onRemoved={replies.acts.offerBack} />
            <RailLabels current={label} onLabel={(label) => act({ do: "label", label })} onManage={manageLabels} />
          </>
        }
        onAddShop={onAddShop}
        onState={onState}
        onMetrics={onMetrics}
        onSettings={() => onSettings(null)}
        onHelp={() => act({ do: "dialog", dialog: "help" })}
      />
      <ListPane
        desk={state}
        act={act}
        part={part}
        onTokenNeeded={onSettings}
        onTroubledReplies={() => void replies.showTroubled()}
        onAddShop={onAddShop}
        actions={actions}
        list={list}
        searchField={searchField}
      />
      <NoticePlace />
      {state.chat === null ? (
        <main className="thread thread-none">
          <UndoBar reply={replies.leaving} chat={null} onUndo={replies.unsend} />
          {rows.length > 0 && (
            <EmptyPane title={t("thread-none")}>
              <ChooseHint />
            </EmptyPane>
          )}
        </main>
      ) : (
        <>
          <Thread
            visit={`${state.chat}-${state.at ?? ""}-${state.visit}`}
            chat={state.chat}
            at={state.at}
            onNewest={() => state.chat !== null && open(state.chat)}
            onBack={() => act({ do: "close" })}
            onSide={() => act({ do: "over", over: "side" })}
            onMove={(view) => replies.moveChat(view.row)}
            onSnooze={() => state.chat !== null && snooze.ask({ chats: [state.chat] }, 1, () => undefined)}
            onLabel={() => state.chat !== null && labelling.ask({ chats: [state.chat] }, 1)}
            onStar={(view) => replies.acts.try({ chats: [view.row.chat] }, { do: "star", on: !view.row.starred })}
            onJump={(message) => state.chat !== null && act({ do: "open", chat: state.chat, at: message })}
            onExport={() => state.chat !== null && askExport({ chats: [state.chat] }, 1)}
            onDate={() => act({ do: "dialog", dialog: "date" })}
            onBringBack={(view) => replies.acts.try({ chats: [view.row.chat] }, { do: "snooze", until: "" })}
            onCancel={replies.cancelReply}
            find={find && <FindBar find={find} />}
            composer={(chat) => (
              <>
                <UndoBar reply={replies.leaving} chat={state.chat} onUndo={replies.unsend} />
                <Composer
                  ref={holdComposer}
                  chat={chat}
                  enterSends={settings.enter_sends}
                  onSent={replies.onSent}
                  onSentDone={sentDone}
                  onKnowledge={onKnowledge}
                  onUndo={replies.leaving === null ? undefined : replies.undo}
                />
              </>
            )}
          />
          {state.beside === null ? (
            <Side
              chat={state.chat}
              assist={assist}
              onOpen={(chat, at) => act({ do: "open", chat, at })}
              onBeside={(chat) => act({ do: "beside", chat })}
              onEntry={onEntry}
              onModels={onModels}
              onJoined={replies.acts.offerBack}
              onClose={() => act({ do: "over", over: "side" })}
            />
          ) : (
            <Beside key={state.beside} chat={state.beside} onOpen={open} onCancel={replies.cancelReply} onClose={() => act({ do: "beside", chat: null })} />
          )}
        </>
      )}
      {state.over !== "none" && <button type="button" className="veil" aria-label={t("close")} onClick={() => act({ do: "over", over: state.over })} />}
      {snooze.dialog}
      {exporting}
      {replacing}
      {labelling.dialog}
      {state.dialog === "date" && state.chat !== null && (
        <JumpToDate chat={state.chat} onGo={(message) => state.chat !== null && act({ do: "open", chat: state.chat, at: message })} onClose={closeDialog} />
      )}
      {state.dialog === "labels" && <LabelsDialog onRemoved={replies.acts.offerBack} onClose={closeDialog} />}
      {state.dialog === "save-view" && (
        <SaveViewDialog filter={filter} query={state.query.trim()} onSaved={(view) => act({ do: "saved", view })} onClose={closeDialog} />
      )}
      {state.dialog === "palette" && <Palette actions={actions} chats={rows} open={state.chat} places={places} onOpen={open} onClose={closeDialog} />}
      {state.dialog === "help" && <Help onClose={closeDialog} onEdit={onKeys} />}
    </div>
  );
}
