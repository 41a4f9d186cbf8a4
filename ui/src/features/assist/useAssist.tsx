import { type RefObject, useEffect, useRef, useState } from "react";
import type { ChatId, DraftFault, DraftVariant, DraftView, Language, MessageId, OutboxView } from "../../api/bindings";
import { useHost, useOperation } from "../../api/core";
import { useAiDraft } from "../../api/queries";
import { useNotices } from "../../shared/notices";
import { useWords } from "../../words/words";
import type { ComposerHandle } from "../composer/Composer";
import { draftOf, writeDraft } from "../composer/drafts";
import { keepDraft } from "../composer/useDraftSaving";
import { sentence } from "../guarding/sentence";
import { ReplaceDialog } from "./ReplaceDialog";

export interface Assist {
  draft: DraftView | undefined;
  /** Why the last thing that was asked for was refused, in words. */
  refused: string | null;
  asking: boolean;
  sending: boolean;
  why: boolean;
  toggleWhy(): void;
  /** Puts a text into the composer; what stands there is never lost without a word. */
  insert(text?: string): void;
  /** Sends the draft as it stands, or as it was edited here; warnings of the edited text are told with it. */
  send(despite?: string[]): void;
  /** The draft under the owner's pen; none while it is only read. */
  edited: string | null;
  edit(text: string | null): void;
  again(variant?: DraftVariant, language?: Language): void;
  /** Another form came and stands beside the text it was made from, until the owner has chosen. */
  offered: boolean;
  /** Takes the form that is offered; Z gives the former text back. */
  take(): void;
  /** The text before the form that was asked for last stands again. */
  back(): void;
  cancel(): void;
  thumb(value: 1 | 0 | -1, fault?: DraftFault): void;
}

/** A draft that the guard stops, or that answers what the buyer has since gone beyond, is not sent as it is. */
export function canSend(draft: DraftView | undefined): boolean {
  return Boolean(draft?.text) && !draft?.stale && !draft?.making && draft?.findings.every((finding) => finding.level !== "block") === true;
}

interface Wanted {
  chat: ChatId | null;
  /** Named so that it is known as a reference where it is compiled. */
  composerRef: RefObject<ComposerHandle | null>;
  onSent: (reply: OutboxView) => void;
}

/** The drafted reply of the open chat and what the owner does with it, for the panel and for the keys. */
export function useAssist({ chat, composerRef, onSent }: Wanted) {
  const words = useWords();
  const { t } = words;
  const host = useHost();
  const { offer } = useNotices();
  const draft = useAiDraft(chat).data;
  const make = useOperation("draft_make");
  const stop = useOperation("draft_cancel");
  const goBack = useOperation("draft_back").mutate;
  const note = useOperation("draft_outcome").mutate;
  const reply = useOperation("reply_send");
  const [why, setWhy] = useState(false);
  const [replacing, setReplacing] = useState<{ chat: ChatId; now: string; next: string } | null>(null);
  // One reply of one draft, however often the button is pressed before the answer is here.
  const key = useRef<{ draft: number; text: string; key: string } | null>(null);
  // What the owner edits stays when a buyer's message brings another draft; `seen` is what the text was begun against.
  const [pen, setPen] = useState<{ chat: ChatId | null; text: string; seen: MessageId | null } | null>(null);
  const edited = pen && pen.chat === chat ? pen.text : null;
  const newest = draft?.seen ?? null;
  const setEdited = (text: string | null) =>
    setPen((was) => {
      const own = was?.chat === chat;
      if (text === null) return own ? null : was;
      return { chat, text, seen: own ? was.seen : newest };
    });
  const [taken, setTaken] = useState<number | null>(null);
  const offered = draft?.former != null && draft.text != null && draft.making == null && taken !== draft.draft;

  useReadyAnnouncement(chat, draft, offered);

  // Another chat may stand open by the time a text is to be put somewhere or read.
  const composerOf = (of: ChatId | null) => (composerRef.current?.chat === of ? composerRef.current : null);

  const giveBack = (of: ChatId, text: string) => {
    const composer = composerOf(of);
    if (composer) return composer.put(text);
    writeDraft(of, { text });
    void keepDraft(host, of);
  };

  const put = (of: ChatId, text: string, before: string) => {
    const composer = composerOf(of);
    if (!composer) return;
    composer.put(text);
    // How far what is sent is from it, the core finds out when it is sent.
    if (draft?.draft != null) note({ draft: draft.draft, fate: "inserted" });
    if (before.trim() !== "") offer({ text: t("assist-replaced"), undo: () => giveBack(of, before) });
  };

  const insert = (given?: string) => {
    const text = given ?? edited ?? draft?.text;
    const composer = composerOf(chat);
    if (chat === null || !composer || !text || draft?.making) return;
    setEdited(null);
    setTaken(draft?.draft ?? null);
    const before = composer.text();
    if (before.trim() === "" || before === text) put(chat, text, "");
    else setReplacing({ chat, now: before, next: text });
  };

  const again = (variant?: DraftVariant, language?: Language) => {
    if (chat === null) return;
    setEdited(null);
    make.mutate({ chat, wait: false, ...(variant && { variant }), ...(language && { language }) });
  };

  const back = () => chat !== null && goBack({ chat });
  const take = () => {
    setTaken(draft?.draft ?? null);
    offer({ text: t("assist-form-taken"), undo: back });
  };

  const send = (despite?: string[]) => {
    if (chat === null || !draft?.text || draft.draft == null || reply.isPending) return;
    // What the owner has edited is the owner's answer to what stands there now.
    if (edited === null && (!canSend(draft) || offered)) return;
    const text = edited ?? draft.text;
    // The warnings stand under the text: sending it as it stands overrules them.
    const warned = despite ?? draft.findings.map((finding) => finding.rule);
    if (key.current?.draft !== draft.draft || key.current.text !== text) key.current = { draft: draft.draft, text, key: crypto.randomUUID() };
    // A draft answers the messages it knows of; the owner's own text those that stood there when it was begun.
    const seen = edited === null ? newest : (pen?.seen ?? newest);
    const writer = edited === null ? "assisted" : "human";
    const standing = composerOf(chat)?.text() ?? "";
    reply.mutate(
      { chat, text, client_key: key.current.key, writer, ...(seen !== null && { seen }), ...(warned.length > 0 && { despite: warned }) },
      {
        // It is said and stands in the thread: sent once more, the text is the owner's answer to that as well.
        onError: (refusal) => refusal.code === "buyer_wrote_again" && setPen((was) => (was?.chat === chat ? { ...was, seen: null } : was)),
        onSuccess: (sent) => {
          key.current = null;
          setEdited(null);
          onSent(sent);
          // Sending forgets the stored text of the composer; what the owner was writing there stays.
          const own = composerOf(chat)?.text() ?? draftOf(chat)?.text ?? standing;
          if (own !== "") host.call("draft_set", { chat, text: own }).catch(() => undefined);
          offer({ text: t("assist-sent") });
        },
      },
    );
  };

  const refusal = make.error ?? reply.error;
  const assist: Assist = {
    draft,
    refused: refusal ? [words.error(refusal.code), ...refusal.findings.map((found) => sentence(words, edited ?? draft?.text ?? "", found))].join(" ") : null,
    asking: make.isPending,
    sending: reply.isPending,
    why,
    toggleWhy: () => setWhy((on) => !on),
    insert,
    send,
    edited,
    edit: setEdited,
    again,
    offered,
    take,
    back,
    cancel: () => chat !== null && stop.mutate({ chat }),
    thumb: (value, fault) => draft?.draft != null && note({ draft: draft.draft, thumb: value, ...(fault && { fault }) }),
  };
  // Asked of a chat that was left, it is not asked any more.
  if (replacing && replacing.chat !== chat) setReplacing(null);
  const dialog = replacing?.chat === chat && replacing && (
    <ReplaceDialog
      now={replacing.now}
      next={replacing.next}
      onReplace={() => put(replacing.chat, replacing.next, replacing.now)}
      onAppend={() => put(replacing.chat, `${replacing.now.trimEnd()}\n\n${replacing.next}`, replacing.now)}
      onClose={() => setReplacing(null)}
    />
  );
  return { assist, dialog };
}

/** One polite sentence when a draft comes to a chat that was open without one, or another form of it. */
function useReadyAnnouncement(chat: ChatId | null, draft: DraftView | undefined, offered: boolean): void {
  const { t } = useWords();
  const { announce } = useNotices();
  const seen = useRef<{ chat: ChatId | null; ready: boolean } | null>(null);
  const ready = Boolean(draft?.text) && !draft?.making && !draft?.stale;
  const known = draft !== undefined;
  useEffect(() => {
    if (!known) return;
    if (seen.current?.chat === chat && !seen.current.ready && ready) announce(t("assist-ready"));
    seen.current = { chat, ready };
  }, [chat, known, ready, announce, t]);
  useEffect(() => {
    if (offered) announce(t("assist-form-ready"));
  }, [offered, announce, t]);
}
