import { DatabaseBackup } from "lucide-react";
import type { RecoveryView } from "../api/bindings";
import { Button } from "../shared/Button";
import { Copied } from "../shared/CopyButton";
import { full } from "../shared/time";
import { useTold } from "../shared/useTold";
import { useWords } from "../words/words";

/** The database was damaged and a copy took its place: what that means, until the owner has seen it. */
export function RecoveryBanner({ recovery }: { recovery: RecoveryView }) {
  const words = useWords();
  const { t } = words;
  const seen = useTold("recovery_seen");
  return (
    <section className="recovery" role="alert" aria-label={t("recovery-title")} data-testid="recovery">
      <DatabaseBackup size={20} aria-hidden="true" />
      <div className="recovery-words">
        <h2>{t("recovery-title")}</h2>
        <p>{t("recovery-copy", { date: full(words, recovery.copied_at_ms) })}</p>
        <p>{recovery.salvaged === 0 ? t("recovery-nothing") : t("recovery-texts", { found: recovery.salvaged, back: recovery.brought_back })}</p>
        <p>
          {t("recovery-where")} <Copied text={recovery.set_aside} />
        </p>
      </div>
      <Button kind="primary" data-testid="recovery-seen" disabled={seen.isPending} onClick={() => seen.run({})}>
        {t("recovery-seen")}
      </Button>
    </section>
  );
}
