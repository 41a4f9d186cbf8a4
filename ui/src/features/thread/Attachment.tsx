import { FileText, ImageOff } from "lucide-react";
import type { AttachmentView } from "../../api/bindings";
import { Refusal } from "../../api/host";
import { useAttachment } from "../../api/queries";
import { Button } from "../../shared/Button";
import { harmless } from "../../shared/Untrusted";
import { useWords, type Words } from "../../words/words";

function size(words: Words, bytes: number | null | undefined): string {
  if (bytes == null) return "";
  const kilo = Math.max(1, Math.round(bytes / 1024));
  return kilo < 1024 ? words.t("size-kb", { n: kilo }) : words.t("size-mb", { n: Math.round(kilo / 102.4) / 10 });
}

export function Attachment({ attachment }: { attachment: AttachmentView }) {
  return attachment.kind === "image" ? <Picture attachment={attachment} /> : <FileChip attachment={attachment} />;
}

function FileChip({ attachment, note }: { attachment: AttachmentView; note?: string }) {
  const words = useWords();
  return (
    <p className="file">
      <FileText size={20} aria-hidden="true" />
      <span className="file-name">
        <bdi>{harmless(attachment.name ?? "") || words.t("file-nameless")}</bdi>
        <small>{note ?? size(words, attachment.bytes)}</small>
      </span>
    </p>
  );
}

/** Pictures come through the core, which has looked at their first bytes; the window never fetches anything itself. */
function Picture({ attachment }: { attachment: AttachmentView }) {
  const words = useWords();
  const { t } = words;
  const { data, error, refetch } = useAttachment(attachment.attachment);
  if (error) {
    const refusal = Refusal.from(error);
    return (
      <p className="file">
        <ImageOff size={20} aria-hidden="true" />
        <span className="file-name">
          {words.error(refusal.code)}
          {refusal.retryable && (
            <Button kind="link" onClick={() => void refetch()}>
              {t("retry")}
            </Button>
          )}
        </span>
      </p>
    );
  }
  if (!data) return <p className="picture picture-coming">{t("picture-coming")}</p>;
  if (!data.media_type || data.base64 === "") return <FileChip attachment={attachment} note={t("error-file-kind")} />;
  return <img className="picture" src={`data:${data.media_type};base64,${data.base64}`} alt={harmless(attachment.name ?? "") || t("picture")} />;
}
