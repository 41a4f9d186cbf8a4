import { type ReactNode, useCallback, useState } from "react";
import type { ChatId, ChatRow } from "../../api/bindings";
import { useChat } from "../../api/queries";
import type { Acts, Target } from "../select/useActs";
import { LabelPicker } from "./LabelPicker";

interface Labelling {
  /** Asks which labels to put on or take off. */
  ask(target: Target, count: number): void;
  dialog: ReactNode;
}

/** Putting labels on chats. The rows of the list are live, so that the boxes show what was just done. */
export function useLabelling(acts: Acts, rows: readonly ChatRow[], onManage: () => void): Labelling {
  const [asked, setAsked] = useState<{ target: Target; count: number } | null>(null);
  const ask = useCallback((target: Target, count: number) => setAsked({ target, count }), []);
  const close = () => setAsked(null);
  if (!asked) return { ask, dialog: null };
  const { target, count } = asked;
  const shared = {
    count,
    onPut: (label: number, on: boolean) => acts.run(target, { do: "label", label, on }),
    onClose: close,
    onManage: () => {
      close();
      onManage();
    },
  };
  const chats = "chats" in target ? target.chats : null;
  const [one] = chats?.length === 1 ? chats : [];
  const known = chats === null ? rows : rows.filter((row) => chats.includes(row.chat));
  return { ask, dialog: one === undefined ? <LabelPicker rows={known} {...shared} /> : <OneChat chat={one} {...shared} /> };
}

/** One chat may stand open without being in the list. */
function OneChat({ chat, ...shared }: { chat: ChatId } & Omit<Parameters<typeof LabelPicker>[0], "rows">) {
  const row = useChat(chat).data?.row;
  return <LabelPicker rows={row ? [row] : []} {...shared} />;
}
