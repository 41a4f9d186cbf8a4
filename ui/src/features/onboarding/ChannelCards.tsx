import { useAppInfo } from "../../api/queries";
import { ChannelMark } from "../../shared/ChannelMark";
import { channelName } from "../../shared/channelName";
import { useWords } from "../../words/words";
import { inWords, MARKETPLACES, type Marketplace } from "./channels";

/** The marketplaces that this version can connect, each with what it will ask for. */
export function ChannelCards({ onPick }: { onPick: (channel: Marketplace) => void }) {
  const words = useWords();
  const known = useAppInfo().data?.channels ?? [];
  const offered = MARKETPLACES.filter((channel) => known.some((each) => each.channel === channel && each.available));
  return (
    <div className="channel-cards">
      {offered.map((channel) => (
        <button key={channel} type="button" className="choice-card" data-testid={`channel-${channel}`} onClick={() => onPick(channel)}>
          <ChannelMark channel={channel} />
          <strong>{channelName(words, channel)}</strong>
          <span>{words.t(`needs-${inWords(channel)}`)}</span>
        </button>
      ))}
    </div>
  );
}
