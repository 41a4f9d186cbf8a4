import { useState } from "react";
import { useOperation } from "../../api/core";
import { useBackupFiles } from "../../api/queries";
import { Button } from "../../shared/Button";
import { channelName } from "../../shared/channelName";
import { Field } from "../../shared/Field";
import { size } from "../../shared/numbers";
import { full } from "../../shared/time";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

/** A backup of another computer: which file, its passphrase, and what came out. It takes its place at the next start. */
export function RestoreForm() {
  const words = useWords();
  const { t } = words;
  const found = useBackupFiles().data ?? [];
  const [path, setPath] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const restore = useOperation("restore_ready");
  const done = restore.data;
  if (done) {
    return (
      <div role="status" data-testid="restored" className="form">
        <p>{t("restore-done", { at: full(words, done.made_at_ms), chats: done.chats, messages: done.messages, files: done.files })}</p>
        {done.in_doubt > 0 && <p>{t("restore-in-doubt", { count: done.in_doubt })}</p>}
        {done.shops.length > 0 && (
          <>
            <p>{t("restore-tokens")}</p>
            <ul className="tips">
              {done.shops.map((shop) => (
                <li key={shop.account}>
                  {harmless(shop.name)} ({channelName(words, shop.channel)})
                </li>
              ))}
            </ul>
          </>
        )}
        <p>
          <strong>{t("restore-restart")}</strong>
        </p>
      </div>
    );
  }
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (path !== "" && passphrase !== "" && !restore.isPending) restore.mutate({ path, passphrase });
      }}
    >
      {found.length > 0 && (
        <div className="choices" role="radiogroup" aria-label={t("restore-found")}>
          {found.slice(0, 5).map((file) => (
            <label key={file.path} className="choice-line">
              <input type="radio" name="backup" checked={path === file.path} onChange={() => setPath(file.path)} />
              <span className="backup-file">
                {harmless(file.path)}
                <small className="hint">
                  {full(words, file.changed_at_ms)}, {size(words, file.bytes)}
                </small>
              </span>
            </label>
          ))}
        </div>
      )}
      <Field label={t("restore-path")} hint={t("restore-path-hint")}>
        {(field) => (
          <input {...field} className="field" data-testid="restore-path" spellCheck={false} value={path} onChange={(event) => setPath(event.target.value)} />
        )}
      </Field>
      <Field label={t("restore-passphrase")}>
        {(field) => (
          <input
            {...field}
            type="password"
            className="field"
            data-testid="restore-passphrase"
            autoComplete="off"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        )}
      </Field>
      {restore.error && (
        <p className="hint hint-bad" role="alert">
          {words.error(restore.error.code)}
        </p>
      )}
      <Button kind="primary" type="submit" data-testid="restore-go" disabled={path === "" || passphrase === "" || restore.isPending}>
        {t(restore.isPending ? "restore-coming" : "restore-go")}
      </Button>
    </form>
  );
}
