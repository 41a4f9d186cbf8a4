import { useId } from "react";
import type { NoticeLevel, Settings, SettingsPatch } from "../../api/bindings";
import { useAccounts } from "../../api/queries";
import { Group } from "../../shared/Screen";
import { Tick } from "../../shared/Tick";
import { useWords } from "../../words/words";

const LEVELS = ["nothing", "urgent", "high", "all"] as const satisfies readonly NoticeLevel[];

interface Props {
  settings: Settings;
  onChange: (patch: SettingsPatch) => void;
}

/** Which chats call their owner, and how much they say. */
export function Notices({ settings, onChange }: Props) {
  const { t } = useWords();
  const level = useId();
  const shops = useAccounts().data ?? [];
  const muted = settings.notify_muted_accounts;
  const mute = (account: number, on: boolean) => onChange({ notify_muted_accounts: on ? muted.filter((each) => each !== account) : [...muted, account] });
  return (
    <Group title={t("notify")}>
      <div className="setting">
        <label className="setting-name" htmlFor={level}>
          {t("notify-level")}
          <small>{t("notify-level-hint")}</small>
        </label>
        <select
          id={level}
          className="field"
          data-testid="notify-level"
          value={settings.notify_level}
          onChange={(event) => onChange({ notify_level: event.target.value as NoticeLevel })}
        >
          {LEVELS.map((each) => (
            <option key={each} value={each}>
              {t(`notify-level-${each}`)}
            </option>
          ))}
        </select>
      </div>
      <Tick
        name="notify-hide"
        label={t("notify-hide")}
        hint={t("notify-hide-hint")}
        checked={settings.notify_hide_content}
        onChange={(on) => onChange({ notify_hide_content: on })}
      />
      <Tick
        name="notify-breaches"
        label={t("notify-breaches")}
        hint={t("notify-breaches-hint")}
        checked={settings.notify_breaches_always}
        onChange={(on) => onChange({ notify_breaches_always: on })}
      />
      {shops.map(({ account, name }) => (
        <Tick
          key={account}
          name={`notify-shop-${account}`}
          label={t("notify-shop", { name })}
          hint={t("notify-shop-hint")}
          checked={!muted.includes(account)}
          onChange={(on) => mute(account, on)}
        />
      ))}
      <Tick
        name="autostart"
        label={t("notify-autostart")}
        hint={t("notify-autostart-hint")}
        checked={settings.autostart}
        onChange={(on) => onChange({ autostart: on })}
      />
    </Group>
  );
}
