import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { GuardFinding } from "../api/bindings";
import { draft } from "./memoryDrafts";
import { message } from "./memoryHost";
import { counter, openFirst } from "./scene";

const field = () => screen.findByTestId<HTMLTextAreaElement>("composer");
const send = () => screen.getByTestId<HTMLButtonElement>("send");

function finding(over: Partial<GuardFinding> = {}): GuardFinding {
  return { rule: "promise_refund", level: "warn", start: 0, end: 13, reason: "Обещание вернуть деньги: решает площадка", ...over };
}

/** A shop whose guard finds this in every text that begins so, and is asked at the door before it could say so under the field. */
function guarded(beginning: string, found: GuardFinding) {
  const host = counter();
  const call = host.call.bind(host);
  host.call = ((name: never, request: never) => (name === "guard_text" ? new Promise(() => undefined) : call(name, request))) as typeof host.call;
  host.drafted.judge = (text) => {
    const blanks = text.length - text.trimStart().length;
    if (!text.trimStart().startsWith(beginning)) return { verdict: "pass", findings: [] };
    return { verdict: found.level, findings: [{ ...found, start: found.start + blanks, end: found.end + blanks }] };
  };
  return host;
}

describe("the guard at the door", () => {
  it("holds a reply whose warning nobody has seen, keeps the text, and lets it go once it was read", async () => {
    const host = guarded("Вернём деньги", finding());
    const user = await openFirst(host);
    await user.type(await field(), "  Вернём деньги завтра");
    // Quicker than the guard under the field.
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect((await screen.findByTestId("send-refused")).textContent).toMatch(/замечание/);
    expect((await field()).value, "nothing is lost").toBe("  Вернём деньги завтра");
    expect(screen.getByTestId("composer-says").textContent, "the place is counted with the blanks").toMatch("(«Вернём деньги»)");
    expect(host.outbox).toEqual([]);
    expect(send().textContent).toMatch("Отправить всё равно");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(host.asked("reply_send").at(-1)).toMatchObject({ despite: ["promise_refund"] }));
    await waitFor(async () => expect((await field()).value).toBe(""));
    expect(host.outbox).toHaveLength(1);
  });

  it("lets what it stops go only as another text", async () => {
    const host = guarded("Позвоните", finding({ rule: "contact_or_link", level: "block", end: 9, reason: "Контакт или ссылка: площадки это запрещают" }));
    const user = await openFirst(host);
    await user.type(await field(), "Позвоните нам");
    await user.click(send());
    expect((await screen.findByTestId("send-refused")).textContent).toMatch(/отправлять нельзя/);
    expect(send().disabled).toBe(true);
    expect(send().textContent).not.toMatch("всё равно");
    await user.clear(await field());
    await user.type(await field(), "Напишите нам здесь");
    expect(screen.queryByTestId("send-refused"), "what was mended is no trouble any more").toBeNull();
    await user.click(send());
    await waitFor(() => expect(host.outbox).toHaveLength(1));
    expect(host.asked("reply_send").at(-1)).not.toHaveProperty("despite");
  });

  it("leaves a record in the thread under the reply it let go", async () => {
    const host = counter();
    const ours = message(12, { author: "seller", text: "Вернём деньги завтра.", outbox: 7 });
    host.messages.set(1, [message(10), ours]);
    const over = {
      outbox: 7,
      rule: "promise_refund",
      reason: "Обещание вернуть деньги: решает площадка",
      start: 0,
      end: 13,
      writer: "human" as const,
      who: "owner",
      at_ms: Date.now(),
    };
    host.drafted.overrides = [{ chat: 1, ...over }];
    await openFirst(host);
    const note = await screen.findByTestId("sent-despite");
    expect(note.textContent).toBe("Отправлено несмотря на предупреждение: Обещание вернуть деньги: решает площадка (место: «Вернём деньги»)");
    expect(screen.getAllByTestId("sent-despite")).toHaveLength(1);
  });

  it("tells what held a draft that was sent from the panel", async () => {
    const host = guarded("Вернём деньги", finding({ level: "block" }));
    host.drafted.drafts.set(1, draft({ text: "Вернём деньги завтра." }));
    const user = await openFirst(host);
    await user.click(within(await screen.findByTestId("draft")).getByTestId("draft-send"));
    expect((await within(await screen.findByTestId("draft")).findByRole("alert")).textContent).toMatch("(«Вернём деньги»)");
    expect(host.asked("reply_send")[0]).toMatchObject({ writer: "assisted" });
    expect(host.outbox).toEqual([]);
  });
});
