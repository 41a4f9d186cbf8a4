import { useState } from "react";
import type { ProviderKind, ProviderView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Refusal } from "../../api/host";
import { Button } from "../../shared/Button";
import { EmptyPane } from "../../shared/EmptyPane";
import { fieldFirst } from "../../shared/fieldFirst";
import { Group, Screen } from "../../shared/Screen";
import { Tick } from "../../shared/Tick";
import { useKeys } from "../../shared/useKeys";
import { useWords } from "../../words/words";
import { Budgets } from "./Budgets";
import { Ledger } from "./Ledger";
import { ProviderCards } from "./ProviderCards";
import { ProviderForm } from "./ProviderForm";
import { ProviderRow } from "./ProviderRow";
import { useModels } from "./useModels";

interface Props {
  onClose: () => void;
}

type Doing = { at: "list" } | { at: "choose" } | { at: "form"; kind: ProviderKind; known: ProviderView | null };

/** Language models: who is asked, what it may cost, what was sent. Nothing else in the program needs one. */
export function ModelsPage({ onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const { data, error, refetch } = useModels();
  const set = useOperation("models_set");
  const [doing, setDoing] = useState<Doing>({ at: "list" });
  const list = () => setDoing({ at: "list" });
  useKeys({ back: fieldFirst(doing.at === "list" ? onClose : list) });
  const profile = doing.at === "form" ? data?.profiles.find((each) => each.kind === doing.kind) : undefined;
  return (
    <Screen key={doing.at} title={t("models-title")} name="models-page" onClose={doing.at === "list" ? onClose : list}>
      {error && !data && (
        <EmptyPane title={words.error(Refusal.from(error).code)}>
          <Button onClick={() => void refetch()}>{t("retry")}</Button>
        </EmptyPane>
      )}
      {data && doing.at === "choose" && <ProviderCards profiles={data.profiles} onChoose={(kind) => setDoing({ at: "form", kind, known: null })} />}
      {data && doing.at === "form" && profile && (
        <ProviderForm
          key={doing.known?.provider ?? doing.kind}
          profile={profile}
          known={doing.known}
          view={data}
          onDone={list}
          onLogin={(known) => setDoing({ at: "form", kind: known.kind, known })}
        />
      )}
      {data && doing.at === "list" && (
        <>
          <Group title={t("models-yours")}>
            <p className="setting-text">{t("models-lead")}</p>
            {data.providers.length === 0 ? (
              <p className="models-none" data-testid="models-none">
                {t("models-none")}
              </p>
            ) : (
              <>
                {data.providers.length > 1 && <p className="hint">{t("models-order-hint")}</p>}
                <ol className="providers">
                  {data.providers.map((provider, at) => (
                    <ProviderRow
                      key={provider.provider}
                      provider={provider}
                      at={at}
                      of={data.providers.length}
                      barred={data.local_only && !provider.local}
                      onEdit={() => setDoing({ at: "form", kind: provider.kind, known: provider })}
                    />
                  ))}
                </ol>
              </>
            )}
            <Button kind={data.providers.length === 0 ? "primary" : "plain"} data-testid="add-model" onClick={() => setDoing({ at: "choose" })}>
              {t("models-add")}
            </Button>
          </Group>
          <Group title={t("models-privacy")}>
            <Tick
              name="local-only"
              label={t("models-local-only")}
              hint={t("models-local-only-hint")}
              checked={data.local_only}
              onChange={(on) => set.mutate({ local_only: on })}
            />
            {set.error && (
              <p className="hint hint-bad" role="alert">
                {words.error(set.error.code)}
              </p>
            )}
          </Group>
          <Budgets budgets={data.budgets} />
          <Ledger providers={data.providers} />
        </>
      )}
    </Screen>
  );
}
