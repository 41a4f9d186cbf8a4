import type { ChannelKind } from "../api/bindings";
import type { Words } from "../words/words";

export function channelName(words: Words, channel: ChannelKind): string {
  return words.t(`channel-${channel.replace("_", "-")}`);
}
