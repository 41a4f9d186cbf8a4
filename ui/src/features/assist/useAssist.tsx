import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { ChatId, DraftFault, DraftVariant, DraftView, Language, OutboxView } from "../../api/bindings";
import { useHost, useOperation } from "../../api/core";
import { useAiDraft } from "../../api/queries";
import { useNotices } from "../../shared/notices";
import { useWords } from "../../words/words";
import type { ComposerHandle } from "../composer/Composer";
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
  send(): void;
  again(variant?: DraftVariant, language?: Language): void;
  cancel(): void;
  thumb(value: 1 | -1, fault?: DraftFault): void;
}

/** A draft that the guard stops, or that answers what the buyer has since gone beyond, is not sent as it is. */
export function canSend(draft: DraftView | undefined): boolean {
  return Boolean(draft?.text) && !draft?.stale && !draft?.making && draft?.findings.every((finding) => finding.level !== "block") === true;
}

interface Wanted {
  chat: ChatId | null;
  composer: RefObject<ComposerHandle | null>;
  onSent: (reply: OutboxView) => void;
}

/** The drafted reply of the open chat and what the owner does with it, for the panel and for the keys. */
export function useAssist({ chat, composer, onSent }: Wanted) {
  const words = useWords();
  const { t } = words;
  const host = useHost();
  const { offer } = useNotices();
  const draft = useAiDraft(chat).data;
  const make = useOperation("draft_make");
  const stop = useOperation("draft_cancel");
  const note = useOperation("draft_outcome").mutate;
  const reply = useOperation("reply_send");
  const [why, setWhy] = useState(false);
  const [replacing, setReplacing] = useState<{ now: string; next: string } | null>(null);
  useReadyAnnouncement(chat, draft);
  // One reply of one draft, however often the button is pressed before the answer is here.
  const key = useRef<{ draft: number; key: string } | null>(null);

  const put = useCallback(
    (text: string, before: string) => {
      composer.current?.put(text);
      if (draft?.draft != null) note({ draft: draft.draft, fate: text === draft.text ? "inserted" : "edited", ...(text !== draft.text && { text }) });
      if (before.trim() !== "") offer({ text: t("assist-replaced"), undo: () => composer.current?.put(before) });
    },
    [composer, draft, note, offer, t],
  );

  const insert = useCallback(
    (given?: string) => {
      const text = given ?? draft?.text;
      if (!text || draft?.making) return;
      const before = composer.current?.text() ?? "";
      if (before.trim() === "" || before === text) put(text, "");
      else setReplacing({ now: before, next: text });
    },
    [composer, draft, put],
  );

  const again = useCallback(
    (variant?: DraftVariant, language?: Language) => {
      if (chat !== null) make.mutate({ chat, wait: false, ...(variant && { variant }), ...(language && { language }) });
    },
    [chat, make.mutate],
  );

  const send = useCallback(() => {
    if (chat === null || !draft?.text || draft.draft == null || !canSend(draft) || reply.isPending) return;
    if (key.current?.draft !== draft.draft) key.current = { draft: draft.draft, key: crypto.randomUUID() };
    reply.mutate(
      { chat, text: draft.text, client_key: key.current.key },
      {
        onSuccess: (sent) => {
          key.current = null;
          onSent(sent);
          // Sending forgets the stored text of the composer; what the owner was writing there stays.
          const own = composer.current?.text() ?? "";
          if (own !== "") host.call("draft_set", { chat, text: own }).catch(() => undefined);
          offer({ text: t("assist-sent") });
        },
      },
    );
  }, [chat, draft, reply.mutate, reply.isPending, onSent, composer, host, offer, t]);

  const refusal = make.error ?? reply.error;
  const assist: Assist = {
    draft,
    refused: refusal ? words.error(refusal.code) : null,
    asking: make.isPending,
    sending: reply.isPending,
    why,
    toggleWhy: useCallback(() => setWhy((on) => !on), []),
    insert,
    send,
    again,
    cancel: () => chat !== null && stop.mutate({ chat }),
    thumb: (value, fault) => draft?.draft != null && note({ draft: draft.draft, thumb: value, ...(fault && { fault }) }),
  };
  const dialog = replacing && (
    <ReplaceDialog
      {...replacing}
      onReplace={() => put(replacing.next, replacing.now)}
      onAppend={() => put(`${replacing.now.trimEnd()}\n\n${replacing.next}`, replacing.now)}
      onClose={() => setReplacing(null)}
    />
  );
  return { assist, dialog };
}

/** One polite sentence when a draft comes to a chat that was open without one. */
function useReadyAnnouncement(chat: ChatId | null, draft: DraftView | undefined): void {
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
}
