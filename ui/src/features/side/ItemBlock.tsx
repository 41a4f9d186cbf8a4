import { Package } from "lucide-react";
import type { ChatId, ItemFactsView, ItemView } from "../../api/bindings";
import { useItemPicture } from "../../api/queries";
import { parsed } from "../../shared/address";
import { Copied } from "../../shared/CopyButton";
import { Fact } from "../../shared/Fact";
import { harmless, Untrusted } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { Block } from "./Block";
import { money } from "./money";

interface Props {
  chat: ChatId;
  /** As the chat told it. */
  said: ItemView | null | undefined;
  /** As the marketplace shows it now. */
  facts: ItemFactsView | null | undefined;
  asking: boolean;
}

/** An address as far as it helps to see where it leads. */
function hostOf(address: string): string {
  return parsed(address)?.host ?? address;
}

export function ItemBlock({ chat, said, facts, asking }: Props) {
  const words = useWords();
  const { t } = words;
  const title = facts?.title ?? said?.title;
  const article = facts?.remote_id ?? said?.remote_id;
  return (
    <Block
      title={t("side-item")}
      note={asking && t("side-asking")}
      head={
        <div className="side-item">
          <Picture chat={chat} has={facts?.picture ?? false} title={harmless(title ?? "")} />
          {title && (
            <p className="side-item-title">
              <Untrusted text={title} />
            </p>
          )}
        </div>
      }
    >
      {article && (
        <Fact name={t("side-article")}>
          <Copied text={article} />
        </Fact>
      )}
      {said?.size && (
        <Fact name={t("side-size")}>
          <Untrusted text={said.size} />
        </Fact>
      )}
      {said?.price_minor != null && <Fact name={t("side-paid")}>{money(words, said.price_minor, said.currency)}</Fact>}
      {facts?.price_minor != null && <Fact name={t("side-price")}>{money(words, facts.price_minor, facts.currency)}</Fact>}
      {facts?.stock != null && <Fact name={t("side-stock")}>{facts.stock === 0 ? t("side-stock-none") : t("side-pieces", { count: facts.stock })}</Fact>}
      {facts?.url && (
        <Fact name={t("side-page")}>
          <Copied text={facts.url} shown={hostOf(facts.url)} />
        </Fact>
      )}
    </Block>
  );
}

function Picture({ chat, has, title }: { chat: ChatId; has: boolean; title: string }) {
  const { data } = useItemPicture(chat, has);
  if (!data?.media_type || data.base64 === "") {
    return (
      <span className="side-picture side-picture-none" aria-hidden="true">
        <Package size={20} />
      </span>
    );
  }
  return <img className="side-picture" data-testid="item-picture" src={`data:${data.media_type};base64,${data.base64}`} alt={title} />;
}
