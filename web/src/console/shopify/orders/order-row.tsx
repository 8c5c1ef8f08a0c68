import type { ShopifyOrder } from "@donut/contracts/shopify";
import { Link } from "@tanstack/react-router";
import { useFormat } from "../../../i18n/format.ts";
import { Cell, Row } from "../../shared/table.tsx";
import { useShopifyTexts } from "../messages/index.ts";
import { Buyer, StateSign, Total, Units, Waits } from "../signs.tsx";

export function OrderRow({ order }: { order: ShopifyOrder }) {
  const { orders: texts, noEmail } = useShopifyTexts();
  const format = useFormat();
  const when = order.createdAt ?? order.firstStoredAt;
  const takes = Object.keys(order.units).length > 0;
  const waits = Object.keys(order.owed).length > 0 || order.unmapped.length > 0;
  return (
    <Row>
      <Cell name={texts.order} double>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link
            to="/console/shopify/orders/$id"
            params={{ id: order.id }}
            className="inline-block min-h-6 rounded-small leading-6 font-semibold wrap-anywhere underline decoration-border underline-offset-3 hover:decoration-ink"
          >
            {order.name}
          </Link>
          {order.state !== "open" && <StateSign state={order.state} />}
        </span>
      </Cell>
      <Cell name={texts.total} number phoneOnly>
        <Total total={order.total} />
      </Cell>
      <Cell name={texts.customer} double>
        <Buyer order={order} none={noEmail} />
      </Cell>
      <Cell name={texts.when}>
        <time dateTime={when} className="tabular-nums">
          {format.dateTime(when)}
        </time>
      </Cell>
      <Cell name={texts.unitsHead} wide>
        {takes ? <Units units={order.units} /> : <span className="text-ink-faint">{texts.tookNothing}</span>}
      </Cell>
      <Cell name={texts.waits} wide desktopOnly={!waits}>
        <span className="flex flex-wrap gap-1.5">
          <Waits order={order} />
          {!waits && "–"}
        </span>
      </Cell>
      <Cell name={texts.total} number desktopOnly>
        <Total total={order.total} />
      </Cell>
    </Row>
  );
}
