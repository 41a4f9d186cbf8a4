import { useState } from "react";
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

interface Props {
  onClose: () => void;
}

/** What the owner wrote down once: replies, knowledge, the shop's manner, and what must never be said. */
export function KnowledgePage({ onClose }: Props) {
  const { t } = useWords();
  const [tab, setTab] = useState<(typeof TABS)[number]>("canned");
  const back = () => {
    // Esc leaves a field first: what is being written must not vanish under a hand that corrects itself.
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(focused.tagName)) focused.blur();
    else onClose();
  };
  useKeys({ back });
  return (
    <Screen title={t("knowledge-title")} name="knowledge-page" onClose={onClose}>
      <div className="knowledge">
        <Fared />
        <div className="segments knowledge-tabs" role="radiogroup" aria-label={t("knowledge-title")}>
          {TABS.map((each) => (
            <label key={each} className="segment">
              <input type="radio" name="knowledge-tab" data-testid={`knowledge-${each}`} checked={tab === each} onChange={() => setTab(each)} />
              <span>{t(`knowledge-tab-${each}`)}</span>
            </label>
          ))}
        </div>
        {tab === "canned" && <CannedGroup />}
        {tab === "snippets" && <SnippetsGroup />}
        {tab === "tone" && <ToneGroup />}
        {tab === "rules" && <OwnRules />}
        {tab === "learned" && <LearnedGroup />}
      </div>
    </Screen>
  );
}
