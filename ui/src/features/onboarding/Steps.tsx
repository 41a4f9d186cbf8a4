import type { ReactNode } from "react";
import { Button } from "../../shared/Button";
import { NoticePlace } from "../../shared/notices";
import { useHeading } from "../../shared/useHeading";
import { useWords } from "../../words/words";

interface Props {
  step: number;
  of: number;
  name: string;
  title: string;
  lead?: string;
  /** What the window starts with: there was no page before it. */
  starts?: boolean;
  onBack?: (() => void) | undefined;
  onSkip?: (() => void) | undefined;
  skipLabel?: string;
  children: ReactNode;
}

/** The frame of one step: where we are, one question, a way back and a way out. */
export function Step({ step, of, name, title, lead, starts, onBack, onSkip, skipLabel, children }: Props) {
  const { t } = useWords();
  const heading = useHeading(name, starts);
  return (
    <main className="onboarding">
      <section className="card" data-testid={`onboarding-${name}`} aria-label={title}>
        <p className="card-brand">
          <img src="/mark.svg" width={28} height={28} alt="" />
          <span>{t("brand")}</span>
          {of > 1 && <span className="card-step">{t("onboarding-step", { step, of })}</span>}
        </p>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead && <p className="lead">{lead}</p>}
        {children}
        {(onBack || onSkip) && (
          <footer className="card-foot">
            {onBack ? (
              <Button kind="quiet" onClick={onBack}>
                {t("back")}
              </Button>
            ) : (
              <span />
            )}
            {onSkip && (
              <Button kind="quiet" data-testid="onboarding-skip" onClick={onSkip}>
                {skipLabel ?? t("skip")}
              </Button>
            )}
          </footer>
        )}
      </section>
      <NoticePlace />
    </main>
  );
}
