import type { OrderView } from "../../api/bindings";
import { Copied } from "../../shared/CopyButton";
import { Fact } from "../../shared/Fact";
import { date } from "../../shared/time";
import { harmless, Untrusted } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { Block } from "./Block";
import { money } from "./money";

interface Props {
  /** The order's number as the chat told it. */
  number: string | null | undefined;
  order: OrderView | null | undefined;
}

/** Where the order stands, in our words first and the marketplace's beside them. */
export function OrderBlock({ number, order }: Props) {
  const words = useWords();
  const { t } = words;
  const id = order?.remote_id ?? number;
  return (
    <Block title={t("side-order")}>
      {order && (
        <Fact name={t("side-state")}>
          <span className={`order-state order-${order.state}`} data-testid="order-state">
            {t(`order-${order.state.replaceAll("_", "-")}`)}
          </span>
          {order.state_word && <small className="order-word">{harmless(order.state_word)}</small>}
        </Fact>
      )}
      {id && (
        <Fact name={t("side-order-number")}>
          <Copied text={id} />
        </Fact>
      )}
      {order?.placed_at_ms != null && <Fact name={t("side-placed")}>{date(words, order.placed_at_ms)}</Fact>}
      {order?.delivered_at_ms != null ? (
        <Fact name={t("side-delivered")}>{date(words, order.delivered_at_ms)}</Fact>
      ) : (
        order?.due_at_ms != null && <Fact name={t("side-due")}>{date(words, order.due_at_ms)}</Fact>
      )}
      {order?.total_minor != null && <Fact name={t("side-total")}>{money(words, order.total_minor, order.currency)}</Fact>}
      {order?.tracking && (
        <Fact name={t("side-tracking")}>
          <Copied text={order.tracking} />
        </Fact>
      )}
      {order && order.lines.length > 0 && (
        <Fact name={t("side-lines")}>
          <ul className="order-lines">
            {order.lines.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: positions have no id, and an order may hold one title twice
              <li key={at}>
                <Untrusted text={line.title} />
                {line.pieces > 1 && <small> {t("order-pieces", { n: line.pieces })}</small>}
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </Block>
  );
}
