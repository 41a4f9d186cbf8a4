import { useRef, useState } from "react";
import type { ImportTarget } from "../../api/bindings";
import { useAccounts } from "../../api/queries";
import { Button } from "../../shared/Button";
import { fieldFirst } from "../../shared/fieldFirst";
import { Screen } from "../../shared/Screen";
import { useKeys } from "../../shared/useKeys";
import { useWords } from "../../words/words";
import { Progress } from "../export/Progress";
import { Columns } from "./Columns";
import { missing } from "./columns";
import { Done } from "./Done";
import { PastImports } from "./PastImports";
import { TargetPick } from "./TargetPick";
import { Trial } from "./Trial";
import { type Chosen, type ImportRun, useChosen, useImportRun } from "./useImport";

const STEPS = ["file", "columns", "trial", "done"] as const;
type Step = (typeof STEPS)[number];

/** History from a file in four steps: the file, what is in it and where it goes, a trial, the end. */
export function ImportPage({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const accounts = useAccounts().data ?? [];
  const file = useChosen();
  const run = useImportRun();
  const [wanted, setWanted] = useState<ImportTarget | null>(null);
  useKeys({ back: fieldFirst(onClose) });
  const { chosen } = file;
  // The shop that the file names is offered first; where there is none of its marketplace, an archive.
  const own = accounts.find((each) => each.channel === chosen?.looked.channel && each.channel !== "archive");
  const target = wanted ?? (own ? { account: own.account } : { archive: t("import-archive-name") });
  const step = stepOf(chosen, run);
  const again = () => {
    run.forget();
    file.forget();
    setWanted(null);
  };
  return (
    <Screen key={step} title={t("import-title")} name="import-page" onClose={onClose}>
      <ol className="import-steps" aria-label={t("import-steps")}>
        {STEPS.map((each, n) => (
          <li key={each} aria-current={each === step ? "step" : undefined}>
            {n + 1}. {t(`import-step-${each}`)}
          </li>
        ))}
      </ol>
      {step === "file" && (
        <FileStep part={file.part} refused={file.refusal ? words.error(file.refusal.code) : null} onChoose={(picked) => void file.choose(picked)} />
      )}
      {step === "columns" && chosen && (
        <section className="import-step" aria-label={t("import-step-columns")}>
          <FileLine chosen={chosen} />
          {chosen.looked.form === "csv" && <Columns chosen={chosen} onColumn={file.setColumn} />}
          <TargetPick target={target} accounts={accounts} channel={chosen.looked.channel ?? null} onTarget={setWanted} />
          <Refused run={run} />
          <div className="import-acts">
            <Button onClick={again}>{t("import-other-file")}</Button>
            <Button
              kind="primary"
              data-testid="import-try"
              disabled={run.starting || (chosen.looked.form === "csv" && missing(chosen.columns).length > 0)}
              onClick={() => run.start(chosen, target, true)}
            >
              {t("import-try")}
            </Button>
          </div>
        </section>
      )}
      {step === "trial" && chosen && run.view && (
        <Trial view={run.view} onBack={run.forget} onStop={run.cancel} onGo={() => run.start(chosen, target, false)} going={run.starting} />
      )}
      {step === "done" && run.view && <Done view={run.view} onStop={run.cancel} onUndo={run.undo} onAgain={again} onClose={onClose} />}
      {(step === "trial" || step === "done") && <Refused run={run} />}
      {step === "file" && <PastImports accounts={accounts} busy={run.starting} onUndo={run.undo} />}
    </Screen>
  );
}

function stepOf(chosen: Chosen | null, run: ImportRun): Step {
  if (run.view?.undo || (run.view && !run.view.dry_run)) return "done";
  if (run.view?.dry_run && chosen) return "trial";
  return chosen ? "columns" : "file";
}

function Refused({ run }: { run: ImportRun }) {
  const words = useWords();
  if (!run.refusal) return null;
  return (
    <p className="hint hint-bad" role="alert">
      {words.error(run.refusal.code)}
    </p>
  );
}

function FileLine({ chosen }: { chosen: Chosen }) {
  const { t } = useWords();
  return (
    <p className="import-file" data-testid="import-file">
      <bdi>{chosen.looked.name}</bdi>
      <small>{t(`import-form-${chosen.looked.form.replace("_", "-")}`)}</small>
    </p>
  );
}

interface FileProps {
  /** How much was handed over, from 0 to 1; nothing while none is. */
  part: number | null;
  refused: string | null;
  onChoose: (file: File) => void;
}

function FileStep({ part, refused, onChoose }: FileProps) {
  const { t } = useWords();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <section className="import-step" aria-label={t("import-step-file")}>
      <p className="setting-text">{t("import-lead")}</p>
      {part === null ? (
        <div className="import-acts import-choose">
          <Button kind="primary" data-testid="import-choose" onClick={() => picker.current?.click()}>
            {t("import-choose")}
          </Button>
        </div>
      ) : (
        <Progress value={part} of={1} said={t("import-reading")} />
      )}
      <input
        ref={picker}
        type="file"
        hidden
        data-testid="import-picker"
        accept=".json,.csv,.tsv,application/json,text/csv"
        onChange={(event) => {
          const [picked] = event.target.files ?? [];
          if (picked) onChoose(picked);
          event.target.value = "";
        }}
      />
      {refused && (
        <p className="hint hint-bad" role="alert">
          {refused}
        </p>
      )}
      <p className="setting-text">{t("import-kinds")}</p>
    </section>
  );
}
