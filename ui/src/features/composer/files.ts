import type { ChannelLimits } from "../../api/bindings";

/** More files than this in one reply are a mistake more often than a wish; no channel documents a number. */
export const MOST_FILES = 10;

export type FileFault = "none-taken" | "empty" | "large" | "kind" | "sum" | "many";

const ENDINGS: Record<string, string> = {
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  gif: "image/gif",
  webp: "image/webp",
  pdf: "application/pdf",
  txt: "text/plain",
};

interface Candidate {
  name: string;
  size: number;
  type: string;
}

interface Waiting {
  files: number;
  bytes: number;
}

export function mediaType({ name, type }: Pick<Candidate, "name" | "type">): string {
  return type || (ENDINGS[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "");
}

/** Why the channel would not take a file, before anything is sent; the core looks at its contents once more. */
export function faultOf(file: Candidate, waiting: Waiting, limits: ChannelLimits): FileFault | null {
  if (limits.file_bytes === 0) return "none-taken";
  if (file.size === 0) return "empty";
  if (limits.file_types.length > 0 && !limits.file_types.includes(mediaType(file))) return "kind";
  if (file.size > limits.file_bytes) return "large";
  // Where a file is a reply of its own, those beside it take nothing of its room.
  if (limits.files_with_text && waiting.bytes + file.size > Math.max(limits.files_bytes, limits.file_bytes)) return "sum";
  if (waiting.files >= MOST_FILES) return "many";
  return null;
}

/** Media types as people call them: "JPEG, PNG, PDF". */
export function kindNames(types: readonly string[]): string {
  return types.map((type) => (type === "text/plain" ? "TXT" : (type.split("/").at(-1) ?? type).toUpperCase())).join(", ");
}

export function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error ?? new Error("the file could not be read"));
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ""));
    reader.readAsDataURL(file);
  });
}
