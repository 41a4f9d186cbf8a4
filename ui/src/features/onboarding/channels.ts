import type { ChannelKind } from "../../api/bindings";

export type Marketplace = Exclude<ChannelKind, "demo" | "archive">;

/** In the order they are offered. */
export const MARKETPLACES: readonly Marketplace[] = ["wildberries", "ozon", "yandex_market", "avito"];

/** Neither the demo nor a history that was brought in. */
export const isMarketplace = (channel: ChannelKind): channel is Marketplace => channel !== "demo" && channel !== "archive";

/** Whether access has a public half: none, a needed one, or one that only settles a doubt. */
export const CLIENT_ID: Record<Marketplace, "none" | "needed" | "spare"> = {
  wildberries: "none",
  ozon: "needed",
  yandex_market: "spare",
  avito: "needed",
};

/** The channel as it stands inside the ids of words. */
export const inWords = (channel: ChannelKind) => channel.replace("_", "-");
