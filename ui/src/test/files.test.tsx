import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { OutboxView } from "../api/bindings";
import { Refusal } from "../api/host";
import { faultOf, kindNames, MOST_FILES } from "../features/composer/files";
import { LIMITS, type MemoryHost, NOW } from "./memoryHost";
import { counter, openFirst } from "./scene";

const photo = (name = "чашка.jpg", bytes = 2048) => new File([new Uint8Array(bytes)], name, { type: "image/jpeg" });

const give = (files: File[]) => fireEvent.change(screen.getByTestId("file-picker"), { target: { files } });

const field = () => screen.findByTestId<HTMLTextAreaElement>("composer");

describe("the limits of files", () => {
  const file = { name: "a.jpg", size: 100, type: "image/jpeg" };
  const none = { files: 0, bytes: 0 };
  const limits = { ...LIMITS, file_bytes: 1_000, files_bytes: 1_500, file_types: ["image/jpeg", "application/pdf"] };

  it("are told apart before anything is sent", () => {
    expect(faultOf(file, none, limits)).toBeNull();
    expect(faultOf({ ...file, type: "", name: "B.PDF" }, none, limits), "the ending speaks where the system does not").toBeNull();
    expect(faultOf({ ...file, size: 0 }, none, limits)).toBe("empty");
    expect(faultOf({ ...file, size: 1_001 }, none, limits)).toBe("large");
    expect(faultOf({ ...file, type: "text/html" }, none, limits)).toBe("kind");
    expect(faultOf({ ...file, size: 600 }, { files: 1, bytes: 901 }, limits)).toBe("sum");
    const alone = { ...limits, files_bytes: 1_000, files_with_text: false };
    expect(faultOf({ ...file, size: 600 }, { files: 1, bytes: 600 }, alone), "each leaves as a reply of its own").toBeNull();
    expect(faultOf(file, { files: MOST_FILES, bytes: 0 }, limits)).toBe("many");
    expect(faultOf(file, none, { ...limits, file_bytes: 0 })).toBe("none-taken");
    expect(kindNames(["image/jpeg", "application/pdf", "text/plain"])).toBe("JPEG, PDF, TXT");
  });
});

describe("files in the composer", () => {
  it("leave with the reply, without words too", async () => {
    const host = counter();
    const user = await openFirst(host);
    expect(screen.getByTestId<HTMLButtonElement>("send").disabled).toBe(true);
    give([photo()]);
    await screen.findByTestId("upload");
    expect(host.asked("upload_add")).toMatchObject([{ chat: 1, name: "чашка.jpg" }]);
    expect((host.asked("upload_add")[0] as { base64: string }).base64).toMatch(/^A{8}/);
    await user.click(screen.getByTestId("send"));
    await waitFor(() => expect(host.asked("reply_send")).toMatchObject([{ chat: 1, text: "", uploads: [1] }]));
    await waitFor(() => expect(screen.queryByTestId("upload")).toBeNull());
  });

  it("are refused in words, and nothing of them is sent", async () => {
    const host = counter();
    await openFirst(host);
    give([photo("огромный.jpg", 5_000_001), new File(["MZ"], "счёт.exe", { type: "application/x-msdownload" })]);
    const refused = await screen.findAllByTestId("file-refused");
    expect(refused.map((each) => each.textContent)).toEqual([
      "«огромный.jpg» слишком большой: Wildberries принимает файлы до 4,8 МБ. Уменьшите его.",
      "«счёт.exe» не подойдёт: Wildberries принимает JPEG.",
    ]);
    expect(host.asked("upload_add")).toEqual([]);
  });

  it("are refused by the core's own look too, in the same words", async () => {
    const host = counter();
    host.refusals.set("upload_add", new Refusal({ code: "file_kind", message: "", retryable: false }));
    await openFirst(host);
    give([photo("не картинка.jpg")]);
    expect((await screen.findByTestId("file-refused")).textContent).toMatch(/«не картинка.jpg» не подойдёт/);
  });

  it("come by paste and by drop, and go one by one", async () => {
    const host = counter();
    const user = await openFirst(host);
    fireEvent.paste(await field(), { clipboardData: { files: [photo("вставка.jpg")] } });
    await screen.findByText("вставка.jpg");
    fireEvent.drop(screen.getByTestId("composer-pane"), { dataTransfer: { files: [photo("бросок.jpg")], types: ["Files"] } });
    await screen.findByText("бросок.jpg");
    await user.click(screen.getByRole("button", { name: "Убрать файл «вставка.jpg»" }));
    await waitFor(() => expect(screen.queryByText("вставка.jpg")).toBeNull());
    expect(screen.getByText("бросок.jpg")).toBeDefined();
  });

  it("that waited before the window was opened are there again", async () => {
    const host = counter();
    host.uploads = [{ upload: 7, name: "вчера.png", media_type: "image/png", bytes: 2_048 }];
    await openFirst(host);
    expect(within(await screen.findByTestId("upload")).getByText("вчера.png")).toBeDefined();
    expect(screen.getByTestId<HTMLButtonElement>("send").disabled).toBe(false);
  });

  it("are not offered where the marketplace takes none", async () => {
    const host = counter();
    host.limits = { ...LIMITS, file_bytes: 0 };
    await openFirst(host);
    expect(screen.queryByTestId("attach")).toBeNull();
    fireEvent.paste(await field(), { clipboardData: { files: [photo()] } });
    expect((await screen.findByTestId("file-refused")).textContent).toMatch(/не принимает файлы/);
  });
});

describe("a file that failed", () => {
  const failing = (): MemoryHost => {
    const host = counter();
    const base = { chat: 1, attempts: 3, queued_at_ms: NOW, next_at_ms: NOW, needs_owner: false };
    const file = { upload: 4, name: "трещина.pdf", media_type: "application/pdf", bytes: 9_000 };
    host.outbox = [
      { ...base, outbox: 5, state: "failed", text: "", reason: "channel_refused", file },
      { ...base, outbox: 6, state: "queued", text: "Вот фото трещины", next_at_ms: NOW + 60_000 },
    ] satisfies OutboxView[];
    return host;
  };

  it("stands in the thread with its reason while its words go their way", async () => {
    const host = failing();
    const user = await openFirst(host);
    const bubble = (await screen.findByText("трещина.pdf")).closest("article") as HTMLElement;
    expect(bubble.textContent).toMatch(/Файл не отправлен\. Площадка отказала/);
    expect(screen.getByText("Вот фото трещины").closest("article")?.dataset.state).toBe("queued");
    await user.click(within(bubble).getByRole("button", { name: "Повторить" }));
    await waitFor(() => expect(host.asked("outbox_retry")).toEqual([{ outbox: 5 }]));
  });

  it("is removed for good, its words untouched", async () => {
    const host = failing();
    const user = await openFirst(host);
    await user.click(await screen.findByTestId("remove-file"));
    await waitFor(() => expect(host.asked("upload_remove")).toEqual([{ upload: 4 }]));
    expect(host.outbox.map((each) => each.outbox)).toEqual([6]);
    expect(host.uploads).toEqual([]);
  });
});
