import { type ReactNode, useId } from "react";
import type { AppInfo, Settings as Kept, SettingsPatch } from "../../api/bindings";
import { useSettingsChange } from "../../api/inTurn";
import { Button } from "../../shared/Button";
import { useCopy } from "../../shared/CopyButton";
import { fieldFirst } from "../../shared/fieldFirst";
import { Group, Screen } from "../../shared/Screen";
import { Tick } from "../../shared/Tick";
import { useKeys } from "../../shared/useKeys";
import { LOCALE_NAMES, LOCALES, useWords } from "../../words/words";
import { Notices } from "./Notices";
import { Shops } from "./Shops";

const UNDO_SECONDS = [0, 5, 10, 20, 30] as const;
const THEMES = ["light", "dark", "system"] as const;

interface Props {
  info: AppInfo;
  /** The account whose new token is wanted at once, if the owner came from an error. */
  tokenFor: number | null;
  onClose: () => void;
  onAddShop: () => void;
  onRules: () => void;
  onModels: () => void;
  onKnowledge: () => void;
  onKeys: () => void;
}

export function Settings({ info, tokenFor, onClose, onAddShop, onRules, onModels, onKnowledge, onKeys }: Props) {
  const words = useWords();
  const { t, locale } = words;
  const copy = useCopy();
  const set = useSettingsChange();
  const change = (patch: SettingsPatch | ((now: Kept) => SettingsPatch)) => set.mutate(typeof patch === "function" ? patch : () => patch);
  const { settings } = info;
  useKeys({ back: fieldFirst(onClose) });
  return (
    <Screen title={t("settings")} name="settings" onClose={onClose}>
      {set.error && (
        <p className="hint hint-bad" role="alert">
          {words.error(set.error.code)}
        </p>
      )}
      <Group title={t("settings-shops")}>
        <Shops tokenFor={tokenFor} />
        <Button data-testid="add-shop" onClick={onAddShop}>
          {t("rail-add-shop")}
        </Button>
      </Group>
      <Group title={t("rules-title")}>
        <p className="setting-text">{t("rules-settings-lead")}</p>
        <Button data-testid="open-rules" onClick={onRules}>
          {t("rules-settings-open")}
        </Button>
      </Group>
      <Group title={t("knowledge-title")}>
        <p className="setting-text">{t("knowledge-lead")}</p>
        <Button data-testid="open-knowledge" onClick={onKnowledge}>
          {t("knowledge-open")}
        </Button>
      </Group>
      <Group title={t("models-title")}>
        <p className="setting-text">{t("models-lead")}</p>
        <Button data-testid="open-models" onClick={onModels}>
          {t("models-settings-open")}
        </Button>
      </Group>
      <Group title={t("settings-look")}>
        <Row label={t("settings-language")}>
          {(id) => (
            <select id={id} className="field" value={locale} onChange={(event) => change({ locale: event.target.value })}>
              {LOCALES.map((each) => (
                <option key={each} value={each}>
                  {LOCALE_NAMES[each]}
                </option>
              ))}
            </select>
          )}
        </Row>
        <div className="setting" role="radiogroup" aria-label={t("settings-theme")}>
          <span className="setting-name">{t("settings-theme")}</span>
          <span className="segments">
            {THEMES.map((theme) => (
              <label key={theme} className="segment">
                <input type="radio" name="theme" checked={settings.theme === theme} onChange={() => change({ theme })} />
                <span>{t(`theme-${theme}`)}</span>
              </label>
            ))}
          </span>
        </div>
      </Group>
      <Notices settings={settings} onChange={change} />
      <Group title={t("settings-replies")}>
        <Row label={t("settings-undo")} hint={t("settings-undo-hint")}>
          {(id) => (
            <select id={id} className="field" value={String(settings.undo_ms)} onChange={(event) => change({ undo_ms: Number(event.target.value) })}>
              {UNDO_SECONDS.map((seconds) => (
                <option key={seconds} value={seconds * 1000}>
                  {seconds === 0 ? t("settings-undo-none") : t("time-seconds", { n: seconds })}
                </option>
              ))}
              {!UNDO_SECONDS.some((seconds) => seconds * 1000 === settings.undo_ms) && (
                <option value={settings.undo_ms}>{t("time-seconds", { n: settings.undo_ms / 1000 })}</option>
              )}
            </select>
          )}
        </Row>
        <Tick label={t("settings-enter")} hint={t("settings-enter-hint")} checked={settings.enter_sends} onChange={(on) => change({ enter_sends: on })} />
        <Tick label={t("settings-hold")} hint={t("settings-hold-hint")} checked={settings.hold_after_news} onChange={(on) => change({ hold_after_news: on })} />
        <Tick label={t("settings-singles")} hint={t("settings-singles-hint")} checked={settings.single_keys} onChange={(on) => change({ single_keys: on })} />
        <Button data-testid="open-keys" onClick={onKeys}>
          {t("key-edit-keys")}
        </Button>
      </Group>
      <Group title={t("settings-data")}>
        <p className="setting-text">{t("settings-data-where")}</p>
        <p className="path">
          <code>{info.data_dir}</code>
          <Button onClick={() => copy(info.data_dir)}>{t("copy")}</Button>
        </p>
        <p className="hint">{t(info.secrets === "file" ? "settings-secrets-file" : "settings-secrets-keychain")}</p>
        <p className="hint">{t("settings-version", { version: info.version })}</p>
      </Group>
    </Screen>
  );
}

function Row({ label, hint, children }: { label: string; hint?: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="setting">
      <label className="setting-name" htmlFor={id}>
        {label}
        {hint && <small>{hint}</small>}
      </label>
      {children(id)}
    </div>
  );
}
