import type { LabelId, LabelView } from "../../api/bindings";
import { useLabels } from "../../api/queries";
import { shadeClass } from "../../shared/ShopMark";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

/** A label by its colour and its name. */
export function LabelTag({ label }: { label: LabelView }) {
  return (
    <span className="label-tag" data-testid="label-tag">
      <span className={`label-dot ${shadeClass(label.colour)}`} aria-hidden="true" />
      <bdi>{harmless(label.name)}</bdi>
    </span>
  );
}

/** The labels of a chat in the order of their names; on a row the first ones and how many more. */
export function LabelTags({ ids, most = Number.POSITIVE_INFINITY }: { ids: readonly LabelId[]; most?: number }) {
  // Most chats have none, and a row that asks for all labels costs a frame of scrolling more than one that does not.
  return ids.length > 0 && <Tags ids={ids} most={most} />;
}

function Tags({ ids, most }: { ids: readonly LabelId[]; most: number }) {
  const { t } = useWords();
  const all = useLabels().data;
  if (!all) return null;
  const labels = all.filter((label) => ids.includes(label.label));
  const more = labels.slice(most);
  const named = (some: LabelView[]) => some.map((label) => harmless(label.name)).join(", ");
  return (
    <span className="label-tags" role="img" aria-label={`${t("row-labels")} ${named(labels)}`}>
      {labels.slice(0, most).map((label) => (
        <LabelTag key={label.label} label={label} />
      ))}
      {more.length > 0 && (
        <span className="label-more" title={named(more)}>
          +{more.length}
        </span>
      )}
    </span>
  );
}
