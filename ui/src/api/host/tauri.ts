import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { ChatId, CoreChange } from "../bindings";
import { type Begin, type Host, type OperationName, type Place, Refusal, type RequestOf, type ResponseOf } from "../host";

/** What the shell and the page leave for each other in the window (`src-tauri/rest.rs`). */
declare global {
  interface Window {
    pultBegin?: Begin | null;
    pultPlace?: () => Place | null;
  }
}

/** The desktop window: one command and two events. */
export const tauriHost: Host = {
  async call<O extends OperationName>(name: O, request: RequestOf<O>): Promise<ResponseOf<O>> {
    try {
      return await invoke<ResponseOf<O>>("rpc", { name, json: request });
    } catch (thrown) {
      throw Refusal.from(thrown);
    }
  },
  listen(onChange, onLost) {
    const stop = listen<CoreChange>("pult-change", (event) => onChange(event.payload));
    stop.catch(onLost);
    return () => void stop.then((end) => end()).catch(() => undefined);
  },
  opened(open) {
    const stop = listen<ChatId | null>("pult-open-chat", (event) => open(event.payload));
    return () => void stop.then((end) => end()).catch(() => undefined);
  },
  begin: window.pultBegin ?? null,
  begun() {
    tauriHost.begin = null;
  },
  resting(place) {
    window.pultPlace = place;
    return () => {
      delete window.pultPlace;
    };
  },
};
