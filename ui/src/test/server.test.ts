import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { serverHost } from "../api/host/server";

/** The sockets that were opened, newest last. */
const opened: Socket[] = [];

class Socket {
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: () => void;
  readonly sent: string[] = [];
  constructor() {
    opened.push(this);
  }
  send(text: string) {
    this.sent.push(text);
  }
  close() {}
}

const newest = () => opened.at(-1) as Socket;

beforeEach(() => {
  opened.length = 0;
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Socket);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the socket of changes", () => {
  it("knocks ever more seldom at a door that opens and closes, and soon again at one that spoke", () => {
    const heard = vi.fn();
    const stop = serverHost("a-token").listen(heard, () => undefined);
    const turnedAway = () => {
      newest().onopen?.();
      newest().onclose?.();
    };
    for (let n = 0; n < 6; n += 1) {
      turnedAway();
      vi.advanceTimersByTime(10_000);
    }
    turnedAway();
    const knocked = opened.length;
    vi.advanceTimersByTime(5_000);
    expect(opened.length, "five seconds are too soon by now").toBe(knocked);
    vi.advanceTimersByTime(5_000);
    expect(opened.length).toBe(knocked + 1);
    expect(newest().sent).toEqual([]);
    newest().onopen?.();
    expect(newest().sent, "the token is the first word").toEqual(["a-token"]);
    newest().onmessage?.({ data: JSON.stringify({ seq: 0, tags: [], chats: [], accounts: [], resync: true }) });
    expect(heard).toHaveBeenCalledTimes(1);
    newest().onclose?.();
    vi.advanceTimersByTime(500);
    expect(opened.length).toBe(knocked + 2);
    stop();
  });
});
