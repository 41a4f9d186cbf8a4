import { Copy } from "lucide-react";
import { useWords } from "../words/words";
import { IconButton } from "./Button";
import { copyText } from "./copy";
import { useNotices } from "./notices";
import { Untrusted } from "./Untrusted";

/** Puts a text on the clipboard and says so, and also where the system refused it: what is pasted then would be an older text. */
export function useCopy(): (text: string) => void {
  const { t } = useWords();
  const { offer } = useNotices();
  return (text) => void copyText(text).then((done) => offer({ text: t(done ? "copied" : "copy-refused") }));
}

/** A text worth having elsewhere, with the button for it. */
export function Copied({ text, shown = text }: { text: string; shown?: string }) {
  const { t } = useWords();
  const copy = useCopy();
  return (
    <span className="copied">
      <Untrusted text={shown} />
      <IconButton label={t("copy")} onClick={() => copy(text)}>
        <Copy size={14} />
      </IconButton>
    </span>
  );
}
