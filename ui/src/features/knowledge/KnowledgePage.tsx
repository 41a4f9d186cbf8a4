import { useState } from "react";
import { fieldFirst } from "../../shared/fieldFirst";
import { useLeave } from "../../shared/leaving";
import { Screen } from "../../shared/Screen";
import { useKeys } from "../../shared/useKeys";
import { useWords } from "../../words/words";
import { OwnRules } from "../guarding/OwnRules";
import { CannedGroup } from "./CannedGroup";
import { Fared } from "./Fared";
import { LearnedGroup } from "./LearnedGroup";
import { SnippetsGroup } from "./SnippetsGroup";
import { ToneGroup } from "./ToneGroup";

const TABS = ["canned", "snippets", "tone", "rules", "learned"] as const;

/** One thing of a page: a canned reply or a snippet, by its number. */
export interface KnowledgeEntry {
  tab: "canned" | "snippets";
  id: string;
}

interface Props {
  /** The one to be shown at once. */
  entry?: KnowledgeEntry | undefined;
  onClose: () => void;
}

/** What the owner wrote down once: replies, knowledge, the shop's manner, and what must never be said. */
export function KnowledgePage({ entry, onClose }: Props) {
  const { t } = useWords();
  const [tab, setTab] = useState<(typeof TABS)[number]>(entry?.tab ?? "canned");
  const leave = useLeave();
  const close = () => leave(onClose);
  useKeys({ back: fieldFirst(close) });
  return (
    <Screen title={t("knowledge-title")} name="knowledge-page" onClose={close}>
      <div className="knowledge">
        <Fared />
        <div className="segments knowledge-tabs" role="radiogroup" aria-label={t("knowledge-title")}>
          {TABS.map((each) => (
            <label key={each} className="segment">
              <input type="radio" name="knowledge-tab" data-testid={`knowledge-${each}`} checked={tab === each} onChange={() => leave(() => setTab(each))} />
              <span>{t(`knowledge-tab-${each}`)}</span>
            </label>
          ))}
        </div>
        {tab === "canned" && <CannedGroup first={entry?.tab === tab ? entry.id : null} />}
        {tab === "snippets" && <SnippetsGroup first={entry?.tab === tab ? entry.id : null} />}
        {tab === "tone" && <ToneGroup />}
        {tab === "rules" && <OwnRules />}
        {tab === "learned" && <LearnedGroup />}
      </div>
    </Screen>
  );
}
