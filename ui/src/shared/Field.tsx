import { type ReactNode, useId } from "react";

interface Given {
  id: string;
  "aria-describedby": string | undefined;
}

/** A label, its field, and a line that explains it. */
export function Field({ label, hint, children }: { label: string; hint?: string | undefined; children: (field: Given) => ReactNode }) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      {children({ id, "aria-describedby": hint ? `${id}-hint` : undefined })}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </>
  );
}
