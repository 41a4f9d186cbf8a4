import { useState } from "react";
import type { AccountView, ImportDone } from "../../api/bindings";
import { useImports } from "../../api/queries";
import { Button } from "../../shared/Button";
import { Dialog } from "../../shared/Dialog";
import { Group } from "../../shared/Screen";
import { full } from "../../shared/time";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

interface Props {
  accounts: readonly AccountView[];
  busy: boolean;
  onUndo: (importId: number) => void;
}

/** The imports there were, each with its way back. */
export function PastImports({ accounts, busy, onUndo }: Props) {
  const words = useWords();
  const { t } = words;
  const imports = useImports().data ?? [];
  const [asked, setAsked] = useState<ImportDone | null>(null);
  if (imports.length === 0) return null;
  return (
    <Group title={t("import-past")}>
      <ul className="import-past" data-testid="import-past">
        {imports.map((each) => (
          <li key={each.import}>
            <div>
              <bdi>{harmless(each.name)}</bdi>
              <small>
                {full(words, each.at_ms)} · {harmless(accounts.find((account) => account.account === each.account)?.name ?? "")} ·{" "}
                {t("import-messages", { count: each.messages })}
                {!each.whole && ` · ${t("import-broken-off")}`}
              </small>
            </div>
            <Button disabled={busy} onClick={() => setAsked(each)}>
              {t("import-undo")}
            </Button>
          </li>
        ))}
      </ul>
      {asked && (
        <Dialog label={t("import-undo")} onClose={() => setAsked(null)} className="question">
          <h1>{t("import-undo")}</h1>
          <p>{t("import-undo-ask", { messages: asked.messages, chats: asked.chats })}</p>
          <div className="dialog-foot">
            <Button onClick={() => setAsked(null)}>{t("cancel")}</Button>
            <Button
              kind="danger"
              data-testid="import-undo-sure"
              onClick={() => {
                setAsked(null);
                onUndo(asked.import);
              }}
            >
              {t("import-undo")}
            </Button>
          </div>
        </Dialog>
      )}
    </Group>
  );
}
