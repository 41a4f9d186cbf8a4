import type { ChannelKind } from "../api/bindings";
import { useWords } from "../words/words";

/** The marketplace's two letters in its colour. Its name stands beside them or is spoken. */
export function ChannelMark({ channel }: { channel: ChannelKind }) {
  const { t } = useWords();
  return (
    <span className={`channel-mark channel-mark-${channel}`} aria-hidden="true">
      {t(`mark-${channel.replace("_", "-")}`)}
    </span>
  );
}
