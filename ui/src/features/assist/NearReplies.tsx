import { useId } from "react";
import type { ChatId, DraftView, MessageId, NearReply } from "../../api/bindings";
import { useNearReplies } from "../../api/queries";
import { Button } from "../../shared/Button";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import type { KnowledgeEntry } from "../knowledge/KnowledgePage";
import { SourceLink } from "./DraftSources";

interface Props {
  chat: ChatId;
  onInsert: (text: string) => void;
  onOpen: (chat: ChatId, message: MessageId | null) => void;
  onEntry: (entry: KnowledgeEntry) => void;
}

/** What is the owner's own; a draft that stands on any of it leaves nothing to be looked for. */
const OWN: readonly DraftView["sources"][number]["kind"][] = ["past_reply", "canned", "snippet"];

/** Whether the owner's own words would say more than what there is: a general reply, or nothing. */
export function wantsOwnWords(draft: DraftView): boolean {
  if (draft.stale) return true;
  if (draft.making) return false;
  if (draft.text) return draft.provider === "embedded" && !draft.sources.some((source) => OWN.includes(source.kind));
  return draft.reason === "unsure" || draft.reason === "blocked";
}

/** The owner's own texts that lie nearest to the question. They are no drafts: whoever takes one has read it. */
export function NearReplies({ chat, onInsert, onOpen, onEntry }: Props) {
  const { t } = useWords();
  const title = useId();
  const { data: found = [] } = useNearReplies(chat);
  if (found.length === 0) return null;
  return (
    <section className="near" aria-labelledby={title} data-testid="near">
      <h3 id={title}>{t("near-title")}</h3>
      <ul>
        {found.map((near) => (
          <Near key={`${near.source.kind} ${near.source.id}`} near={near} onInsert={onInsert} onOpen={onOpen} onEntry={onEntry} />
        ))}
      </ul>
    </section>
  );
}

function Near({ near, onInsert, onOpen, onEntry }: { near: NearReply } & Omit<Props, "chat">) {
  const { t } = useWords();
  const said = useId();
  return (
    <li data-testid="near-reply">
      <p id={said} className="near-text" dir="auto">
        {harmless(near.text)}
      </p>
      <div className="near-foot">
        <SourceLink source={near.source} onOpen={onOpen} onEntry={onEntry} />
        <Button data-testid="near-insert" aria-describedby={said} onClick={() => onInsert(near.text)}>
          {t("assist-insert")}
        </Button>
      </div>
    </li>
  );
}
