import type { ChatView } from "../../api/bindings";
import { useShop } from "../../api/queries";
import { channelName } from "../../shared/channelName";
import { ShopMark } from "../../shared/ShopMark";
import { Untrusted } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

/** Where a chat is held: the shop's mark, the marketplace and the shop's name. */
export function ThreadShop({ view }: { view: ChatView }) {
  const words = useWords();
  const shop = useShop(view.row.account);
  return (
    <>
      <ShopMark name={view.account_name} colour={shop?.colour ?? 0} />
      <span className="thread-shop">
        {view.row.channel !== "demo" && `${channelName(words, view.row.channel)}, `}
        <Untrusted text={view.account_name} />
      </span>
    </>
  );
}
