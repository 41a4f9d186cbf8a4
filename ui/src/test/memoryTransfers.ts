import type { ExportStart, ExportView, ImportDone, ImportLooked, ImportStart, ImportView } from "../api/bindings";
import type { Answers } from "./memoryLabels";

type Own =
  | "export_start"
  | "export_view"
  | "export_cancel"
  | "import_chunk"
  | "import_look"
  | "import_start"
  | "import_view"
  | "import_cancel"
  | "imports_list"
  | "import_undo";

/** An export as the core tells it. */
export function exported(over: Partial<ExportView> = {}): ExportView {
  return {
    run: 1,
    form: "html",
    state: "done",
    chats: 1,
    chats_in_all: 1,
    messages: 12,
    capped: false,
    path: "/home/anna/Загрузки/pult-chat-Мария.html",
    bytes: 20_480,
    files_fetched: 0,
    files_missing: 0,
    ...over,
  };
}

/** An import as the core tells it. */
export function imported(over: Partial<ImportView> = {}): ImportView {
  return {
    run: 1,
    dry_run: true,
    undo: false,
    state: "done",
    bytes: 100,
    bytes_in_all: 100,
    chats_new: 2,
    chats_known: 1,
    messages_new: 7,
    messages_known: 3,
    refused: 0,
    faults: [],
    ...over,
  };
}

/** The file that is looked at: a table of some other program. */
export function looked(over: Partial<ImportLooked> = {}): ImportLooked {
  const column = (heading: string, means: ImportLooked["columns"][number]["means"], sample: string) => ({
    heading,
    samples: [sample],
    ...(means && { means }),
  });
  return {
    form: "csv",
    name: "история.csv",
    bytes: 100,
    columns: [
      column("Дата", "time", "20.11.2025 13:05"),
      column("Кто", null, "Покупатель"),
      column("Имя", "customer", "Мария"),
      column("Текст", "text", "Здравствуйте"),
    ],
    missing: ["author"],
    zone: "Europe/Moscow",
    ...over,
  };
}

/** Exports and imports of the window's fake core: each is over at once, unless a test holds it. */
export class MemoryTransfers {
  exported: ExportView = exported();
  looked: ImportLooked = looked();
  imported: ImportView = imported();
  past: ImportDone[] = [];
  handed = "";

  answers: Pick<Answers, Own> = {
    export_start: (request: ExportStart) => {
      this.exported = { ...this.exported, form: request.form };
      return this.exported;
    },
    export_view: () => this.exported,
    export_cancel: () => {
      this.exported = { ...this.exported, state: "cancelled", path: null };
      return {};
    },
    import_chunk: ({ base64 }) => {
      this.handed += atob(base64);
      return { upload: "a".repeat(32), bytes: this.handed.length };
    },
    import_look: () => this.looked,
    import_start: (request: ImportStart) => {
      this.imported = {
        ...this.imported,
        run: this.imported.run + 1,
        dry_run: request.dry_run,
        undo: false,
        ...(!request.dry_run && { import: 5, account: 3 }),
      };
      return this.imported;
    },
    import_view: () => this.imported,
    import_cancel: () => {
      this.imported = { ...this.imported, state: "cancelled" };
      return {};
    },
    imports_list: () => this.past,
    import_undo: () => {
      this.imported = imported({ run: this.imported.run + 1, dry_run: false, undo: true });
      this.past = [];
      return this.imported;
    },
  };
}
