import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from "react";
import type { AppInfo, ErrorCode } from "../api/bindings";
import { CoreProvider } from "../api/core";
import { type Host, Refusal } from "../api/host";
import { useAccounts, useAppInfo } from "../api/queries";
import { ImportPage } from "../features/importing/ImportPage";
import { KeysPage } from "../features/keys/KeysPage";
import { type KnowledgeEntry, KnowledgePage } from "../features/knowledge/KnowledgePage";
import { ModelsPage } from "../features/models/ModelsPage";
import { Onboarding } from "../features/onboarding/Onboarding";
import { RulesPage } from "../features/rules/RulesPage";
import { Settings } from "../features/settings/Settings";
import { SimulatorPage } from "../features/simulator/SimulatorPage";
import { StatePage } from "../features/state/StatePage";
import { usePlanEdits } from "../features/thread/usePlanEdits";
import { EmptyPane } from "../shared/EmptyPane";
import { Fallback } from "../shared/Fallback";
import { KeysProvider } from "../shared/keys";
import { LeavingContext, useLeave, useLeaving } from "../shared/leaving";
import { NoticesProvider } from "../shared/notices";
import { chooseLocale, useWords, WordsProvider } from "../words/words";
import { Main } from "./Main";
import { RecoveryBanner } from "./RecoveryBanner";
import { useBreaches } from "./useBreaches";
import { useDesk } from "./useDesk";
import { useOpened } from "./useOpened";
import { useRest } from "./useRest";
import { useTheme } from "./useTheme";
import { useUnread } from "./useUnread";

// The charts weigh nearly as much as all else; who opens the list does not wait for them.
const MetricsPage = lazy(async () => ({ default: (await import("../features/metrics/MetricsPage")).MetricsPage }));

export function App({ host }: { host: Host }) {
  return (
    <CoreProvider host={host}>
      <Speaking />
    </CoreProvider>
  );
}

/** Everything under here has words: those of the setting once it is known, of the system until then. */
function Speaking() {
  const info = useAppInfo();
  useTheme(info.data?.settings.theme ?? "system");
  // Waiting for an answer is asked again by itself; a refusal is final: the data cannot be used.
  const refusal = info.error ? Refusal.from(info.error) : null;
  return (
    <WordsProvider locale={chooseLocale(info.data?.settings.locale)}>
      <KeysProvider settings={info.data?.settings}>
        <NoticesProvider>
          {info.data ? (
            <Frame info={info.data} />
          ) : refusal && refusal.code !== "core_unreachable" ? (
            <Refused code={refusal.code} />
          ) : (
            info.failureCount > 1 && <Silent />
          )}
        </NoticesProvider>
      </KeysProvider>
    </WordsProvider>
  );
}

function Refused({ code }: { code: ErrorCode }) {
  const words = useWords();
  return (
    <main className="onboarding" data-testid="startup-refused">
      <div role="alert">
        <EmptyPane title={words.t("startup-refused")} whole>
          <p>{words.error(code)}</p>
        </EmptyPane>
      </div>
    </main>
  );
}

function Silent() {
  const { t } = useWords();
  return (
    <main className="onboarding" data-testid="status-strip">
      <EmptyPane title={t("core-silent")} whole>
        <p>{t("core-silent-hint")}</p>
      </EmptyPane>
    </main>
  );
}

/** Sees and tells what happens, whichever screen is shown. */
function Watch() {
  useUnread();
  useBreaches();
  usePlanEdits();
  return null;
}

/** What must be known before anything else stands over every screen. */
function Frame({ info }: { info: AppInfo }) {
  return (
    <div className="frame">
      <Watch />
      {info.recovery && <RecoveryBanner recovery={info.recovery} />}
      <div className="frame-screen">
        <Fallback>
          <Leavable>
            <Screens info={info} />
          </Leavable>
        </Fallback>
      </div>
    </div>
  );
}

/** Whichever screen is left, and by whatever way: nothing half-written is lost without a question. */
function Leavable({ children }: { children: ReactNode }) {
  const { leaving, question } = useLeaving();
  return (
    <LeavingContext value={leaving}>
      {children}
      {question}
    </LeavingContext>
  );
}

type Screen =
  | { at: "main" }
  | { at: "state" }
  | { at: "metrics" }
  | { at: "rules" }
  | { at: "models" }
  | { at: "knowledge"; entry?: KnowledgeEntry }
  | { at: "what_if" }
  | { at: "import" }
  | { at: "settings"; tokenFor: number | null }
  | { at: "keys"; from: "main" | "settings" }
  | { at: "connect" };

function Screens({ info }: { info: AppInfo }) {
  const accounts = useAccounts().data;
  const [screen, setScreen] = useState<Screen>({ at: "main" });
  const [first, setFirst] = useState<boolean | null>(info.settings.onboarded ? false : null);
  // Decided once: making the first shop must not end the steps under the owner's hands.
  useEffect(() => {
    if (first === null && accounts) setFirst(accounts.length === 0);
  }, [first, accounts]);

  const desk = useDesk(accounts);
  const main = useCallback(() => setScreen({ at: "main" }), []);
  const leave = useLeave();
  const toMain = useCallback(
    (then: () => void) =>
      leave(() => {
        main();
        then();
      }),
    [leave, main],
  );
  const opened = useOpened(toMain);
  useRest(first === false && screen.at === "main" ? desk[0] : null);
  const settings = (tokenFor: number | null) => setScreen({ at: "settings", tokenFor });
  const connect = () => setScreen({ at: "connect" });
  const rules = () => setScreen({ at: "rules" });
  const models = () => setScreen({ at: "models" });
  const knowledge = () => setScreen({ at: "knowledge" });
  if (first === null) return null;
  if (first) return <Onboarding start="language" onDone={() => setFirst(false)} />;
  switch (screen.at) {
    case "connect":
      return <Onboarding start="choose" onDone={main} />;
    case "settings":
      return (
        <Settings
          info={info}
          tokenFor={screen.tokenFor}
          onClose={main}
          onAddShop={connect}
          onRules={rules}
          onModels={models}
          onKnowledge={knowledge}
          onKeys={() => setScreen({ at: "keys", from: "settings" })}
        />
      );
    case "keys":
      return <KeysPage settings={info.settings} onClose={screen.from === "main" ? main : () => settings(null)} />;
    case "rules":
      return <RulesPage onClose={main} />;
    case "models":
      return <ModelsPage onClose={() => settings(null)} />;
    case "knowledge":
      return <KnowledgePage entry={screen.entry} onClose={main} />;
    case "what_if":
      return <SimulatorPage onClose={main} />;
    case "import":
      return <ImportPage onClose={main} />;
    case "metrics":
      return (
        <Suspense>
          <MetricsPage onClose={main} onAddShop={connect} />
        </Suspense>
      );
    case "state":
      return <StatePage onClose={main} onTokenNeeded={settings} onAddShop={connect} />;
    case "main":
      return (
        <Main
          desk={desk}
          settings={info.settings}
          onSettings={settings}
          onState={() => setScreen({ at: "state" })}
          onMetrics={() => setScreen({ at: "metrics" })}
          onRules={rules}
          onWhatIf={() => setScreen({ at: "what_if" })}
          onModels={models}
          onKnowledge={knowledge}
          onEntry={(entry) => setScreen({ at: "knowledge", entry })}
          onImport={() => setScreen({ at: "import" })}
          onKeys={() => setScreen({ at: "keys", from: "main" })}
          onAddShop={connect}
          opened={opened}
        />
      );
  }
}
