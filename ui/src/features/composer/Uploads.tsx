import { FileText, Pencil, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { UploadId, UploadView } from "../../api/bindings";
import { useUpload } from "../../api/queries";
import { IconButton } from "../../shared/Button";
import { size } from "../../shared/numbers";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { kindNames } from "./files";

interface Props {
  files: UploadView[];
  coming: number;
  onDrop: (upload: UploadId) => void;
  onRename: (upload: UploadId, name: string) => void;
}

/** The files that will leave with the reply. */
export function Uploads({ files, coming, onDrop, onRename }: Props) {
  const { t } = useWords();
  if (files.length === 0 && coming === 0) return null;
  return (
    <ul className="uploads" aria-label={t("uploads-label")} data-testid="uploads">
      {files.map((file) => (
        <Upload key={file.upload} file={file} onDrop={onDrop} onRename={onRename} />
      ))}
      {coming > 0 && (
        <li className="upload upload-coming" role="status">
          {t("uploads-coming", { count: coming })}
        </li>
      )}
    </ul>
  );
}

/** A name as it is typed: the ending is that of the contents. */
const stem = (name: string) => name.replace(/\.[^.]*$/, "");

function Upload({ file, onDrop, onRename }: { file: UploadView } & Pick<Props, "onDrop" | "onRename">) {
  const words = useWords();
  const name = harmless(file.name);
  const [typed, setTyped] = useState<string | null>(null);
  const rename = (event?: FormEvent) => {
    event?.preventDefault();
    if (typed !== null && typed.trim() !== "" && typed !== stem(name)) onRename(file.upload, typed.trim());
    setTyped(null);
  };
  return (
    <li className="upload" data-testid="upload">
      {file.media_type.startsWith("image/") ? <Preview file={file} /> : <FileText size={20} aria-hidden="true" />}
      <span className="upload-name" title={name}>
        {typed === null ? (
          <bdi>{name}</bdi>
        ) : (
          <form onSubmit={rename}>
            <input
              // biome-ignore lint/a11y/noAutofocus: the owner has just asked to type here
              autoFocus
              className="field upload-typed"
              data-testid="upload-name"
              aria-label={words.t("upload-name", { name })}
              maxLength={120}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onBlur={() => rename()}
              onKeyDown={(event) => {
                if (event.key !== "Escape") return;
                event.stopPropagation();
                setTyped(null);
              }}
            />
          </form>
        )}
        <small>
          {kindNames([file.media_type])}, {size(words, file.bytes)}
        </small>
      </span>
      {typed === null && (
        <IconButton label={words.t("upload-rename", { name })} data-testid="upload-rename" onClick={() => setTyped(stem(name))}>
          <Pencil size={14} />
        </IconButton>
      )}
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
