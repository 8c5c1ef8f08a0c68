import { Link } from "@tanstack/react-router";
import { useFormat } from "../../i18n/format.ts";
import { Copyable } from "../../ui/copyable.tsx";
import type { Customer } from "../api/customers.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Cell, Row } from "../shared/table.tsx";
import { TypeSign } from "./type-sign.tsx";

export function CustomerRow({ customer }: { customer: Customer }) {
  const { customers: texts } = useConsoleMessages();
  const format = useFormat();
  const { email, type, since, promotion, marketingToldAt } = customer;
  // On a phone, a card leaves out the fields that a normal customer lacks.
  const vipOnly = { desktopOnly: type === "normal" };
  return (
    <Row>
      <Cell name={texts.email} double>
        <Link
          to="/console/customers"
          search={{ email }}
          className="inline-block min-h-6 rounded-small leading-6 font-semibold wrap-anywhere underline decoration-border underline-offset-3 hover:decoration-ink"
        >
          {email}
        </Link>
      </Cell>
      <Cell name={texts.type}>
        <TypeSign type={type} />
      </Cell>
      <Cell name={texts.since} double>
        <time dateTime={since} className="tabular-nums">
          {format.dateTime(since)}
        </time>
      </Cell>
      <Cell name={texts.units} number {...vipOnly}>
        {promotion ? format.number(promotion.units) : "–"}
      </Cell>
      <Cell name={texts.order} wide {...vipOnly}>
        {promotion ? <PromotedBy orderId={promotion.orderId} correlationId={customer.correlationId} /> : "–"}
      </Cell>
      <Cell name={texts.marketing} wide {...vipOnly}>
        {type === "normal" && "–"}
        {type === "vip" && !marketingToldAt && <span className="text-ink-soft">{texts.notNotified}</span>}
        {marketingToldAt && (
          <time dateTime={marketingToldAt} className="tabular-nums">
            {format.dateTime(marketingToldAt)}
          </time>
        )}
      </Cell>
    </Row>
  );
}

/** The order's id, linked to its journey. */
function PromotedBy({ orderId, correlationId }: { orderId: string; correlationId: string }) {
  const { customers: texts } = useConsoleMessages();
  return (
    <span className="flex items-center gap-1.5 text-xs text-ink-soft">
      <Link
        to="/console/journeys/$correlationId"
        params={{ correlationId }}
        aria-label={texts.journey(orderId)}
        title={orderId}
        className="inline-block min-h-6 truncate rounded-small font-mono leading-6 underline decoration-border underline-offset-3 hover:text-ink hover:decoration-ink lg:w-40"
      >
        {orderId}
      </Link>
      <Copyable value={orderId} shown="" className="min-h-6" />
    </span>
  );
}
