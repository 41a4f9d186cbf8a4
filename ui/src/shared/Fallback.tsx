import { Component, type ReactNode } from "react";
import { useWords } from "../words/words";
import { Button } from "./Button";
import { EmptyPane } from "./EmptyPane";

/** Holds what is drawn: where drawing fails, the rest of the window stands and says so. */
export class Fallback extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Failed onAgain={() => this.setState({ failed: false })} /> : this.props.children;
  }
}

function Failed({ onAgain }: { onAgain: () => void }) {
  const { t } = useWords();
  return (
    <main className="onboarding" role="alert" data-testid="drawing-failed">
      <EmptyPane title={t("drawing-failed")}>
        <p>{t("drawing-failed-hint")}</p>
        <Button kind="primary" onClick={onAgain}>
          {t("drawing-again")}
        </Button>
      </EmptyPane>
    </main>
  );
}
