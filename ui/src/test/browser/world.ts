import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import type { OperationName, RequestOf, ResponseOf } from "../../api/host";

const ROOT = resolve(import.meta.dirname, "../../../..");
const PULTCTL = process.env.PULT_BIN ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug/pultctl");
const DIST = process.env.PULT_UI ?? join(ROOT, "ui/dist");

/** A Chromium of the system; the walks are skipped without one. */
export function browserPath(): string | null {
  const named = process.env.PULT_BROWSER;
  const places = [named, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];
  return places.find((place): place is string => place !== undefined && existsSync(place)) ?? null;
}

export async function launch(): Promise<Browser> {
  const executablePath = browserPath();
  if (!executablePath) throw new Error("no browser");
  // As root, in a container, a browser has no sandbox of its own.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
}

/** A data folder with a server over it: the same core, the same window as on the desktop. */
export class World {
  private constructor(
    readonly url: string,
    readonly token: string,
    private readonly server: ChildProcess,
    private readonly folder: string,
  ) {}

  static async start(demo: boolean): Promise<World> {
    const folder = mkdtempSync(join(tmpdir(), "pult-walk-"));
    const options = ["--data", folder, "--format", "json"];
    if (demo) {
      const made = spawnSync(PULTCTL, [...options, "demo"], { encoding: "utf8" });
      if (made.status !== 0) throw new Error(`pultctl demo: ${made.error?.message ?? made.stderr}`);
    }
    const server = spawn(PULTCTL, [...options, "serve", "--port", "0", "--ui", DIST], { stdio: ["ignore", "pipe", "inherit"] });
    const line = await new Promise<string>((done, failed) => {
      let said = "";
      server.stdout?.on("data", (part: Buffer) => {
        said += part.toString();
        if (said.includes("\n")) done(said.split("\n")[0] ?? "");
      });
      server.once("exit", (code) => failed(new Error(`pultctl serve ended with ${code}`)));
    });
    const { url, token } = JSON.parse(line) as { url: string; token: string };
    const world = new World(url, token, server, folder);
    if (demo) await world.furnish();
    else await world.call("settings_set", { locale: "ru", theme: "light" });
    return world;
  }

  /** Labels, a view and a canned reply beside the demo's chats, so that no list of the owner's own is empty. */
  private async furnish(): Promise<void> {
    await this.call("settings_set", { locale: "ru", theme: "light", onboarded: true });
    await this.readyFirst();
    const chats = (await this.call("chat_list", { view: "waiting", limit: 4 })).chats.map((row) => row.chat);
    for (const name of ["Опт", "Постоянный покупатель"]) {
      const { label } = await this.call("label_add", { name });
      await this.call("chats_act", { chats, act: { do: "label", label, on: true } });
    }
    await this.call("chats_act", { chats: chats.slice(0, 2), act: { do: "star", on: true } });
    const closed = (await this.call("chat_list", { view: "done", limit: 1 })).chats.map((row) => row.chat);
    await this.call("chats_act", { chats: closed, act: { do: "spam", on: true } });
    await this.call("view_save", { base: "waiting", unread: true, query: "", name: "Непрочитанные с утра" });
  }

  /** Which chats stand first depends on the hour; the walks want a draft ready for those. */
  private async readyFirst(): Promise<void> {
    const { chats } = await this.call("chat_list", { view: "waiting", limit: 10 });
    const drafts = await Promise.all(chats.map(({ chat }) => this.call("chat_draft", { chat })));
    const without = drafts.filter((draft) => !draft.text).map((draft) => draft.chat);
    await this.call("chats_act", { chats: without, act: { do: "move", queue: "done" } });
  }

  async call<O extends OperationName>(name: O, request: RequestOf<O>): Promise<ResponseOf<O>> {
    const answer = await fetch(`${this.url}/rpc/${name}`, {
      method: "POST",
      headers: { authorization: `Bearer ${this.token}`, origin: this.url, "content-type": "application/json" },
      body: JSON.stringify(request),
    });
    if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as ResponseOf<O>;
  }

  /** What a walk has written into replies. */
  async forgetDrafts(): Promise<void> {
    const { chats } = await this.call("chat_list", { view: "waiting", limit: 3 });
    await Promise.all(chats.map(({ chat }) => this.call("draft_set", { chat, text: "" })));
  }

  async page(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", locale: "ru-RU", ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    // As the window does (freezePrototype in tauri.conf.json): what does not load there must not load here.
    await page.addInitScript("Object.freeze(Object.prototype)");
    return page;
  }

  /** The window as it starts. */
  async open(page: Page): Promise<void> {
    // A new address, so that the same one is not only a jump inside the page.
    await page.goto("about:blank");
    await page.goto(`${this.url}/#token=${this.token}`);
    await page.locator("main, .list").first().waitFor();
  }

  async end(): Promise<void> {
    const gone = new Promise((done) => this.server.once("exit", done));
    this.server.kill("SIGTERM");
    await gone;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What an operation answers in a page from now on, in place of the core: for states a demo never comes to. */
export async function answers<O extends OperationName>(page: Page, name: O, change: (real: ResponseOf<O>) => unknown, status = 200): Promise<void> {
  await page.route(`**/rpc/${name}`, async (route) => {
    const real = status === 200 ? ((await (await route.fetch()).json()) as ResponseOf<O>) : ({} as ResponseOf<O>);
    await route.fulfill({ status, contentType: "application/json", body: JSON.stringify(change(real)) });
  });
}
