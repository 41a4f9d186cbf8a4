import { FileText, X } from "lucide-react";
import type { UploadId, UploadView } from "../../api/bindings";
import { useUpload } from "../../api/queries";
import { IconButton } from "../../shared/Button";
import { size } from "../../shared/numbers";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

interface Props {
  files: UploadView[];
  coming: number;
  onDrop: (upload: UploadId) => void;
}

/** The files that will leave with the reply. */
export function Uploads({ files, coming, onDrop }: Props) {
  const { t } = useWords();
  if (files.length === 0 && coming === 0) return null;
  return (
    <ul className="uploads" aria-label={t("uploads-label")} data-testid="uploads">
      {files.map((file) => (
        <Upload key={file.upload} file={file} onDrop={onDrop} />
      ))}
      {coming > 0 && (
        <li className="upload upload-coming" role="status">
          {t("uploads-coming", { count: coming })}
        </li>
      )}
    </ul>
  );
}

function Upload({ file, onDrop }: { file: UploadView; onDrop: (upload: UploadId) => void }) {
  const words = useWords();
  const name = harmless(file.name);
  return (
    <li className="upload" data-testid="upload">
      {file.media_type.startsWith("image/") ? <Preview file={file} /> : <FileText size={20} aria-hidden="true" />}
      <span className="upload-name" title={name}>
        <bdi>{name}</bdi>
        <small>{size(words, file.bytes)}</small>
      </span>
      <IconButton label={words.t("upload-remove", { name })} data-testid="upload-remove" onClick={() => onDrop(file.upload)}>
        <X size={16} />
      </IconButton>
    </li>
  );
}

export function Preview({ file, className = "upload-picture" }: { file: UploadView; className?: string }) {
  const { data } = useUpload(file.upload);
  if (!data?.media_type || data.base64 === "") return <FileText size={20} aria-hidden="true" />;
  return <img className={className} src={`data:${data.media_type};base64,${data.base64}`} alt={harmless(file.name)} />;
}
