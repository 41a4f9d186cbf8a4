import type { StateView } from "../../api/bindings";
import { Copied } from "../../shared/CopyButton";
import { Fact } from "../../shared/Fact";
import { count, size } from "../../shared/numbers";
import { Group } from "../../shared/Screen";
import { useWords } from "../../words/words";

/** Disk, versions, where things lie, and how often facts were at hand. */
export function ProgramFacts({ state }: { state: StateView }) {
  const words = useWords();
  const { t } = words;
  const { disk, lookups } = state;
  const asked = lookups.hits + lookups.misses;
  const whole = disk.database + disk.files + disk.logs + disk.backups;
  return (
    <>
      <Group title={t("disk-title")}>
        <dl className="state-facts">
          <Fact name={t("disk-database")}>{size(words, disk.database)}</Fact>
          <Fact name={t("disk-files")}>{size(words, disk.files)}</Fact>
          <Fact name={t("disk-logs")}>{size(words, disk.logs)}</Fact>
          <Fact name={t("disk-backups")}>{size(words, disk.backups)}</Fact>
          <Fact name={t("disk-whole")}>
            <strong>{size(words, whole)}</strong>
          </Fact>
        </dl>
      </Group>
      <Group title={t("program-title")}>
        <dl className="state-facts">
          <Fact name={t("program-version")}>{state.version}</Fact>
          <Fact name={t("program-schema")}>
            {count(words, state.schema)} <small>{t("program-schema-hint")}</small>
          </Fact>
          <Fact name={t("program-folder")}>
            <Copied text={state.data_dir} />
          </Fact>
          <Fact name={t("program-secrets")}>{t(state.secrets === "file" ? "program-secrets-file" : "program-secrets-keychain")}</Fact>
          <Fact name={t("program-lookups")}>
            {asked === 0
              ? t("program-lookups-none")
              : t("program-lookups-rate", { percent: Math.round((lookups.hits / asked) * 100), hits: count(words, lookups.hits), asked: count(words, asked) })}
          </Fact>
        </dl>
      </Group>
    </>
  );
}
