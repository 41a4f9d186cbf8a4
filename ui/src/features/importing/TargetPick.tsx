import { useId } from "react";
import type { AccountView, ChannelKind, ImportTarget } from "../../api/bindings";
import { channelName } from "../../shared/channelName";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

interface Props {
  target: ImportTarget;
  accounts: readonly AccountView[];
  /** The marketplace that the file is of, where it says. */
  channel: ChannelKind | null;
  onTarget: (target: ImportTarget) => void;
}

/** Where history goes: to an archive, which never fetches or sends, or to a connected shop. */
export function TargetPick({ target, accounts, channel, onTarget }: Props) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const archive = "archive" in target;
  const shops = accounts.filter((each) => channel === null || each.channel === channel || each.channel === "archive");
  const [first] = shops;
  return (
    <fieldset className="import-target">
      <legend>{t("import-where")}</legend>
      <label className="export-choice">
        <input type="radio" name={id} checked={archive} data-testid="import-to-archive" onChange={() => onTarget({ archive: t("import-archive-name") })} />
        <span>
          <strong>{t("import-to-archive")}</strong>
          <small>{t("import-to-archive-hint")}</small>
        </span>
      </label>
      {archive && (
        <input
          className="field import-name"
          aria-label={t("import-archive-label")}
          value={target.archive}
          maxLength={80}
          onChange={(event) => onTarget({ archive: event.target.value })}
        />
      )}
      {first && (
        <label className="export-choice">
          <input type="radio" name={id} checked={!archive} data-testid="import-to-shop" onChange={() => onTarget({ account: first.account })} />
          <span>
            <strong>{t("import-to-shop")}</strong>
            <small>{t("import-to-shop-hint")}</small>
          </span>
        </label>
      )}
      {!archive && (
        <select
          className="field import-name"
          aria-label={t("import-shop-label")}
          value={target.account}
          onChange={(event) => onTarget({ account: Number(event.target.value) })}
        >
          {shops.map((each) => (
            <option key={each.account} value={each.account}>
              {harmless(each.name)} — {channelName(words, each.channel)}
            </option>
          ))}
        </select>
      )}
    </fieldset>
  );
}
