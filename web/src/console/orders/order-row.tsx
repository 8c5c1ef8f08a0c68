import type { ListedOrder } from "@donut/contracts/orders";
import { Link } from "@tanstack/react-router";
import { useFormat } from "../../i18n/format.ts";
import { Copyable } from "../../ui/copyable.tsx";
import { useProductName } from "../api/product-names.ts";
import { Hint } from "../shared/hint.tsx";
import { Moment } from "../shared/moment.tsx";
import { Cell, Row } from "../shared/table.tsx";
import { Tip } from "../shared/tip.tsx";
import { useOrdersTexts } from "./messages/index.ts";
import { OrderState } from "./order-state.tsx";

const link =
  "inline-block min-h-6 max-w-full truncate rounded-small align-bottom leading-6 underline decoration-border underline-offset-3 hover:decoration-ink";
/** Enough of an id to tell orders apart. */
const SHOWN = 12;

export function OrderRow({ order }: { order: ListedOrder }) {
  const texts = useOrdersTexts();
  const format = useFormat();
  const { id, email, placedAt, correlationId, test } = order;
  return (
    <Row>
      <Cell name={texts.order} double>
        <span className="flex flex-wrap items-center gap-x-2">
          <Link
            to="/console/journeys/$correlationId"
            params={{ correlationId }}
            aria-label={texts.journey(shortOf(id))}
            title={id}
            className={`${link} font-mono text-xs font-semibold`}
          >
            {shortOf(id)}
          </Link>
          <Copyable value={id} shown="" className="min-h-6 text-ink-soft" />
          {test && (
            <Hint
              text={texts.testHelp}
              className="rounded-round! border border-dashed border-border px-2 text-xs text-ink-soft"
            >
              {texts.test}
            </Hint>
          )}
        </span>
      </Cell>
      <Cell name={texts.total} number phoneOnly>
        {format.money(order.total)}
      </Cell>
      <Cell name={texts.when}>
        <Moment at={placedAt} className="whitespace-nowrap tabular-nums" />
      </Cell>
      <Cell name={texts.customer} double>
        <Tip text={texts.ordersOf(email)}>
          <Link to="/console/orders" search={{ q: email }} className={link}>
            {email}
          </Link>
        </Tip>
      </Cell>
      <Cell name={texts.what} wide>
        <What order={order} />
      </Cell>
      <Cell name={texts.state} wide>
        <OrderState order={order} />
      </Cell>
      <Cell name={texts.total} number desktopOnly>
        {format.money(order.total)}
      </Cell>
    </Row>
  );
}

const SHOWN_LINES = 2;

function What({ order: { lines } }: { order: ListedOrder }) {
  const texts = useOrdersTexts();
  const nameOf = useProductName();
  const words = lines.map(({ productId, quantity }) => texts.line(quantity, nameOf(productId)));
  const hidden = words.length - SHOWN_LINES;
  return (
    <Hint text={hidden > 1 ? words.join("\n") : undefined} className="tabular-nums">
      {words.slice(0, hidden > 1 ? SHOWN_LINES : undefined).join(", ")}
      {hidden > 1 && <span className="text-ink-soft"> {texts.more(hidden)}</span>}
    </Hint>
  );
}

function shortOf(id: string): string {
  return id.length > SHOWN ? `${id.slice(0, SHOWN)}…` : id;
}
