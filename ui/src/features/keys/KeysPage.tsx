import { Search } from "lucide-react";
import { useState } from "react";
import type { Settings } from "../../api/bindings";
import type { Refusal } from "../../api/host";
import { useSettingsChange } from "../../api/inTurn";
import { ACTIONS, type Action, commandOf, GROUPS, keymapOf, PRESETS, withKeys } from "../../keymap";
import { Button } from "../../shared/Button";
import { fieldFirst } from "../../shared/fieldFirst";
import { folded } from "../../shared/folded";
import { engraved, useKeymap } from "../../shared/keys";
import { useNotices } from "../../shared/notices";
import { Group, Screen } from "../../shared/Screen";
import { Tick } from "../../shared/Tick";
import { useHere } from "../../shared/useHere";
import { useKeys } from "../../shared/useKeys";
import { useWords } from "../../words/words";
import { KeyRow } from "./KeyRow";

interface Props {
  settings: Settings;
  onClose: () => void;
}

/** The whole map of keys, to be made one's own. */
export function KeysPage({ settings, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const map = useKeymap();
  const { offer } = useNotices();
  const set = useSettingsChange();
  const hereRef = useHere();
  const [query, setQuery] = useState("");
  useKeys({ back: fieldFirst(onClose) });

  /** It stands above the map; who has left the page hears of it all the same. */
  const refused = (refusal: Refusal) => {
    if (!hereRef.current) offer({ text: words.error(refusal.code) });
  };
  /** Keeps other choices, made from those that are kept by then, and offers these back. */
  const keep = (change: (now: Settings) => Settings["own_keys"], said: string) => {
    let before: Settings["own_keys"] = [];
    const kept = set.mutateAsync((now) => {
      before = now.own_keys;
      return { own_keys: change(now) };
    });
    kept.then(() => offer({ text: said, undo: () => void set.mutateAsync(() => ({ own_keys: before })).catch(refused) }), refused);
  };
  const onKeys = (action: Action, change: (keys: readonly string[]) => readonly string[]) =>
    keep((now) => {
      const standing = keymapOf(now);
      return withKeys(standing, now.own_keys, action, change(standing.keys[action]));
    }, t("keys-changed"));
  const onReset = (action: Action) => keep(({ own_keys }) => own_keys.filter((each) => each.command !== action), t("keys-was-reset"));
  const wanted = folded(query.trim());
  const fits = (action: Action) =>
    folded(t(commandOf(action).label)).includes(wanted) || map.keys[action].some((combo) => folded(engraved(words, combo).join(" ")).includes(wanted));
  const found = wanted === "" ? ACTIONS : ACTIONS.filter(fits);

  return (
    <Screen title={t("keys-title")} name="keys" onClose={onClose}>
      {set.error && (
        <p className="hint hint-bad" role="alert">
          {words.error(set.error.code)}
        </p>
      )}
      <Group title={t("keys-preset")}>
        <p className="setting-text">{t("keys-lead")}</p>
        <fieldset className="key-presets">
          <legend className="visually-hidden">{t("keys-preset")}</legend>
          {PRESETS.map((preset) => (
            <label key={preset} className="segment">
              <input
                type="radio"
                name="key-preset"
                data-testid={`preset-${preset}`}
                checked={map.preset === preset}
                onChange={() => set.mutate(() => ({ key_preset: preset }))}
              />
              <span>{t(`keys-preset-${preset}`)}</span>
            </label>
          ))}
        </fieldset>
        <p className="hint">{t("keys-preset-hint")}</p>
        <Tick
          label={t("settings-singles")}
          hint={t("settings-singles-hint")}
          checked={settings.single_keys}
          onChange={(on) => set.mutate(() => ({ single_keys: on }))}
        />
        {map.own.size > 0 && (
          <Button data-testid="keys-reset-all" onClick={() => keep(() => [], t("keys-was-reset"))}>
            {t("keys-reset-all")}
          </Button>
        )}
      </Group>
      <div className="key-find search">
        <Search size={16} aria-hidden="true" />
        <input
          type="search"
          className="field"
          data-testid="keys-find"
          aria-label={t("keys-find")}
          placeholder={t("keys-find")}
          autoComplete="off"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </div>
      {GROUPS.filter((group) => found.some((action) => commandOf(action).group === group)).map((group) => (
        <Group key={group} title={t(`key-group-${group}`)}>
          <ul className="key-rows">
            {found
              .filter((action) => commandOf(action).group === group)
              .map((action) => (
                <KeyRow key={action} action={action} onKeys={onKeys} onReset={onReset} />
              ))}
          </ul>
        </Group>
      ))}
      {found.length === 0 && (
        <p className="key-none" role="status">
          {t("keys-found-none")}
        </p>
      )}
    </Screen>
  );
}
