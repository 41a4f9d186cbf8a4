import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";

type Kind = "plain" | "primary" | "quiet" | "danger" | "link";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: Kind;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
  "data-testid"?: string;
}

export function Button({ kind = "plain", className = "", children, ...rest }: Props) {
  return (
    <button type="button" className={`button button-${kind} ${className}`} {...rest}>
      {children}
    </button>
  );
}

/** A button with only a picture; its name is spoken and shown on hover. */
export function IconButton({ label, className = "", children, ...rest }: Omit<Props, "kind"> & { label: string }) {
  return (
    <button type="button" className={`icon-button ${className}`} aria-label={label} title={label} {...rest}>
      {children}
    </button>
  );
}
