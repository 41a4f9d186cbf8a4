import { X } from "lucide-react";
import { ACTIONS, type Binding, isSingle, keymap, shown } from "../../keymap";
import { IconButton } from "../../shared/Button";
import { Dialog } from "../../shared/Dialog";
import { useWords } from "../../words/words";

const GROUPS: Binding["group"][] = ["chats", "reply", "go", "program"];

export function Help({ singleKeys, onClose }: { singleKeys: boolean; onClose: () => void }) {
  const { t } = useWords();
  return (
    <Dialog label={t("help-title")} onClose={onClose} className="help">
      <header className="dialog-head">
        <h1>{t("help-title")}</h1>
        <IconButton label={t("close")} onClick={onClose}>
          <X size={20} />
        </IconButton>
      </header>
      {!singleKeys && <p className="hint">{t("help-singles-off")}</p>}
      <div className="help-groups">
        {GROUPS.map((group) => (
          <section key={group}>
            <h2>{t(`key-group-${group}`)}</h2>
            <dl>
              {ACTIONS.filter((action) => keymap[action].group === group).map((action) => (
                <div key={action} className="help-row" data-off={(!singleKeys && keymap[action].keys.every(isSingle)) || undefined}>
                  <dt>{t(keymap[action].label)}</dt>
                  <dd>
                    {keymap[action].keys.map((combo) => (
                      <span className="keys" key={combo}>
                        {shown(combo).map((part) => (
                          <kbd key={part}>{part}</kbd>
                        ))}
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="hint">{t("help-foot")}</p>
    </Dialog>
  );
}
