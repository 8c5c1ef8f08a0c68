import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useFormat } from "../../i18n/format.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Copyable } from "../../ui/copyable.tsx";
import type { Customer } from "../api/customers.ts";
import { orderTotalsQuery } from "../api/orders.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { TypeSign } from "./type-sign.tsx";

/** One customer: what they have ordered and paid, and how they became a VIP. */
export function CustomerCard({ customer }: { customer: Customer }) {
  const { customers: texts } = useConsoleMessages();
  const format = useFormat();
  const { email, type, since, promotion, correlationId, marketingToldAt } = customer;
  const { data } = useQuery({ ...orderTotalsQuery(email), retry: false });
  const totals = data?.totals;
  const atLeast = (value: string) => (totals?.complete === false ? texts.atLeast(value) : value);
  return (
    <article className="grid gap-5 rounded-small border border-hairline bg-surface p-4">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="min-w-0 font-display text-lg font-bold wrap-anywhere">{email}</h2>
        <Copyable value={email} shown="" className="min-h-6 text-ink-soft" />
        <TypeSign type={type} />
      </header>
      <dl className="grid grid-cols-2 gap-x-8 gap-y-4 sm:flex sm:flex-wrap">
        <Figure name={texts.orders}>{totals ? atLeast(texts.ordersSold(totals.sold, totals.orders)) : "–"}</Figure>
        <Figure name={texts.donuts}>{totals ? atLeast(format.number(totals.units)) : "–"}</Figure>
        <Figure name={texts.spend}>{totals ? atLeast(format.money(totals.total)) : "–"}</Figure>
        <Figure name={texts.last}>{totals?.last ? format.dateTime(totals.last) : "–"}</Figure>
      </dl>
      <p className="max-w-3xl text-sm">
        {promotion ? texts.becameVip(format.dateTime(since), promotion.units) : texts.isNormal(format.dateTime(since))}{" "}
        {promotion && (marketingToldAt ? texts.told(format.dateTime(marketingToldAt)) : texts.notToldYet)}
      </p>
      <nav className="flex flex-wrap gap-2" aria-label={texts.links}>
        <Link to="/console/orders" search={{ q: email }} className={buttonClass("outline", "small")}>
          {texts.showOrders}
        </Link>
        <Link to="/console/shopify" search={{ q: email }} className={buttonClass("outline", "small")}>
          {texts.showShopify}
        </Link>
        <Link
          to="/console/journeys/$correlationId"
          params={{ correlationId }}
          className={buttonClass("outline", "small")}
        >
          {promotion ? texts.vipJourney : texts.firstJourney}
        </Link>
      </nav>
    </article>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-ink-soft">{name}</dt>
      <dd className="text-base font-semibold tabular-nums">{children}</dd>
    </div>
  );
}
