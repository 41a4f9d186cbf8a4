import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { DraftView, NearReply } from "../api/bindings";
import { wantsOwnWords } from "../features/assist/NearReplies";
import { draft } from "./memoryDrafts";
import { NOW } from "./memoryHost";
import { counter, openFirst } from "./scene";

const field = () => screen.findByTestId<HTMLTextAreaElement>("composer");

const HOOD: NearReply = {
  text: "Здравствуйте! Капюшон на кнопках, его можно снять.",
  source: { kind: "past_reply", id: "3/30", title: "", excerpt: "Капюшон на кнопках", at_ms: NOW - 86_400_000, chat: 3, message: 30 },
};
const SIZES: NearReply = { text: "Берите на размер больше.", source: { kind: "snippet", id: "7", title: "Размеры", excerpt: "Берите на размер больше." } };

/** A chat whose draft is a general reply, with the owner's own words beside it. */
function beside(near: NearReply[], over: Partial<DraftView> = {}) {
  const host = counter();
  const general = { kind: "shipped" as const, id: "answer-product-question", title: "", excerpt: "Уточним и ответим." };
  host.drafted.drafts.set(1, draft({ text: "Уточним и ответим.", sources: [general], ...over }));
  host.drafted.near.set(1, near);
  return host;
}

describe("the owner's own words", () => {
  it("stand beside a general reply and are put into the field by a press, as no draft", async () => {
    const host = beside([HOOD, SIZES]);
    const user = await openFirst(host);
    const [hood, sizes] = await screen.findAllByTestId("near-reply");
    expect(hood?.textContent).toContain(HOOD.text);
    expect(hood?.textContent).toContain("ваш прошлый ответ");
    expect(sizes?.textContent).toContain("«Размеры»");
    await user.click(within(hood as HTMLElement).getByTestId("near-insert"));
    expect((await field()).value).toBe(HOOD.text);
    expect(host.asked("draft_outcome"), "of the draft nothing has become").toEqual([]);
  });

  it("never take the place of what stands in the field without a question, and can be taken back", async () => {
    const user = await openFirst(beside([HOOD]));
    await user.type(await field(), "Секунду");
    await user.click(await screen.findByTestId("near-insert"));
    await user.click(await screen.findByTestId("replace-confirm"));
    expect((await field()).value).toBe(HOOD.text);
    await user.click(await screen.findByRole("button", { name: "Отменить" }));
    expect((await field()).value).toBe("Секунду");
  });

  it("lead to where they are from", async () => {
    const user = await openFirst(beside([SIZES]));
    await user.click(within(await screen.findByTestId("near-reply")).getByTitle("Открыть и изменить"));
    await waitFor(() => expect(screen.queryByTestId("near-reply")).toBeNull());
  });

  it("are not looked for where a draft stands on them, a model writes, or nothing is to be answered", () => {
    const own = { kind: "past_reply" as const, id: "1/1", title: "", excerpt: "" };
    expect(wantsOwnWords(draft({ sources: [own] }))).toBe(false);
    expect(wantsOwnWords(draft({ provider: "openai", sources: [] }))).toBe(false);
    expect(wantsOwnWords(draft({ sources: [], making: { text: "", since_ms: 0 } }))).toBe(false);
    for (const reason of ["nothing_open", "only_files", "spam", "off"] as const)
      expect(wantsOwnWords(draft({ text: null, sources: [], reason })), reason).toBe(false);
    for (const reason of ["unsure", "blocked"] as const) expect(wantsOwnWords(draft({ text: null, sources: [], reason })), reason).toBe(true);
    expect(wantsOwnWords(draft({ provider: "openai", text: null, sources: [], reason: "unsure" })), "a model knew nothing either").toBe(true);
    expect(wantsOwnWords(draft({ stale: true, sources: [own] })), "it is of an earlier question").toBe(true);
    expect(wantsOwnWords(draft())).toBe(true);
  });

  it("take no room where there are none", async () => {
    const host = beside([]);
    await openFirst(host);
    await waitFor(() => expect(host.asked("near_replies").length).toBeGreaterThan(0));
    expect(screen.queryByTestId("near")).toBeNull();
  });
});
