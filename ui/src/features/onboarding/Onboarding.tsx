import { DatabaseBackup, Eye } from "lucide-react";
import { useState } from "react";
import type { TokenKind } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { useAccounts } from "../../api/queries";
import { Button } from "../../shared/Button";
import { channelName } from "../../shared/channelName";
import { LOCALE_NAMES, LOCALES, useWords } from "../../words/words";
import { RestoreForm } from "../backup/RestoreForm";
import { ChannelCards } from "./ChannelCards";
import { ConnectForm } from "./ConnectForm";
import { isMarketplace, type Marketplace } from "./channels";
import { FirstHours } from "./FirstHours";
import { Step } from "./Steps";
import { Tips } from "./Tips";

type Place = "language" | "choose" | "restore" | "token" | "hours" | "finish";

interface Props {
  /** The first run asks everything; later only a shop is added. */
  start: "language" | "choose";
  onDone: () => void;
}

export function Onboarding({ start, onDone }: Props) {
  const words = useWords();
  const { t, locale } = words;
  const [place, setPlace] = useState<Place>(start);
  const [channel, setChannel] = useState<Marketplace>("wildberries");
  const [kind, setKind] = useState<TokenKind>("unknown");
  const [firstShop, setFirstShop] = useState(false);
  const settings = useOperation("settings_set");
  const accounts = useAccounts().data ?? [];
  const first = start === "language";
  const of = first ? 4 : 3;
  const step = (n: number) => (first ? n : n - 1);
  const leave = () => {
    settings.mutate({ onboarded: true });
    onDone();
  };

  if (place === "language") {
    return (
      <Step name="language" step={1} of={of} title={t("onboarding-language")} lead={t("onboarding-language-lead")} starts onSkip={() => setPlace("choose")}>
        <div className="choices" role="radiogroup" aria-label={t("onboarding-language")}>
          {LOCALES.map((each) => (
            <label key={each} className="choice-line" lang={each}>
              <input type="radio" name="locale" checked={locale === each} onChange={() => settings.mutate({ locale: each })} />
              {LOCALE_NAMES[each]}
            </label>
          ))}
        </div>
        {settings.error && (
          <p className="hint hint-bad" role="alert">
            {words.error(settings.error.code)}
          </p>
        )}
        <Button
          kind="primary"
          data-testid="onboarding-next"
          onClick={() => {
            settings.mutate({ locale });
            setPlace("choose");
          }}
        >
          {t("next")}
        </Button>
      </Step>
    );
  }
  if (place === "choose") {
    const hasDemo = accounts.some((a) => a.channel === "demo");
    return (
      <Step
        name="choose"
        step={step(2)}
        of={of}
        title={t(first ? "onboarding-choose" : "onboarding-add")}
        lead={first ? t("onboarding-choose-lead") : undefined}
        onBack={first ? () => setPlace("language") : undefined}
        onSkip={first ? leave : onDone}
        skipLabel={first ? undefined : t("cancel")}
      >
        <ChannelCards
          onPick={(picked) => {
            setChannel(picked);
            // Decided before there is a new one: who has a shop of a marketplace was asked for the hours.
            setFirstShop(!accounts.some((account) => isMarketplace(account.channel)));
            setPlace("token");
          }}
        />
        {!hasDemo && <DemoCard onMade={leave} />}
        {accounts.length === 0 && (
          <button type="button" className="choice-card" data-testid="restore-start" onClick={() => setPlace("restore")}>
            <DatabaseBackup size={20} aria-hidden="true" />
            <strong>{t("restore-title")}</strong>
            <span>{t("restore-lead")}</span>
          </button>
        )}
      </Step>
    );
  }
  if (place === "restore") {
    return (
      <Step name="restore" step={step(3)} of={of} title={t("restore-title")} onBack={() => setPlace("choose")}>
        <RestoreForm />
      </Step>
    );
  }
  if (place === "token") {
    return (
      <Step
        name="token"
        step={step(3)}
        of={of}
        title={t("onboarding-token", { channel: channelName(words, channel) })}
        onBack={() => setPlace("choose")}
        onSkip={first ? leave : onDone}
        skipLabel={first ? undefined : t("cancel")}
      >
        <ConnectForm
          channel={channel}
          onAdded={(added) => {
            setKind(added);
            setPlace(firstShop ? "hours" : "finish");
          }}
        />
      </Step>
    );
  }
  if (place === "hours") return <FirstHours step={step(4)} of={of} onDone={onDone} onLater={leave} />;
  return (
    <Step
      name="finish"
      step={step(4)}
      of={of}
      title={t("onboarding-finish")}
      lead={t(kind === "base" ? "onboarding-finish-lead-base" : "onboarding-finish-lead")}
    >
      <Tips />
      <Button kind="primary" data-testid="onboarding-open" onClick={leave}>
        {t("onboarding-open")}
      </Button>
    </Step>
  );
}

function DemoCard({ onMade }: { onMade: () => void }) {
  const words = useWords();
  const { t } = words;
  const demo = useOperation("demo_add");
  return (
    <>
      <button type="button" className="choice-card" data-testid="demo-start" disabled={demo.isPending} onClick={() => demo.mutate({}, { onSuccess: onMade })}>
        <Eye size={20} aria-hidden="true" />
        <strong>{t("onboarding-demo")}</strong>
        <span>{t(demo.isPending ? "onboarding-demo-coming" : "onboarding-demo-lead")}</span>
      </button>
      {demo.error && (
        <p className="hint hint-bad" role="alert">
          {words.error(demo.error.code)}
        </p>
      )}
    </>
  );
}
