import { Copy, X } from "lucide-react";
import type { ReactNode } from "react";
import type { ChatId, ItemView } from "../../api/bindings";
import { useChat } from "../../api/queries";
import { IconButton } from "../../shared/Button";
import { channelName } from "../../shared/channelName";
import { copyText } from "../../shared/copy";
import { useNotices } from "../../shared/notices";
import { date } from "../../shared/time";
import { harmless, Untrusted } from "../../shared/Untrusted";
import { useWords, type Words } from "../../words/words";

export function money(words: Words, minor: number, currency: string | null | undefined): string {
  const whole = minor % 100 === 0;
  const digits = { minimumFractionDigits: whole ? 0 : 2, maximumFractionDigits: 2 };
  try {
    return new Intl.NumberFormat(words.locale, { style: "currency", currency: currency ?? "RUB", currencyDisplay: "narrowSymbol", ...digits }).format(
      minor / 100,
    );
  } catch {
    return `${new Intl.NumberFormat(words.locale, digits).format(minor / 100)} ${harmless(currency ?? "")}`;
  }
}

export function Side({ chat, onClose }: { chat: ChatId; onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const view = useChat(chat).data;
  if (!view) return <aside className="side" aria-label={t("side-label")} />;
  const { row } = view;
  return (
    <aside className="side" aria-label={t("side-label")}>
      <IconButton label={t("close")} className="side-close" onClick={onClose}>
        <X size={20} />
      </IconButton>
      {row.item && <Item item={row.item} />}
      {row.item?.order_id && (
        <Block title={t("side-order")}>
          <Fact name={t("side-order-number")}>
            <Copied text={row.item.order_id} />
          </Fact>
        </Block>
      )}
      <Block title={t("side-buyer")}>
        <Fact name={t("side-name")}>{row.customer ? <Untrusted text={row.customer} /> : t("buyer-nameless")}</Fact>
        {view.first_message_at_ms != null && <Fact name={t("side-since")}>{date(words, view.first_message_at_ms)}</Fact>}
        <Fact name={t("side-messages")}>{t("side-messages-count", { count: view.messages })}</Fact>
        {view.other_chats > 0 && <Fact name={t("side-other")}>{t("side-other-count", { count: view.other_chats })}</Fact>}
      </Block>
      <Block title={t("side-shop")}>
        <Fact name={t("side-name")}>
          <Untrusted text={view.account_name} />
        </Fact>
        <Fact name={t("side-channel")}>{channelName(words, row.channel)}</Fact>
        {!view.limits.tells_read && <p className="side-note">{t("side-no-receipts", { channel: channelName(words, row.channel) })}</p>}
      </Block>
    </aside>
  );
}

function Item({ item }: { item: ItemView }) {
  const words = useWords();
  const { t } = words;
  return (
    <Block title={t("side-item")}>
      {item.title && (
        <p className="side-item-title">
          <Untrusted text={item.title} />
        </p>
      )}
      {item.remote_id && (
        <Fact name={t("side-article")}>
          <Copied text={item.remote_id} />
        </Fact>
      )}
      {item.size && (
        <Fact name={t("side-size")}>
          <Untrusted text={item.size} />
        </Fact>
      )}
      {item.price_minor != null && <Fact name={t("side-paid")}>{money(words, item.price_minor, item.currency)}</Fact>}
    </Block>
  );
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="side-block">
      <h2>{title}</h2>
      <dl>{children}</dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Copied({ text }: { text: string }) {
  const { t } = useWords();
  const { offer } = useNotices();
  const copy = async () => {
    if (await copyText(text)) offer({ text: t("copied") });
  };
  return (
    <span className="copied">
      <Untrusted text={text} />
      <IconButton label={t("copy")} onClick={() => void copy()}>
        <Copy size={14} />
      </IconButton>
    </span>
  );
}
