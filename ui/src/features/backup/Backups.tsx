import { useState } from "react";
import { useBackups } from "../../api/queries";
import { Button } from "../../shared/Button";
import { Copied } from "../../shared/CopyButton";
import { Fact } from "../../shared/Fact";
import { size } from "../../shared/numbers";
import { Group } from "../../shared/Screen";
import { full } from "../../shared/time";
import { useWords } from "../../words/words";
import { MakeBackup } from "./MakeBackup";
import { PlanBackups } from "./PlanBackups";

/** Backups on the page "State": the last one, the plan, and one more now. */
export function Backups() {
  const words = useWords();
  const { t } = words;
  const { data } = useBackups();
  const [open, setOpen] = useState<"make" | "plan" | null>(null);
  if (!data) return null;
  const { last } = data;
  return (
    <Group title={t("backup-title")}>
      <p className="setting-text">{t("backup-lead")}</p>
      {last?.error && (
        <p className="backup-failed" role="alert" data-testid="backup-failed">
          {t("backup-last-failed", { at: full(words, last.at_ms) })} {words.error(last.error)}
        </p>
      )}
      <dl className="state-facts">
        {!last?.error && <Fact name={t("backup-last")}>{last ? `${full(words, last.at_ms)}, ${size(words, last.bytes)}` : t("backup-last-none")}</Fact>}
        {last?.path && (
          <Fact name={t("backup-file")}>
            <span className="backup-path">
              <Copied text={last.path} />
            </span>
          </Fact>
        )}
        <Fact name={t("backup-plan-fact")}>{t(`backup-every-${data.every}`)}</Fact>
        {data.next_at_ms != null && <Fact name={t("backup-next")}>{full(words, data.next_at_ms)}</Fact>}
      </dl>
      <div className="backup-acts">
        <Button data-testid="backup-plan" onClick={() => setOpen("plan")}>
          {t("backup-plan")}
        </Button>
        <Button data-testid="backup-make" onClick={() => setOpen("make")}>
          {t("backup-make")}
        </Button>
      </div>
      {open === "make" && <MakeBackup folder={data.folder} onClose={() => setOpen(null)} />}
      {open === "plan" && <PlanBackups plan={data} onClose={() => setOpen(null)} />}
    </Group>
  );
}
