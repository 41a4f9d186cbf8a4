import { useId, useState } from "react";
import type { LabelId } from "../../api/bindings";
import { useLabels } from "../../api/queries";
import { shadeClass } from "../../shared/ShopMark";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

/** More than these would push the shops below the edge of the window. */
const FIRST = 8;

interface Props {
  current: LabelId | null;
  onLabel: (label: LabelId | null) => void;
  onManage: () => void;
}

/** Labels narrow the list, as shops do; nothing stands here until there is one. */
export function RailLabels({ current, onLabel, onManage }: Props) {
  const { t } = useWords();
  const id = useId();
  const [unfolded, setUnfolded] = useState(false);
  // Pressed once more, it is no longer in use; it stands on, and the keyboard with it.
  const [last, setLast] = useState(current);
  if (current !== null && current !== last) setLast(current);
  const labels = useLabels().data ?? [];
  if (labels.length === 0) return null;
  // A button for one more would take the place of that one.
  const folds = labels.length > FIRST + 1;
  const shown = folds && !unfolded ? labels.filter((label, at) => at < FIRST || label.label === last) : labels;
  return (
    <>
      <h2 className="rail-heading rail-heading-act">
        {t("labels")}
        <button type="button" className="rail-manage" data-testid="rail-labels-manage" onClick={onManage}>
          {t("label-change")}
        </button>
      </h2>
      <ul className="rail-list" id={id}>
        {shown.map((label) => (
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
        {folds && (
          <li>
            <button
              type="button"
              className="rail-item rail-quiet"
              data-testid="rail-labels-rest"
              aria-expanded={unfolded}
              aria-controls={id}
              onClick={() => setUnfolded((on) => !on)}
            >
              <span className="rail-name">{unfolded ? t("label-fewer") : t("label-rest", { count: labels.length - shown.length })}</span>
            </button>
          </li>
        )}
      </ul>
    </>
  );
}
