import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { COLUMNS, missing } from "./columns";
import type { Chosen } from "./useImport";

interface Props {
  chosen: Chosen;
  onColumn: (at: number, means: (typeof COLUMNS)[number] | null) => void;
}

const inWords = (column: string) => column.replace("_", "-");

/** What each column of a table holds: guessed by its heading, put right by the owner. */
export function Columns({ chosen, onColumn }: Props) {
  const { t } = useWords();
  const lacks = missing(chosen.columns);
  return (
    <>
      <h2 className="import-head">{t("import-columns")}</h2>
      <p className="setting-text">{t("import-columns-lead", { zone: chosen.looked.zone })}</p>
      <div className="import-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("import-heading")}</th>
              <th scope="col">{t("import-sample")}</th>
              <th scope="col">{t("import-means")}</th>
            </tr>
          </thead>
          <tbody>
            {chosen.looked.columns.map((column, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns stand where they stand; two may have one heading
              <tr key={at}>
                <th scope="row">
                  <bdi>{harmless(column.heading)}</bdi>
                </th>
                <td>
                  <bdi>{harmless(column.samples.find((sample) => sample.trim() !== "") ?? "")}</bdi>
                </td>
                <td>
                  <select
                    className="field"
                    data-testid={`import-column-${at}`}
                    aria-label={t("import-means-of", { heading: harmless(column.heading) })}
                    value={chosen.columns[at] ?? ""}
                    onChange={(event) => onColumn(at, COLUMNS.find((each) => each === event.target.value) ?? null)}
                  >
                    <option value="">{t("import-column-none")}</option>
                    {COLUMNS.map((each) => (
                      <option key={each} value={each}>
                        {t(`import-column-${inWords(each)}`)}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lacks.length > 0 && (
        <p className="hint hint-bad" role="alert" data-testid="import-missing">
          {t("import-lacks")} {lacks.map((each) => t(`import-lack-${each}`)).join(", ")}
        </p>
      )}
    </>
  );
}
