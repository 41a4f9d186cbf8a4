import { CircleCheck, CircleX } from "lucide-react";
import type { AccountState, DoctorCheck } from "../../api/bindings";
import { Group } from "../../shared/Screen";
import { harmless } from "../../shared/Untrusted";
import { useWords, type Words } from "../../words/words";

const NAMED = ["data_folder", "database", "search_index", "keychain", "disk", "accounts"];

function checkName(words: Words, check: string, accounts: AccountState[]): string {
  const account = accounts.find((each) => check === `account:${each.view.account}`);
  if (account) return words.t("doctor-account", { shop: harmless(account.view.name) });
  return NAMED.includes(check) ? words.t(`doctor-${check.replace("_", "-")}`) : harmless(check);
}

/** Versions, tokens and limits stand in their own places on the page; the terminal has only this list. */
const isHere = ({ check }: DoctorCheck) => check !== "version" && !/^(token|limits):/.test(check);

/** What was looked at, and whether it is well. What ails tells its figures too. */
export function Checks({ checks, accounts }: { checks: DoctorCheck[]; accounts: AccountState[] }) {
  const words = useWords();
  const { t } = words;
  return (
    <Group title={t("doctor-title")}>
      {checks.length === 0 && <p className="setting-text">{t("doctor-none")}</p>}
      <ul className="checks">
        {checks.filter(isHere).map((each) => (
          <li key={each.check} className={each.ok ? "check check-ok" : "check check-bad"} data-testid="state-check" data-ok={each.ok}>
            {each.ok ? <CircleCheck size={16} aria-hidden="true" /> : <CircleX size={16} aria-hidden="true" />}
            <span>{checkName(words, each.check, accounts)}</span>
            <span className="check-words">{t(each.ok ? "doctor-well" : "doctor-ails")}</span>
            {!each.ok && <small className="check-detail">{harmless(each.detail)}</small>}
          </li>
        ))}
      </ul>
    </Group>
  );
}
