import { readFileSync } from "node:fs";
import { join } from "node:path";
import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { ErrorCode } from "../api/bindings";
import { Refusal } from "../api/host";
import { expiryOf } from "../shared/expiry";
import { wordsOf } from "../words/words";
import { account, NOW } from "./memoryHost";
import { counter, holdBack, open, openFirst } from "./scene";

const DAY = 86_400_000;

afterEach(() => localStorage.clear());

describe("the page State", () => {
  it("opens by two keys and tells each shop's trouble, limits and token", async () => {
    const host = counter();
    host.accounts = [
      account(),
      account({
        account: 2,
        channel: "ozon",
        name: "Мастерская",
        health: "retrying",
        error_count: 3,
        last_error: { code: "unreachable", detail: "no connection" },
        token_expires_at_ms: NOW + 2 * DAY + 3_600_000,
      }),
    ];
    host.states.set(2, { quarantined: 4, messages: 12_345, behind_ms: 3 * 3_600_000, quotas: [{ name: "Client-Id", limit: 50, left: 5, period_ms: 1_000 }] });
    const user = await open(host);
    await user.keyboard("gt");
    const [, shop] = await screen.findAllByTestId("state-account");
    const told = within(shop as HTMLElement);
    expect(shop?.textContent).toMatch(/Нет связи с площадкой/);
    expect(shop?.textContent, "who was not reached has said nothing").not.toMatch(/Слова площадки/);
    expect(shop?.textContent).toMatch(/12\s345 сообщений/);
    expect(shop?.textContent).toMatch(/Ошибки3 подряд/);
    expect(shop?.textContent).toMatch(/через 2 дня/);
    expect(told.getByText(/5 из 50 за 1 с/)).toBeDefined();
    expect(told.getByRole<HTMLMeterElement>("meter", { name: "Все запросы" }).value).toBe(5);
    await user.keyboard("{Escape}");
    await screen.findAllByTestId("chat-row");
  });

  it("checks now, and says where the log was saved or why not", async () => {
    const host = counter();
    host.state = {
      checks: [
        { check: "database", ok: true, detail: "" },
        { check: "keychain", ok: false, detail: "locked" },
      ],
    };
    const user = await open(host);
    await user.click(screen.getByTestId("open-state"));
    await user.click(await screen.findByTestId("check-now"));
    await waitFor(() => expect(host.asked("sync_now")).toEqual([{}]));
    await waitFor(() => expect(host.asked("doctor"), "the keychain is tried").toEqual([{}]));
    await user.click(screen.getByTestId("save-log"));
    await screen.findByText(/Журнал сохранён.*pult-log\.txt/);
    host.refusals.set("log_export", new Refusal({ code: "disk_full", message: "", retryable: true }));
    await user.click(screen.getByTestId("save-log"));
    await screen.findByText(/На диске нет места/);
    expect(screen.getAllByTestId("state-check").map((each) => each.dataset.ok)).toEqual(["true", "false"]);
    expect(screen.getByText("75 % нашлись здесь (3 из 4)")).toBeDefined();
    expect(screen.getByText("Версия базы данных").nextElementSibling?.textContent, "no number without a word").toBe("2 растёт с обновлениями Пульта");
  });

  it("never says of a shop that could not be asked that it was checked", async () => {
    const host = counter();
    const report = { account: 1, channel: "wildberries", pages: 0, messages_seen: 0, messages_new: 0, chats_new: 0, took_ms: 5 } as const;
    host.accounts = [account(), account({ account: 2, name: "Лавка" }), account({ account: 3, name: "Чайная" }), account({ account: 4, name: "Сад" })];
    const failed = (account: number, code: ErrorCode) => ({ ...report, account, error: { code, detail: "" } });
    host.reports = [report, failed(2, "unreachable"), failed(3, "disk_full"), failed(4, "unreachable")];
    const user = await open(host);
    await user.keyboard("gt");
    await user.click(await screen.findByTestId("check-now"));
    await screen.findByText(/^Лавка, Сад: Нет связи с площадкой.* Чайная: На диске нет места/);
    expect(screen.queryByText("Все магазины проверены")).toBeNull();
    host.reports = [report];
    await user.click(screen.getByTestId("check-now"));
    await screen.findByText("Все магазины проверены");
  });

  it("tells how a check went whose page was left meanwhile", async () => {
    const host = counter();
    host.refusals.set("sync_now", Refusal.unreachable());
    const user = await open(host);
    await user.keyboard("gt");
    const release = holdBack(host, "sync_now");
    await user.click(await screen.findByTestId("check-now"));
    await user.keyboard("{Escape}");
    await screen.findAllByTestId("chat-row");
    await act(async () => release());
    await screen.findByText(wordsOf("ru").error("core_unreachable"));
  });

  it("tells of history from files neither a last check nor what is behind, and asks no key for it", async () => {
    const host = counter();
    host.accounts = [account(), account({ account: 2, channel: "archive", name: "Архив", last_sync_at_ms: NOW - 90 * DAY })];
    host.states.set(2, { behind_ms: 90 * DAY, messages: 1_234 });
    const user = await open(host);
    await waitFor(() => expect(document.querySelector(".rail-state")?.textContent).toMatch(/проверены .* назад/));
    expect(document.querySelector(".rail-state")?.textContent).not.toMatch(/дн/);
    await user.keyboard("gt");
    const [shop, archive] = await screen.findAllByTestId("state-account");
    expect(shop?.textContent).toMatch(/Последняя проверка/);
    expect(archive?.textContent).toMatch(/история из файлов/);
    expect(archive?.textContent).toMatch(/1\s234 сообщения/);
    expect(archive?.textContent).not.toMatch(/Последняя проверка|Отставание|90/);
    await user.keyboard("{Escape}");
    await screen.findAllByTestId("chat-row");
    await user.keyboard("{Control>},{/Control}");
    const shops = await screen.findAllByTestId("shop");
    expect(shops.map((each) => within(each).queryByTestId("shop-token") !== null)).toEqual([true, false]);
  });

  it("says that nothing could be found out, and tries again", async () => {
    const host = counter();
    host.refusals.set("state", new Refusal({ code: "storage_failed", message: "", retryable: false }));
    const user = await open(host);
    await user.keyboard("gt");
    await screen.findByText("Состояние узнать не удалось");
    host.refusals.clear();
    await user.click(screen.getByRole("button", { name: "Повторить" }));
    await screen.findAllByTestId("state-account");
  });
});

describe("a token's end", () => {
  it("is told at 14, 3 and 1 days", () => {
    const at = (days: number) => expiryOf({ token_expires_at_ms: NOW + days * DAY }, NOW);
    expect(at(15)).toBeNull();
    expect([14, 4, 3, 1.5, 1, 0.5].map((days) => at(days)?.step)).toEqual([14, 14, 3, 3, 1, 1]);
    expect(at(-1)).toEqual({ step: 1, days: 0, over: true });
  });

  it("is a line over the list until it is put away, and comes back at the next step", async () => {
    const host = counter();
    host.accounts = [account({ token_expires_at_ms: Date.now() + 10 * DAY + 3_600_000 })];
    const user = await open(host);
    expect((await screen.findByTestId("expiry-strip")).textContent).toMatch(/Глиняный дом: Ключ закончится через 10 дней/);
    await user.click(screen.getByRole("button", { name: "Убрать до следующего напоминания" }));
    await waitFor(() => expect(screen.queryByTestId("expiry-strip")).toBeNull());
    host.accounts = [account({ token_expires_at_ms: Date.now() + 2 * DAY })];
    act(() => host.changed(["accounts"]));
    await screen.findByTestId("expiry-strip");
  });
});

describe("a start from a copy", () => {
  it("is told in words until the owner has read them", async () => {
    const host = counter();
    host.recovery = { copied_at_ms: NOW - DAY, set_aside: "/data/damaged-1", salvaged: 3, brought_back: 2 };
    const user = await open(host);
    const banner = screen.getByTestId("recovery");
    expect(banner.textContent).toMatch(/найдено: 3, вернули в чаты: 2/);
    expect(banner.textContent).toMatch(/\/data\/damaged-1/);
    await user.click(screen.getByTestId("recovery-seen"));
    await waitFor(() => expect(screen.queryByTestId("recovery")).toBeNull());
    expect(host.asked("recovery_seen")).toEqual([{}]);
  });
});

describe("the side panel", () => {
  it("shows item and order at once and asks anew when the marketplace has answered", async () => {
    const host = counter();
    host.context = {
      asking: true,
      item: {
        remote_id: "184",
        title: "Чайник",
        price_minor: 249_000,
        currency: "RUB",
        picture: true,
        url: "https://www.ozon.ru/product/184",
        stock: 0,
        asked_at_ms: NOW,
      },
    };
    await openFirst(host);
    const side = await screen.findByTestId("side");
    await within(side).findByText("Чайник");
    expect(side.textContent).toMatch(/обновляем/);
    expect(side.textContent).toMatch(/www\.ozon\.ru/);
    await within(side).findByTestId("item-picture");
    host.context = {
      ...host.context,
      asking: false,
      order: { remote_id: "71-1", state: "at_pickup", tracking: "RA123", lines: [{ title: "Чайник", pieces: 2 }], asked_at_ms: NOW },
    };
    act(() => host.changed(["lookups"], [1]));
    expect((await within(side).findByTestId("order-state")).textContent).toBe("ждёт в пункте выдачи");
    expect(side.textContent).toMatch(/× 2/);
    expect(side.textContent).toMatch(/RA123/);
    expect(side.textContent).not.toMatch(/обновляем/);
  });
});

describe("the colours of shops", () => {
  const css = readFileSync(join(import.meta.dirname, "../styles/tokens.css"), "utf8");
  const [light = "", dark = ""] = css.split(':root[data-theme="dark"]');
  const colour = (theme: string, name: string) => theme.match(new RegExp(`--${name}: (#[0-9a-f]{6})`))?.[1] ?? "";
  const bright = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string) => {
    const [high = 0, low = 0] = [bright(a), bright(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };

  it("stand out 3 : 1 from every ground, and carry a letter at 4.5 : 1", () => {
    for (const theme of [light, dark]) {
      for (let n = 0; n < 8; n += 1) {
        const shade = colour(theme, `shade-${n}`);
        for (const ground of ["panel", "ground", "selected", "hover", "accent-soft"])
          expect(contrast(shade, colour(theme, ground)), `${n} on ${ground}`).toBeGreaterThan(3);
        expect(contrast(shade, colour(theme, "on-mark")), `letter on ${n}`).toBeGreaterThan(4.5);
      }
    }
  });
});
