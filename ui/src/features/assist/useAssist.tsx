import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import type { ChatId, DraftFault, DraftVariant, DraftView, Language, OutboxView } from "../../api/bindings";
import { useHost, useOperation } from "../../api/core";
import type { Refusal } from "../../api/host";
import { useAiDraft } from "../../api/queries";
import { useNotices } from "../../shared/notices";
import { useTold } from "../../shared/useTold";
import { useWords } from "../../words/words";
import type { ComposerHandle } from "../composer/Composer";
import { draftOf, writeDraft } from "../composer/drafts";
import { keepDraft } from "../composer/useDraftSaving";
import { sentence } from "../guarding/sentence";
import { handOf, NOT_EDITED, setHand, useHand } from "./hands";
import { ReplaceDialog } from "./ReplaceDialog";

export interface Assist {
  draft: DraftView | undefined;
  /** Why the last thing that was asked for was refused, in words. */
  refused: string | null;
  asking: boolean;
  sending: boolean;
  why: boolean;
  toggleWhy(): void;
  /** Puts a text into the composer; what stands there is never lost without a word. A stale draft must be named. */
  insert(text?: string): void;
  /** The same with words of the owner's that are no draft. */
  insertOwn(text: string): void;
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
  const { data: draft, isPending: unknown } = useAiDraft(chat);
  const make = useOperation("draft_make");
  const stop = useTold("draft_cancel").run;
  const goBack = useTold("draft_back").run;
  const note = useOperation("draft_outcome").mutate;
  const rate = useTold("draft_outcome").run;
  const reply = useOperation("reply_send");
  const [why, setWhy] = useState(false);
  // The chat whose draft was to be inserted before it was known.
  const [early, setEarly] = useState<ChatId | null>(null);
  const [replacing, setReplacing] = useState<{ chat: ChatId; now: string; next: string; own: boolean } | null>(null);
  // One reply of one draft, however often the button is pressed before the answer is here.
  const key = useRef<{ draft: number; text: string; key: string } | null>(null);
  // The answer may come when another chat stands open; what it was about is told where it was asked.
  const [refused, setRefused] = useState<{ chat: ChatId; refusal: Refusal; text: string } | null>(null);
  const told = refused !== null && refused.chat === chat ? refused : null;
  const forgive = (of: ChatId) => setRefused((was) => (was?.chat === of ? null : was));
  // What the owner edits stays when a buyer's message brings another draft; `seen` is what the text was begun against.
  const hand = useHand(chat);
  const edited = hand.text;
  const newest = draft?.seen ?? null;
  const offered = draft?.former != null && draft.text != null && draft.making == null && hand.taken !== draft.draft;

  useReadyAnnouncement(chat, draft, offered);

  // Another chat may stand open by the time a text is to be put somewhere or read.
  const composerOf = (of: ChatId | null) => (composerRef.current?.chat === of ? composerRef.current : null);

  const edit = (text: string) => {
    if (chat !== null) setHand(chat, { text, seen: edited === null ? newest : hand.seen });
  };

  /** Puts the owner's text away; what he has written into it can be had again. */
  const drop = () => {
    if (chat === null || edited === null) return;
    setHand(chat, NOT_EDITED);
    if (edited.trim() === "" || edited === draft?.text) return;
    const undo = () => {
      if (handOf(chat).text === null) setHand(chat, { text: edited, seen: hand.seen });
    };
    offer({ text: t("assist-edit-dropped"), undo });
  };

  const giveBack = (of: ChatId, text: string) => {
    const composer = composerOf(of);
    if (composer) return composer.put(text);
    writeDraft(of, { text });
    void keepDraft(host, of);
  };

  const put = (of: ChatId, text: string, before: string) => {
    const composer = composerOf(of);
    if (!composer) return;
    const { text: own, seen } = handOf(of);
    composer.put(text);
    // Only now is what was edited safe elsewhere; taken out of there, it is under the pen again.
    setHand(of, { ...NOT_EDITED, taken: draft?.draft ?? null });
    // How far what is sent is from it, the core finds out when it is sent.
    if (draft?.draft != null) note({ draft: draft.draft, fate: "inserted" });
    const undo = () => {
      giveBack(of, before);
      if (own !== null && handOf(of).text === null) setHand(of, { text: own, seen });
    };
    if (before.trim() !== "") offer({ text: t("assist-replaced"), undo });
  };

  /** Nothing becomes of the draft by it, nor of what is under the owner's pen. */
  const putOwn = (of: ChatId, text: string, before: string) => {
    const composer = composerOf(of);
    if (!composer) return;
    composer.put(text);
    if (before.trim() !== "") offer({ text: t("near-replaced"), undo: () => giveBack(of, before) });
  };

  const insertOwn = (text: string) => {
    const composer = composerOf(chat);
    if (chat === null || !composer) return;
    const before = composer.text();
    if (before.trim() === "" || before === text) putOwn(chat, text, "");
    else setReplacing({ chat, now: before, next: text, own: true });
  };

  const insert = (given?: string) => {
    if (given === undefined && chat !== null && unknown) return setEarly(chat);
    if (given === undefined && edited === null && draft?.text && draft.stale) return offer({ text: t("assist-stale-held") });
    const text = given ?? edited ?? draft?.text;
    const composer = composerOf(chat);
    const coming = edited === null && Boolean(draft?.making) && !draft?.stale;
    // The key is pressed before the panel is looked at: what it does nothing for is said.
    if (given === undefined && (!text || coming)) return offer({ text: t(coming ? "assist-still-coming" : "assist-not-yet") });
    if (chat === null || !composer || !text || coming) return;
    const before = composer.text();
    if (before.trim() === "" || before === text) put(chat, text, "");
    else setReplacing({ chat, now: before, next: text, own: false });
  };

  const insertNow = useEffectEvent(() => {
    setEarly(null);
    insert();
  });
  useEffect(() => {
    if (early !== null && !unknown) insertNow();
  }, [early, unknown]);

  const again = (variant?: DraftVariant, language?: Language) => {
    if (chat === null) return;
    drop();
    forgive(chat);
    const asked = make.mutateAsync({ chat, wait: false, ...(variant && { variant }), ...(language && { language }) });
    asked.catch((refusal: Refusal) => setRefused({ chat, refusal, text: "" }));
  };

  const back = () => chat !== null && goBack({ chat });
  const take = () => {
    if (chat !== null) setHand(chat, { taken: draft?.draft ?? null });
    offer({ text: t("assist-form-taken"), undo: back });
  };

  const send = (despite?: string[]) => {
    if (chat === null || draft?.draft == null || reply.isPending) return;
    // What the owner has edited is the owner's answer to what stands there now.
    if (edited === null && (!canSend(draft) || offered)) return;
    const text = edited ?? draft.text;
    if (!text) return;
    // The warnings stand under the text: sending it as it stands overrules them. So do those that held it a moment ago, which
    // the draft did not have when it was made.
    const held = told?.text === text && told.refusal.code === "guard_warned" ? told.refusal.findings : [];
    const warned = [...new Set([...(despite ?? draft.findings.map((finding) => finding.rule)), ...held.map((finding) => finding.rule)])];
    if (key.current?.draft !== draft.draft || key.current.text !== text) key.current = { draft: draft.draft, text, key: crypto.randomUUID() };
    // A draft answers the messages it knows of; the owner's own text those that stood there when it was begun.
    const seen = edited === null ? newest : (hand.seen ?? newest);
    const writer = edited === null ? "assisted" : "human";
    // Sending forgets the stored text of the composer: what the owner was writing there stays, and what it answers.
    composerOf(chat)?.hold();
    forgive(chat);
    const done = reply.mutateAsync({
      chat,
      text,
      client_key: key.current.key,
      writer,
      ...(seen !== null && { seen }),
      ...(warned.length > 0 && { despite: warned }),
    });
    // Not `onSuccess`: who leaves this screen meanwhile has sent the text all the same.
    void done.then(
      (sent) => {
        key.current = null;
        // What was typed meanwhile stays.
        if (handOf(chat).text === edited) setHand(chat, NOT_EDITED);
        onSent(sent);
        const own = draftOf(chat);
        if (own && (own.text !== "" || own.answers !== null)) void keepDraft(host, chat);
        offer({ text: t("assist-sent") });
      },
      (refusal: Refusal) => {
        setRefused({ chat, refusal, text });
        // It is said and stands in the thread: sent once more, the text is the owner's answer to that as well.
        if (refusal.code === "buyer_wrote_again") setHand(chat, { seen: null });
      },
    );
  };

  const assist: Assist = {
    draft,
    refused: told ? [words.error(told.refusal.code), ...told.refusal.findings.map((found) => sentence(words, told.text, found))].join(" ") : null,
    asking: make.isPending,
    sending: reply.isPending,
    why,
    toggleWhy: () => setWhy((on) => !on),
    insert,
    insertOwn,
    send,
    edited,
    edit: (text) => (text === null ? drop() : edit(text)),
    again,
    offered,
    take,
    back,
    cancel: () => chat !== null && stop({ chat }),
    thumb: (value, fault) => draft?.draft != null && rate({ draft: draft.draft, thumb: value, ...(fault && { fault }) }),
  };
  // Asked of a chat that was left, it is not asked any more.
  if (replacing && replacing.chat !== chat) setReplacing(null);
  if (early !== null && early !== chat) setEarly(null);
  const placed = replacing?.own ? putOwn : put;
  const dialog = replacing?.chat === chat && replacing && (
    <ReplaceDialog
      now={replacing.now}
      next={replacing.next}
      onReplace={() => placed(replacing.chat, replacing.next, replacing.now)}
      onAppend={() => placed(replacing.chat, `${replacing.now.trimEnd()}\n\n${replacing.next}`, replacing.now)}
      onClose={() => setReplacing(null)}
    />
  );
  return { assist, dialog };
}

/**
 * One polite sentence when a draft comes to a chat that was open without one, or another form of it; and one where the
 * draft is stale.
 */
function useReadyAnnouncement(chat: ChatId | null, draft: DraftView | undefined, offered: boolean): void {
  const { t } = useWords();
  const { announce } = useNotices();
  const seen = useRef<{ chat: ChatId | null; ready: boolean; stale: boolean } | null>(null);
  const ready = Boolean(draft?.text) && !draft?.making && !draft?.stale;
  const stale = Boolean(draft?.text && draft.stale);
  const coming = draft?.coming === true;
  const known = draft !== undefined;
  useEffect(() => {
    if (!known) return;
    const before = seen.current?.chat === chat ? seen.current : null;
    if (before && !before.ready && ready) announce(t("assist-ready"));
    if (stale && !before?.stale) announce(t(coming ? "assist-stale-coming" : "assist-stale"));
    seen.current = { chat, ready, stale };
  }, [chat, known, ready, stale, coming, announce, t]);
  useEffect(() => {
    if (offered) announce(t("assist-form-ready"));
  }, [offered, announce, t]);
}
