import { type Dispatch, useMemo } from "react";
import { useLabels, useSavedViews } from "../../api/queries";
import type { DeskAct } from "../../app/useDesk";
import { useWords } from "../../words/words";
import type { Place } from "../palette/Palette";

/** Saved views and labels as the palette lists them. */
export function usePlaces(act: Dispatch<DeskAct>): Place[] {
  const { t } = useWords();
  const views = useSavedViews().data;
  const labels = useLabels().data;
  return useMemo(
    () => [
      ...(views ?? []).map((view): Place => ({ id: `view-${view.view}`, name: view.name, sort: t("view-one"), run: () => act({ do: "saved", view }) })),
      ...(labels ?? []).map(({ label, name }): Place => ({ id: `label-${label}`, name, sort: t("label-one"), run: () => act({ do: "label", label }) })),
    ],
    [views, labels, act, t],
  );
}
