import { Donut } from "../../donut/donut.tsx";
import { countdown, useFormat } from "../../i18n/format.ts";
import { type Language, useLanguage } from "../../i18n/language.ts";
import { Copyable } from "../../ui/copyable.tsx";
import { cx } from "../../ui/cx.ts";
import { useNow } from "../../ui/use-now.ts";
import type { ProductionOrder } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Moment } from "../shared/moment.tsx";
import { Cell, Row } from "../shared/table.tsx";
import { duration } from "../text/duration.ts";

export function ProductionRow({ order, name }: { order: ProductionOrder; name: Record<Language, string> | undefined }) {
  const { production } = useConsoleMessages();
  const format = useFormat();
  const language = useLanguage();
  const { requestedAt, expectedAt, settledAt } = order;
  return (
    <Row>
      <Cell name={production.product} wide unnamed>
        <div className="flex items-center gap-3">
          <Donut id={order.productId} size={28} />
          <div className="min-w-0">
            <p className="font-semibold">{name?.[language] ?? order.productId}</p>
            <p className="font-mono text-xs text-ink-soft">{order.productId}</p>
          </div>
        </div>
      </Cell>
      <Cell name={production.quantity} number>
        {format.number(order.quantity)}
      </Cell>
      <Cell name={production.status} double>
        <span className="inline-flex items-center gap-2">
          <StatusSign status={order.status} />
          {production.statuses[order.status]}
        </span>
        {order.reason && <span className="block text-xs text-signal-ink">{order.reason}</span>}
      </Cell>
      <Cell name={production.requested}>
        <Moment at={requestedAt} className="whitespace-nowrap tabular-nums" />
      </Cell>
      <Cell name={production.expected}>
        {expectedAt ? <Moment at={expectedAt} className="whitespace-nowrap tabular-nums" /> : "–"}
        {expectedAt && order.status === "accepted" && <Left until={expectedAt} />}
      </Cell>
      <Cell name={production.completed}>
        {settledAt ? <Moment at={settledAt} className="whitespace-nowrap tabular-nums" /> : "–"}
        {settledAt && (
          <span className="block text-xs text-ink-soft tabular-nums">
            {production.took(duration((Date.parse(settledAt) - Date.parse(requestedAt)) / 1000, language))}
          </span>
        )}
      </Cell>
      <Cell name={production.id} wide>
        <Copyable value={order.id} className="text-xs text-ink-soft lg:w-40" />
      </Cell>
    </Row>
  );
}

function Left({ until }: { until: string }) {
  const { production } = useConsoleMessages();
  const left = Date.parse(until) - useNow();
  return (
    <span className="block text-xs text-ink-soft tabular-nums">
      {left > 0 ? production.left(countdown(left)) : production.due}
    </span>
  );
}

function StatusSign({ status }: { status: ProductionOrder["status"] }) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        "size-2.5 rounded-round border-2",
        status === "failed" ? "border-signal bg-signal" : "border-stock",
        status === "completed" && "bg-stock",
      )}
    />
  );
}
