import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { OperationName } from "../api/host";
import { App } from "../app/App";
import { chat, MemoryHost, message } from "./memoryHost";

/** A shop with three waiting chats of two messages each. */
export function counter(): MemoryHost {
  const host = new MemoryHost();
  host.chats = [chat(1, { unread: 1 }), chat(2), chat(3)];
  for (const row of host.chats) host.messages.set(row.chat, [message(row.chat * 10), message(row.chat * 10 + 1)]);
  return host;
}

export async function open(host: MemoryHost) {
  const user = userEvent.setup();
  render(<App host={host} />);
  await screen.findAllByTestId("chat-row");
  return user;
}

/** The window with its first chat open. */
export async function openFirst(host: MemoryHost) {
  const user = await open(host);
  await user.keyboard("j");
  await screen.findByTestId("composer");
  return user;
}

/** The chat that stands at this place of the list, counted from one. */
export const row = (n: number) => screen.getAllByTestId("chat-row")[n - 1] as HTMLElement;

/** A picture that is sent, of ten bytes. */
export const picture = (name = "IMG_1.jpg") => new File([new Uint8Array(10)], name, { type: "image/jpeg" });

/** Holds the answers of an operation back, or of some of its requests, until they are let go. */
export function holdBack(host: MemoryHost, operation: OperationName, which: (request: object) => boolean = () => true): () => void {
  const call = host.call.bind(host);
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  host.call = async (name, request) => {
    const answer = call(name, request);
    // A refusal is held back as well.
    if (name === operation && which(request)) await Promise.allSettled([answer, gate]);
    return answer;
  };
  return release;
}
