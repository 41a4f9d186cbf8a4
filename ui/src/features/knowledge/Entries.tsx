import { Plus, Trash2 } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { Button, IconButton } from "../../shared/Button";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { folded } from "../labels/fold";

/** From so many entries on a field to look for one is worth its place. */
const WORTH_SEARCHING = 8;

export interface Entry {
  id: string;
  title: string;
  /** A few words beside the title. */
  about: string[];
  text: string;
}

interface Props {
  name: string;
  label: string;
  entries: Entry[];
  /** The entry that is open; "" for a new one. */
  open: string | null;
  onOpen: (id: string | null) => void;
  onRemove: (id: string) => void;
  add: string;
  none: string;
  acts?: ReactNode;
  /** The form of the open entry. */
  form: (id: string) => ReactNode;
}

/** Things the owner wrote: a list to read, one of them open to be changed. */
export function Entries({ name, label, entries, open, onOpen, onRemove, add, none, acts, form }: Props) {
  const { t } = useWords();
  const [query, setQuery] = useState("");
  const shown = useMemo(() => {
    const wanted = folded(query);
    return entries.filter((each) => each.id === open || folded(`${each.title} ${each.about.join(" ")} ${each.text}`).includes(wanted));
  }, [entries, query, open]);
  return (
    <section className="kept-entries" aria-label={label}>
      <div className="kept-acts">
        <Button kind={open === null ? "primary" : "plain"} data-testid={`${name}-add`} disabled={open === ""} onClick={() => onOpen("")}>
          <Plus size={16} aria-hidden="true" />
          {add}
        </Button>
        {acts}
        {entries.length >= WORTH_SEARCHING && (
          <input
            type="search"
            className="field kept-find"
            aria-label={t("knowledge-find")}
            placeholder={t("knowledge-find")}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        )}
      </div>
      {open === "" && <div className="kept kept-open">{form("")}</div>}
      {entries.length === 0 && open !== "" && (
        <p className="kept-none" data-testid={`${name}-none`}>
          {none}
        </p>
      )}
      {entries.length > 0 && shown.length === 0 && <p className="kept-none">{t("canned-not-found")}</p>}
      <ul>
        {shown.map((each) =>
          each.id === open ? (
            <li key={each.id} className="kept kept-open" data-testid={name}>
              {form(each.id)}
            </li>
          ) : (
            <li key={each.id} className="kept" data-testid={name}>
              <button type="button" className="kept-words" onClick={() => onOpen(each.id)}>
                <span className="kept-head">
                  <strong>{harmless(each.title)}</strong>
                  {each.about.map((about) => (
                    <span key={about} className="tag">
                      {harmless(about)}
                    </span>
                  ))}
                </span>
                <small dir="auto">{harmless(each.text).replace(/\s+/g, " ").slice(0, 240)}</small>
              </button>
              <IconButton label={t("knowledge-remove", { name: harmless(each.title) })} data-testid={`${name}-remove`} onClick={() => onRemove(each.id)}>
                <Trash2 size={16} />
              </IconButton>
            </li>
          ),
        )}
      </ul>
    </section>
  );
}
