import { useCallback, useState } from "react";
import type { GuardRuleView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { channelName } from "../../shared/channelName";
import { useLeave } from "../../shared/leaving";
import { useNotices } from "../../shared/notices";
import { harmless } from "../../shared/Untrusted";
import { LOCALE_NAMES, useWords } from "../../words/words";
import { Entries } from "../knowledge/Entries";
import { useGuardRules } from "../knowledge/useKnowledge";
import { OwnRuleForm } from "./OwnRuleForm";
import { TryGuard } from "./TryGuard";

/** The owner's own rules beside a field to try them in. */
export function OwnRules() {
  const words = useWords();
  const { t } = words;
  const { offer } = useNotices();
  const { data } = useGuardRules();
  const [open, setOpen] = useState<string | null>(null);
  const [written, setWritten] = useState<GuardRuleView | null>(null);
  const { mutateAsync: keep } = useOperation("guard_rule_set");
  const remove = useOperation("guard_rule_remove");
  const leave = useLeave();
  const onOpen = useCallback((id: string | null) => {
    setOpen(id);
    setWritten(null);
  }, []);
  if (!data) return null;
  const of = (id: string) => data.find((each) => each.id === id);
  const drop = (id: string) => {
    const gone = of(id);
    if (!gone) return;
    const back = () => void keep(gone).catch((refusal) => offer({ text: words.error(refusal.code) }));
    remove.mutate(
      { id },
      {
        onSuccess: () => offer({ text: t("knowledge-removed", { name: harmless(gone.reason) }), undo: back }),
        onError: (refusal) => offer({ text: words.error(refusal.code) }),
      },
    );
  };
  return (
    <div className="own-rules">
      <div>
        <p className="knowledge-lead">{t("guard-own-lead")}</p>
        <Entries
          name="guard-rule"
          label={t("knowledge-tab-rules")}
          entries={data.map((each) => ({
            id: each.id,
            title: each.reason,
            about: [
              t(each.blocks ? "guard-own-stops" : "guard-own-warns"),
              ...each.channels.map((channel) => channelName(words, channel)),
              ...each.languages.map((language) => LOCALE_NAMES[language]),
            ],
            text: each.phrases.join(", "),
          }))}
          open={open}
          onOpen={(id) => leave(() => onOpen(id))}
          onRemove={drop}
          add={t("guard-own-add")}
          none={t("guard-own-none")}
          form={(id) => <OwnRuleForm key={id} known={of(id) ?? null} onWritten={setWritten} onDone={() => onOpen(null)} />}
        />
      </div>
      <TryGuard written={written} rules={data} />
    </div>
  );
}
