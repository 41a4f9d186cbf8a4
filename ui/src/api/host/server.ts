import type { CoreChange } from "../bindings";
import { type Host, type OperationName, Refusal, type RequestOf, type ResponseOf } from "../host";

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;

/** The loopback server: POST for operations, a socket for changes. */
export function serverHost(token: string): Host {
  return {
    call: (name, request) => post(token, name, request),
    listen: (onChange) => keepSocket(token, onChange),
  };
}

async function post<O extends OperationName>(token: string, name: O, request: RequestOf<O>): Promise<ResponseOf<O>> {
  try {
    const answer = await fetch(`/rpc/${name}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(request),
    });
    const body: unknown = await answer.json();
    if (!answer.ok) throw Refusal.from(body);
    return body as ResponseOf<O>;
  } catch (thrown) {
    throw Refusal.from(thrown);
  }
}

function keepSocket(token: string, onChange: (change: CoreChange) => void): () => void {
  let stopped = false;
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_RETRY_MS;

  const open = () => {
    socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/changes`);
    socket.onopen = () => socket?.send(token);
    socket.onmessage = (event) => {
      // The first one says that everything is to be asked for again, and comes only to who knows the token: a server that
      // was started anew has another, and opens and closes.
      wait = FIRST_RETRY_MS;
      onChange(JSON.parse(String(event.data)) as CoreChange);
    };
    socket.onclose = () => {
      if (stopped) return;
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_RETRY_MS);
    };
  };
  open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    socket?.close();
  };
}
