import { Download, FileText, ImageOff, Mic } from "lucide-react";
import type { AttachmentView } from "../../api/bindings";
import { Refusal } from "../../api/host";
import { useAttachment } from "../../api/queries";
import { Button } from "../../shared/Button";
import { size } from "../../shared/numbers";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { useSave } from "./useSave";
import { useViewer } from "./ViewerProvider";

export function Attachment({ attachment }: { attachment: AttachmentView }) {
  return attachment.kind === "image" ? <Picture attachment={attachment} /> : <FileChip attachment={attachment} />;
}

/** What is not shown as a picture is a name, a size and a way to keep it. */
function FileChip({ attachment, note }: { attachment: AttachmentView; note?: string }) {
  const words = useWords();
  const { t } = words;
  const { save, saving } = useSave(attachment.attachment);
  const voice = attachment.kind === "voice";
  return (
    <p className="file" data-testid="file">
      {voice ? <Mic size={20} aria-hidden="true" /> : <FileText size={20} aria-hidden="true" />}
      <span className="file-name">
        <bdi>{harmless(attachment.name ?? "") || t(voice ? "voice-message" : "file-nameless")}</bdi>
        <small>{note ?? (attachment.bytes == null ? "" : size(words, attachment.bytes))}</small>
      </span>
      <Button data-testid="save-file" disabled={saving} onClick={save}>
        <Download size={14} aria-hidden="true" /> {t(saving ? "saving" : "save")}
      </Button>
    </p>
  );
}

/** Pictures come through the core, which has looked at their first bytes; the window never fetches anything itself. */
function Picture({ attachment }: { attachment: AttachmentView }) {
  const words = useWords();
  const { t } = words;
  const view = useViewer();
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
  const name = harmless(attachment.name ?? "") || t("picture");
  return (
    <button type="button" className="picture-button" title={t("picture-open")} data-testid="open-picture" onClick={() => view(attachment)}>
      <img className="picture" src={`data:${data.media_type};base64,${data.base64}`} alt={name} />
    </button>
  );
}
