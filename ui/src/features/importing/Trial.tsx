import type { ImportView } from "../../api/bindings";
import { Button } from "../../shared/Button";
import { Fact } from "../../shared/Fact";
import { count as figure } from "../../shared/numbers";
import { useWords } from "../../words/words";
import { Progress } from "../export/Progress";

interface Props {
  view: ImportView;
  going: boolean;
  onBack: () => void;
  onStop: () => void;
  onGo: () => void;
}

/** What an import would do; nothing is stored yet. */
export function Trial({ view, going, onBack, onStop, onGo }: Props) {
  const words = useWords();
  const { t } = words;
  if (view.state === "running") {
    return (
      <section className="import-step">
        <Progress value={view.bytes} of={view.bytes_in_all} said={t("import-trying", { count: figure(words, view.messages_new + view.messages_known) })} />
        <div className="import-acts">
          <Button onClick={onStop}>{t("export-stop")}</Button>
        </div>
      </section>
    );
  }
  const nothing = view.messages_new === 0 && view.chats_new === 0;
  return (
    <section className="import-step" aria-label={t("import-step-trial")}>
      {view.problem && (
        <p className="hint hint-bad" role="alert">
          {words.error(view.problem)}
        </p>
      )}
      <Found view={view} />
      <div className="import-acts">
        <Button onClick={onBack}>{t("import-back")}</Button>
        <Button kind="primary" data-testid="import-go" disabled={nothing || going || view.state !== "done"} onClick={onGo}>
          {t("import-go")}
        </Button>
      </div>
      {nothing && view.state === "done" && <p className="setting-text">{t("import-nothing")}</p>}
    </section>
  );
}

/** The figures of a trial or an import, and the lines that were left out. */
export function Found({ view }: { view: ImportView }) {
  const words = useWords();
  const { t } = words;
  const more = view.refused - view.faults.length;
  return (
    <>
      <div role="status" data-testid="import-found">
        <dl className="state-facts">
          <Fact name={t(view.dry_run ? "import-would-add" : "import-added")}>
            {t("import-chats", { count: view.chats_new })}, {t("import-messages", { count: view.messages_new })}
          </Fact>
          <Fact name={t("import-known")}>
            {t("import-chats", { count: view.chats_known })}, {t("import-messages", { count: view.messages_known })}
          </Fact>
          <Fact name={t("import-refused")}>{t("import-lines", { count: view.refused })}</Fact>
        </dl>
      </div>
      {view.faults.length > 0 && (
        <details className="import-faults">
          <summary>{t("import-faults")}</summary>
          <ul data-testid="import-faults">
            {view.faults.map((each) => (
              <li key={`${each.line} ${each.fault}`}>
                {t("import-fault-line", { line: figure(words, each.line), why: t(`import-fault-${each.fault.replaceAll("_", "-")}`) })}
              </li>
            ))}
            {more > 0 && <li>{t("import-faults-more", { count: more })}</li>}
          </ul>
        </details>
      )}
    </>
  );
}
