import { X } from "lucide-react";
import type { ChatId, MessageId } from "../../api/bindings";
import { useChat, useChatContext, useShop } from "../../api/queries";
import { IconButton } from "../../shared/Button";
import { channelName } from "../../shared/channelName";
import { Fact } from "../../shared/Fact";
import { ShopMark } from "../../shared/ShopMark";
import { date } from "../../shared/time";
import { Untrusted } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { ChatSummary } from "../assist/ChatSummary";
import { DraftPanel } from "../assist/DraftPanel";
import type { Assist } from "../assist/useAssist";
import type { KnowledgeEntry } from "../knowledge/KnowledgePage";
import { PeopleBlock } from "../people/PeopleBlock";
import { AnalysisBlock } from "./AnalysisBlock";
import { Block } from "./Block";
import { ItemBlock } from "./ItemBlock";
import { OrderBlock } from "./OrderBlock";

interface Props {
  chat: ChatId;
  assist: Assist;
  onOpen: (chat: ChatId, message: MessageId | null) => void;
  /** Shows another chat beside this one. */
  onBeside: (chat: ChatId) => void;
  /** Opens one thing the owner wrote. */
  onEntry: (entry: KnowledgeEntry) => void;
  onModels: () => void;
  /** Chats were joined or parted: says so, with the way back. */
  onJoined: (text: string, undo: number | null | undefined) => void;
  onClose: () => void;
}

/** The drafted reply first, then item, order, buyer, shop: what is known here at once, and fresher as the marketplace answers. */
export function Side({ chat, assist, onOpen, onBeside, onEntry, onModels, onJoined, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const view = useChat(chat).data;
  const context = useChatContext(chat).data;
  const shop = useShop(view?.row.account ?? 0);
  if (!view) return <aside className="side" aria-label={t("side-label")} />;
  const { row } = view;
  return (
    <aside className="side" aria-label={t("side-label")} data-testid="side">
      <IconButton label={t("close")} className="side-close" onClick={onClose}>
        <X size={20} />
      </IconButton>
      <ChatSummary key={`summary ${chat}`} chat={chat} onOpen={onOpen} />
      <DraftPanel key={chat} assist={assist} onOpen={onOpen} onEntry={onEntry} onModels={onModels} />
      {view.analysis && <AnalysisBlock key={`analysis ${view.analysis.message}`} chat={chat} heard={view.analysis} />}
      {(row.item || context?.item) && <ItemBlock chat={chat} said={row.item} facts={context?.item} asking={context?.asking ?? false} />}
      {(row.item?.order_id || context?.order) && <OrderBlock number={row.item?.order_id} order={context?.order} />}
      <Block title={t("side-buyer")}>
        <Fact name={t("side-name")}>{row.customer ? <Untrusted text={row.customer} /> : t("buyer-nameless")}</Fact>
        {view.first_message_at_ms != null && <Fact name={t("side-since")}>{date(words, view.first_message_at_ms)}</Fact>}
        <Fact name={t("side-messages")}>{t("side-messages-count", { count: view.messages })}</Fact>
        {view.other_chats > 0 && <Fact name={t("side-other")}>{t("side-other-count", { count: view.other_chats })}</Fact>}
      </Block>
      <PeopleBlock chat={chat} onOpen={(other) => onOpen(other, null)} onBeside={onBeside} onDone={onJoined} />
      <Block
        title={t("side-shop")}
        foot={!view.limits.tells_read && <p className="side-note">{t("side-no-receipts", { channel: channelName(words, row.channel) })}</p>}
      >
        <Fact name={t("side-name")}>
          <span className="side-shop">
            <ShopMark name={view.account_name} colour={shop?.colour ?? 0} /> <Untrusted text={view.account_name} />
          </span>
        </Fact>
        <Fact name={t("side-channel")}>{channelName(words, row.channel)}</Fact>
      </Block>
    </aside>
  );
}
