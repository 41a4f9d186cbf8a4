import { useId } from "react";
import type { NoticeLevel, Settings, SettingsPatch, View } from "../../api/bindings";
import { useAccounts } from "../../api/queries";
import { Group } from "../../shared/Screen";
import { Tick } from "../../shared/Tick";
import { useWords } from "../../words/words";
import { LevelSelect } from "./LevelSelect";

/** The queues a call may come from at each level: an urgent chat calls from the first, any other that waits from the second. */
const QUEUES: Record<NoticeLevel, readonly View[]> = { nothing: [], urgent: ["urgent"], high: ["urgent", "waiting"], all: ["urgent", "waiting"] };

/** The list with something in it or not. */
const listed = <T,>(list: readonly T[], each: T, on: boolean): T[] =>
  on ? [...list.filter((other) => other !== each), each] : list.filter((other) => other !== each);

interface Props {
  settings: Settings;
  /** What goes into a list is put into the one that is kept by then. */
  onChange: (patch: SettingsPatch | ((now: Settings) => SettingsPatch)) => void;
}

/** Which chats call their owner, and how much they say. */
export function Notices({ settings, onChange }: Props) {
  const { t } = useWords();
  const level = useId();
  const shops = useAccounts().data ?? [];
  const muted = settings.notify_muted_accounts;
  const silent = settings.notify_muted_queues;
  return (
    <Group title={t("notify")}>
      <div className="setting">
        <label className="setting-name" htmlFor={level}>
          {t("notify-level")}
          <small>{t("notify-level-hint")}</small>
        </label>
        <LevelSelect id={level} data-testid="notify-level" level={settings.notify_level} onLevel={(notify_level) => onChange({ notify_level })} />
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
      {QUEUES[settings.notify_level].map((queue) => (
        <Tick
          key={queue}
          name={`notify-queue-${queue}`}
          label={t("notify-queue", { name: t(`view-${queue}`) })}
          hint={t("notify-queue-hint")}
          checked={!silent.includes(queue)}
          onChange={(on) => onChange((now) => ({ notify_muted_queues: listed(now.notify_muted_queues, queue, !on) }))}
        />
      ))}
      {shops.map(({ account, name }) => (
        <Tick
          key={account}
          name={`notify-shop-${account}`}
          label={t("notify-shop", { name })}
          hint={t("notify-shop-hint")}
          checked={!muted.includes(account)}
          onChange={(on) => onChange((now) => ({ notify_muted_accounts: listed(now.notify_muted_accounts, account, !on) }))}
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
