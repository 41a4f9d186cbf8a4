import { Ellipsis } from "lucide-react";
import { useState } from "react";
import type { SavedViewId, SavedViewView, UndoId } from "../../api/bindings";
import { useSavedViews } from "../../api/queries";
import { count as figure } from "../../shared/numbers";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { ViewDialog } from "./ViewDialog";

interface Props {
  current: SavedViewId | null;
  onView: (view: SavedViewView) => void;
  onRemoved: (text: string, undo: UndoId | null | undefined) => void;
}

/** The owner's own views, in his order; nothing at all until there is one. */
export function SavedViews({ current, onView, onRemoved }: Props) {
  const words = useWords();
  const { t } = words;
  const views = useSavedViews().data ?? [];
  const [edited, setEdited] = useState<SavedViewId | null>(null);
  if (views.length === 0) return null;
  const place = views.findIndex((view) => view.view === edited);
  const shown = views[place];
  return (
    <>
      <h2 className="rail-heading">{t("views")}</h2>
      <ul className="rail-list">
        {views.map((view) => (
          <li key={view.view} className="rail-saved">
            <button
              type="button"
              className="rail-item"
              data-testid="saved-view"
              aria-current={view.view === current ? "page" : undefined}
              onClick={() => onView(view)}
            >
              <bdi className="rail-name">{harmless(view.name)}</bdi>{" "}
              {view.chats != null && view.chats > 0 && <span className="count">{figure(words, view.chats)}</span>}
            </button>
            <button
              type="button"
              className="rail-more"
              data-testid="saved-view-edit"
              aria-label={t("view-edit", { name: harmless(view.name) })}
              title={t("view-edit", { name: harmless(view.name) })}
              onClick={() => setEdited(view.view)}
            >
              <Ellipsis size={16} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {shown && <ViewDialog key={shown.view} view={shown} place={place} of={views.length} onRemoved={onRemoved} onClose={() => setEdited(null)} />}
    </>
  );
}
