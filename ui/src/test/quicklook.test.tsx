import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { message, NOW } from "./memoryHost";
import { counter, open } from "./scene";

function shop() {
  const host = counter();
  const [first] = host.chats;
  if (!first) throw new Error("no chat");
  first.customer = "Елена К.";
  first.item = { title: "Чайник керамический", size: "1,2 л", order_id: "71204118330" };
  host.messages.set(
    1,
    [1, 2, 3, 4].map((id) => message(id, { text: `Слова ${id}`, author: id === 3 ? "seller" : "customer" })),
  );
  host.context = { asking: false, order: { remote_id: "71204118330", state: "delivered", lines: [], asked_at_ms: NOW } };
  return host;
}

describe("the quick look", () => {
  it("shows the last three messages, the order, the item and the deadline, and reads nothing", async () => {
    const host = shop();
    const user = await open(host);
    await user.keyboard(" ");
    const look = await screen.findByTestId("quick-look");
    await waitFor(() => expect(look.textContent).toContain("Слова 4"));
    expect(look.textContent).toContain("Елена К.");
    expect(look.textContent).toContain("Слова 2");
    expect(look.textContent).not.toContain("Слова 1");
    expect(look.textContent).toContain("Чайник керамический");
    await waitFor(() => expect(look.textContent).toMatch(/получен/i));
    expect(look.textContent).toMatch(/осталось 22 часа/);
    expect(host.asked("chat_read")).toEqual([]);
    expect(host.asked("chat_messages")).toEqual([{ chat: 1, limit: 3 }]);
    await waitFor(() => expect(screen.getByTestId("announcer").textContent).toContain("Слова 4"));
  });

  it("takes no word of the marketplace for ours, and names what has no words", async () => {
    const host = shop();
    host.messages.set(1, [
      message(1, { author: "system", text: "Возврат одобрен" }),
      message(2, { author: "seller", text: "" }),
      message(3, { kind: "item", text: "" }),
    ]);
    const user = await open(host);
    await user.keyboard(" ");
    const look = await screen.findByTestId("quick-look");
    await waitFor(() => expect(look.textContent).toContain("Возврат одобрен"));
    expect(look.textContent).not.toContain("0 файлов");
    await waitFor(() => expect(screen.getByTestId("announcer").textContent).toContain("Возврат одобрен"));
    expect(screen.getByTestId("announcer").textContent).toContain("Возврат одобрен. Вы: Без текста. Без текста");
    expect(screen.getByTestId("announcer").textContent).not.toContain("Вы: Возврат");
  });

  it("follows J and K, opens with Enter and goes with Space or Esc", async () => {
    const host = shop();
    const user = await open(host);
    await user.keyboard(" j");
    await waitFor(() => expect(screen.getByTestId("quick-look").textContent).toContain("Покупатель 2"));
    expect(screen.queryByTestId("composer")).toBe(null);
    await user.keyboard(" ");
    expect(screen.queryByTestId("quick-look")).toBe(null);
    await user.keyboard(" ");
    expect(screen.getByTestId("quick-look")).toBeDefined();
    await user.keyboard("{Escape}");
    expect(screen.queryByTestId("quick-look")).toBe(null);
    await user.keyboard(" ");
    screen.getByRole("listbox").focus();
    await user.keyboard("{Enter}");
    await screen.findByTestId("composer");
    expect(screen.queryByTestId("quick-look")).toBe(null);
  });

  it("leaves Space to buttons and to what is written", async () => {
    const user = await open(shop());
    screen.getByTestId("only-unread").focus();
    await user.keyboard(" ");
    expect(screen.queryByTestId("quick-look")).toBe(null);
    expect(screen.getByTestId("only-unread").getAttribute("aria-pressed")).toBe("true");
    screen.getByTestId("search").focus();
    await user.keyboard("а б");
    expect(screen.queryByTestId("quick-look")).toBe(null);
  });
});
