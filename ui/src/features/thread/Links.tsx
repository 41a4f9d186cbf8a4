import { Copy } from "lucide-react";
import { Button } from "../../shared/Button";
import { useCopy } from "../../shared/CopyButton";
import { useWords } from "../../words/words";
import { linksIn } from "./linksIn";

/** Where the addresses in a message lead, each to be copied. Nothing here opens anything. */
export function Links({ text }: { text: string }) {
  const { t } = useWords();
  const copy = useCopy();
  const links = linksIn(text);
  if (links.length === 0) return null;
  return (
    <p className="links">
      {links.map(({ address, host }) => (
        <Button key={address} kind="link" data-testid="copy-link" title={t("link-copy-hint")} onClick={() => copy(address)}>
          <Copy size={14} aria-hidden="true" /> {t("link-copy", { host })}
        </Button>
      ))}
    </p>
  );
}
