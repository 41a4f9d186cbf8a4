import type { LabelId } from "../../api/bindings";
import { useLabels } from "../../api/queries";
import { shadeClass } from "../../shared/ShopMark";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

interface Props {
  current: LabelId | null;
  onLabel: (label: LabelId | null) => void;
  onManage: () => void;
}

/** Labels narrow the list, as shops do; nothing stands here until there is one. */
export function RailLabels({ current, onLabel, onManage }: Props) {
  const { t } = useWords();
  const labels = useLabels().data ?? [];
  if (labels.length === 0) return null;
  return (
    <>
      <h2 className="rail-heading rail-heading-act">
        {t("labels")}
        <button type="button" className="rail-manage" data-testid="rail-labels-manage" onClick={onManage}>
          {t("label-change")}
        </button>
      </h2>
      <ul className="rail-list">
        {labels.map((label) => (
          <li key={label.label}>
            <button
              type="button"
              className="rail-item"
              data-testid="rail-label"
              aria-current={label.label === current ? "true" : undefined}
              onClick={() => onLabel(label.label === current ? null : label.label)}
            >
              <span className={`label-dot ${shadeClass(label.colour)}`} aria-hidden="true" />
              <bdi className="rail-name">{harmless(label.name)}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
