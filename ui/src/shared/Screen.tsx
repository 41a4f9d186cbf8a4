import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useWords } from "../words/words";
import { IconButton } from "./Button";
import { NoticePlace } from "./notices";
import { useHeading } from "./useHeading";

interface Props {
  title: string;
  name: string;
  acts?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** A page beside the chats: settings, the state of things. With another `key` it is another page. */
export function Screen({ title, name, acts, onClose, children }: Props) {
  const { t } = useWords();
  const heading = useHeading(name);
  return (
    <main className="settings" aria-label={title} data-testid={name}>
      <header className="pane-head settings-head">
        <IconButton label={t("back")} onClick={onClose}>
          <ArrowLeft size={20} />
        </IconButton>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {acts && <div className="settings-acts">{acts}</div>}
      </header>
      <div className="settings-body">{children}</div>
      <NoticePlace />
    </main>
  );
}

export function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="settings-group">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
