import { useFormat } from "../../i18n/format.ts";
import { Copyable } from "../../ui/copyable.tsx";
import { cx } from "../../ui/cx.ts";
import type { Customer } from "../api/customers.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Cell, Row } from "../shell/table.tsx";

export function CustomerRow({ customer: { email, type, since, promotion, marketingToldAt } }: { customer: Customer }) {
  const { customers: texts } = useConsoleMessages();
  const format = useFormat();
  return (
    <Row>
      <Cell name={texts.email} double>
        <span className="font-semibold wrap-anywhere">{email}</span>
      </Cell>
      <Cell name={texts.type}>
        <span
          className={cx(
            "rounded-round px-2.5 py-0.5 text-xs font-semibold",
            type === "vip" ? "bg-customers text-on-line" : "bg-customers-wash text-customers-ink",
          )}
        >
          {texts.types[type]}
        </span>
      </Cell>
      <Cell name={texts.since} double>
        <time dateTime={since} className="tabular-nums">
          {format.dateTime(since)}
        </time>
      </Cell>
      <Cell name={texts.units} number>
        {promotion ? format.number(promotion.units) : "–"}
      </Cell>
      <Cell name={texts.order} wide>
        {promotion ? <Copyable value={promotion.orderId} className="text-xs text-ink-soft md:w-40" /> : "–"}
      </Cell>
      <Cell name={texts.marketing} wide>
        {marketingToldAt ? (
          <time dateTime={marketingToldAt} className="tabular-nums">
            {format.dateTime(marketingToldAt)}
          </time>
        ) : (
          <span className="text-ink-soft">{texts.notTold}</span>
        )}
      </Cell>
    </Row>
  );
}
