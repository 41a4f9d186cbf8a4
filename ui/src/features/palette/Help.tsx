import { X } from "lucide-react";
import { ACTIONS, commandOf, GROUPS, isSingle } from "../../keymap";
import { Button, IconButton } from "../../shared/Button";
import { Dialog } from "../../shared/Dialog";
import { Combo } from "../../shared/Kbd";
import { useKeymap } from "../../shared/keys";
import { useWords } from "../../words/words";

interface Props {
  onClose: () => void;
  onEdit: () => void;
}

/** The owner's own keys, by what they do. */
export function Help({ onClose, onEdit }: Props) {
  const { t } = useWords();
  const { keys, singles, preset, own } = useKeymap();
  const off = (combos: readonly string[]) => !singles && combos.every(isSingle);
  return (
    <Dialog label={t("help-title")} onClose={onClose} className="help">
      <header className="dialog-head">
        <h1>{t("help-title")}</h1>
        <IconButton label={t("close")} onClick={onClose}>
          <X size={20} />
        </IconButton>
      </header>
      {!singles && <p className="hint">{t("help-singles-off")}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="help-groups" tabIndex={0} aria-label={t("help-title")}>
        {GROUPS.map((group) => (
          <section key={group}>
            <h2>{t(`key-group-${group}`)}</h2>
            <dl>
              {ACTIONS.filter((action) => commandOf(action).group === group && keys[action].length > 0).map((action) => (
                <div key={action} className="help-row" data-command={action} data-off={off(keys[action]) || undefined}>
                  <dt>{t(commandOf(action).label)}</dt>
                  <dd>
                    {keys[action].map((combo) => (
                      <Combo key={combo} combo={combo} read />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </section>
      <footer className="help-foot">
        <p className="hint">{t("help-foot")}</p>
        <Button data-testid="help-edit" onClick={onEdit}>
          {t(own.size > 0 || preset !== "pult" ? "keys-edit-own" : "keys-edit")}
        </Button>
      </footer>
    </Dialog>
  );
}
