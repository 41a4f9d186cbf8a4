import { Unfold } from "../../shared/Unfold";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

/** What a message said before it was edited or deleted, on demand. */
export function FirstText({ text }: { text: string }) {
  const { t } = useWords();
  return (
    <Unfold show={t("first-text-show")} hide={t("first-text-hide")} testid="first-text">
      <q className="first-text" dir="auto">
        {harmless(text)}
      </q>
    </Unfold>
  );
}
