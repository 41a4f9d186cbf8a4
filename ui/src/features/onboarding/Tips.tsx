import { useWords } from "../../words/words";

/** What is good to know before the first chat. */
export function Tips() {
  const { t } = useWords();
  return (
    <ul className="tips">
      <li>{t("onboarding-tip-keys")}</li>
      <li>{t("onboarding-tip-undo")}</li>
      <li>{t("onboarding-tip-offline")}</li>
    </ul>
  );
}
