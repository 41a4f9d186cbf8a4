import { useState } from "react";
import type { CannedView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { useLeave } from "../../shared/leaving";
import { useNotices } from "../../shared/notices";
import { harmless } from "../../shared/Untrusted";
import { LOCALE_NAMES, useWords } from "../../words/words";
import { useCannedList } from "../canned/useCanned";
import { withGaps } from "../canned/variables";
import { CannedForm } from "./CannedForm";
import { Entries } from "./Entries";

/** What is kept of a canned reply: the form changes this and sends it whole. */
export function setOf({ canned: _, used: __, ...kept }: CannedView) {
  return kept;
}

/** `first` is open from the beginning. */
export function CannedGroup({ first }: { first: string | null }) {
  const words = useWords();
  const { t } = words;
  const { offer } = useNotices();
  const { data } = useCannedList();
  const [open, setOpen] = useState(first);
  const { mutateAsync: keep } = useOperation("canned_set");
  const remove = useOperation("canned_remove");
  const leave = useLeave();
  if (!data) return null;
  const of = (id: string) => data.find((each) => String(each.canned) === id);
  const drop = (id: string) => {
    const gone = of(id);
    if (!gone) return;
    const back = () => void keep(setOf(gone)).catch((refusal) => offer({ text: words.error(refusal.code) }));
    remove.mutate(
      { canned: gone.canned },
      {
        onSuccess: () => offer({ text: t("knowledge-removed", { name: harmless(gone.title) }), undo: back }),
        onError: (refusal) => offer({ text: words.error(refusal.code) }),
      },
    );
  };
  return (
    <>
      <p className="knowledge-lead">{t("canned-lead")}</p>
      <Entries
        name="canned"
        label={t("canned-title")}
        entries={data.map((each) => ({
          id: String(each.canned),
          title: each.title,
          about: [
            ...(each.shortcut === "" ? [] : [`/${each.shortcut}`]),
            ...(each.language ? [LOCALE_NAMES[each.language]] : []),
            ...(each.used > 0 ? [t("canned-used", { count: each.used })] : []),
          ],
          text: withGaps(words, each.text),
        }))}
        open={open}
        onOpen={(id) => leave(() => setOpen(id))}
        onRemove={drop}
        add={t("canned-add")}
        none={t("canned-none-yet")}
        form={(id) => <CannedForm key={id} known={of(id) ?? null} all={data} onDone={() => setOpen(null)} />}
      />
    </>
  );
}
