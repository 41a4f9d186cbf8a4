import type { AccountId, ApiError, ChatId, CoreChange, GuardFinding, LabelId, Operations, SavedViewId, View } from "./bindings";

export type OperationName = keyof Operations;
export type RequestOf<O extends OperationName> = Operations[O]["request"];
export type ResponseOf<O extends OperationName> = Operations[O]["response"];

/** Where the owner is on the main screen: as much of it as the next page needs to begin there. */
export interface Place {
  view: View;
  account: AccountId | null;
  label: LabelId | null;
  unread: boolean;
  saved: SavedViewId | null;
  query: string;
  ranked: boolean;
  chat: ChatId | null;
}

/** What a page begins with, where one before it was closed while nobody saw it. */
export interface Begin {
  place: Place | null;
  /** What a toast has opened since: a chat, or the list of urgent ones (`chat` is then `null`). */
  opens: { chat: ChatId | null } | null;
}

/** The way to the core. Two exist: the desktop window's and the loopback server's; tests bring a third. */
export interface Host {
  call<O extends OperationName>(name: O, request: RequestOf<O>): Promise<ResponseOf<O>>;
  /** Calls back for every change; `onLost` when changes may have been missed. Returns the way to stop. */
  listen(onChange: (change: CoreChange) => void, onLost: () => void): () => void;
  /** Calls back when a toast opens a chat, or the list (`null`). Only the desktop window has toasts. */
  opened?(open: (chat: ChatId | null) => void): () => void;
  /** What this page begins with; nothing where it is the first. Only the desktop window closes a hidden page. */
  begin?: Begin | null;
  /** The page stands: what it began with is used up. */
  begun?(): void;
  /** Is asked where the owner is before the hidden page is closed; `null` keeps it. */
  resting?(place: () => Place | null): () => void;
}

/** A refusal of the core, or the silence of it (`code` is then `core_unreachable`). */
export class Refusal extends Error {
  readonly code: ApiError["code"] | "core_unreachable";
  readonly retryable: boolean;
  readonly incident: string | null;
  /** What the guard found, where the guard refused. */
  readonly findings: GuardFinding[];

  constructor(error: Omit<ApiError, "code"> & { code: ApiError["code"] | "core_unreachable" }) {
    super(error.message);
    this.name = "Refusal";
    this.code = error.code;
    this.retryable = error.retryable;
    this.incident = error.incident ?? null;
    this.findings = error.findings ?? [];
  }

  static unreachable(): Refusal {
    return new Refusal({ code: "core_unreachable", message: "The core does not answer", retryable: true });
  }

  /** Reads whatever was thrown or answered. */
  static from(thrown: unknown): Refusal {
    if (thrown instanceof Refusal) return thrown;
    if (typeof thrown === "object" && thrown !== null && "code" in thrown && typeof thrown.code === "string") {
      return new Refusal(thrown as ApiError);
    }
    return Refusal.unreachable();
  }
}
