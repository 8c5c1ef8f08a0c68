import type { ShopifyTask } from "@donut/contracts/shopify";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useFormat } from "../../../i18n/format.ts";
import { useLanguage } from "../../../i18n/language.ts";
import { cx } from "../../../ui/cx.ts";
import { useNow } from "../../../ui/use-now.ts";
import { useDenied } from "../../shared/access.ts";
import { ActionButton } from "../../shared/action-button.tsx";
import { duration } from "../../text/duration.ts";
import { useShopifyTexts } from "../messages/index.ts";
import { DoneDialog } from "./done-dialog.tsx";

/** One customer's request: its subject and its deadline, or who has answered it. */
export function TaskCard({ task }: { task: ShopifyTask }) {
  const { privacy: texts } = useShopifyTexts();
  const { dateTime } = useFormat();
  const denied = useDenied();
  const [asking, setAsking] = useState(false);
  const who = task.email ?? (task.customerId && texts.customer(task.customerId)) ?? texts.someone;
  return (
    <li className="grid gap-3 rounded-small border border-hairline bg-surface p-4 text-sm">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="grid min-w-0 gap-0.5">
          <h2 className="font-semibold wrap-anywhere">{texts.asks(who)}</h2>
          <p className="text-xs text-ink-soft tabular-nums">
            {texts.received(dateTime(task.receivedAt))} ·{" "}
            {task.done ? texts.doneBy(task.done.by.name, dateTime(task.done.at)) : <Due at={task.dueAt} />}
          </p>
        </div>
        {task.status === "open" && (
          <ActionButton denied={denied} onClick={() => setAsking(true)}>
            {texts.done}
          </ActionButton>
        )}
      </div>
      {task.status === "open" && <p>{task.redactedAt ? texts.nothingLeft : texts.what}</p>}
      <Orders ids={task.orderIds} />
      {asking && <DoneDialog id={task.id} onClose={() => setAsking(false)} />}
    </li>
  );
}

function Due({ at }: { at: string }) {
  const { privacy: texts } = useShopifyTexts();
  const { dateTime } = useFormat();
  const language = useLanguage();
  const left = (Date.parse(at) - useNow(60_000)) / 1000;
  const age = duration(Math.abs(left), language);
  return (
    <span className={cx(left < 0 && "font-semibold text-signal-ink")}>
      {texts.due(dateTime(at))} ({left < 0 ? texts.overdue(age) : texts.left(age)})
    </span>
  );
}

function Orders({ ids }: { ids: string[] }) {
  const { privacy: texts } = useShopifyTexts();
  if (ids.length === 0) return <p className="text-ink-soft">{texts.noOrders}</p>;
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <span className="text-xs text-ink-soft">{texts.ofOrders}</span>
      <ul className="flex flex-wrap gap-x-3 gap-y-1">
        {ids.map((id) => (
          <li key={id}>
            <Link
              to="/console/shopify/orders/$id"
              params={{ id }}
              className="inline-block min-h-6 rounded-small font-mono text-xs leading-6 underline decoration-border underline-offset-3 hover:decoration-ink"
            >
              {id}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
