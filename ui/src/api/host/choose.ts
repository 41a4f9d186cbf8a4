import type { Host } from "../host";
import { serverHost } from "./server";
import { tauriHost } from "./tauri";

/** In the desktop window the toolkit's bridge exists; anywhere else the page came from the loopback server. */
export function chooseHost(): Host {
  if ("__TAURI_INTERNALS__" in window) return tauriHost;
  const token = new URLSearchParams(location.hash.slice(1)).get("token") ?? "";
  return serverHost(token);
}
