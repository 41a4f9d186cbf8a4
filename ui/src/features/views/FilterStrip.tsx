import { Bookmark, Funnel, Mail } from "lucide-react";
import type { Dispatch } from "react";
import { useAccounts, useLabels } from "../../api/queries";
import type { Desk, DeskAct } from "../../app/useDesk";
import { Button, IconButton } from "../../shared/Button";
import { ShopMark } from "../../shared/ShopMark";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { LabelTag } from "../labels/LabelTags";

/** What narrows the list, the way to keep it as a view, and the way back to everything. */
export function FilterStrip({ desk, act }: { desk: Desk; act: Dispatch<DeskAct> }) {
  const { t } = useWords();
  const shop = useAccounts().data?.find((each) => each.account === desk.account);
  const label = useLabels().data?.find((each) => each.label === desk.label);
  if (!shop && !label && !desk.unread) return null;
  return (
    <div className="filter" data-testid="filter-on">
      <Funnel size={14} aria-hidden="true" />
      <span className="filter-words">
        <span className="filter-only">{t("filter-on")}</span>
        {shop && (
          <span className="filter-part">
            <ShopMark name={shop.name} colour={shop.colour} /> <bdi>{harmless(shop.name)}</bdi>
          </span>
        )}
        {label && <LabelTag label={label} />}
        {desk.unread && (
          <span className="filter-part">
            <Mail size={14} aria-hidden="true" /> {t("filter-unread")}
          </span>
        )}
      </span>
      {desk.saved === null && (
        <IconButton label={t("key-save-view")} data-testid="filter-save" onClick={() => act({ do: "dialog", dialog: "save-view" })}>
          <Bookmark size={16} />
        </IconButton>
      )}
      <Button kind="link" data-testid="filter-clear" onClick={() => act({ do: "unfilter" })}>
        {t("filter-clear")}
      </Button>
    </div>
  );
}
