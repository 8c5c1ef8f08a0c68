import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Actor } from "../../auth/actor.ts";
import { restore, session, signIn, signOut } from "../../auth/session.ts";
import { useAuthTexts } from "../../auth/texts/index.ts";
import { Button } from "../../ui/button.tsx";
import { CustomerBadge } from "./customer-badge.tsx";
import { meQuery, myOrdersQuery } from "./my-orders-query.ts";
import { OrderRow } from "./order-row.tsx";

/** The signed-in customer's orders from every device; an invitation to sign in for everybody else. */
export function MyOrders() {
  const now = session.use();

  useEffect(() => {
    if (now.status === "remembered") restore().catch(() => undefined);
  }, [now.status]);

  if (now.status === "signed-in") return <Orders actor={now.actor} />;
  return now.status === "signed-out" && <Invitation />;
}

function Invitation() {
  const { mine, failed, signIn: label } = useAuthTexts();
  const [away, setAway] = useState(false);
  return (
    <div className="mt-8 flex flex-wrap items-center gap-x-6 gap-y-3 rounded-large bg-sunken px-6 py-5">
      <p className="min-w-0 flex-1 basis-64 text-ink-soft">{mine.invite}</p>
      <Button onClick={() => signIn().catch(() => setAway(true))}>{label}</Button>
      <p role="status" className="basis-full text-sm font-semibold text-signal-ink empty:hidden">
        {away && failed.away}
      </p>
    </div>
  );
}

function Orders({ actor }: { actor: Actor }) {
  const { mine, again, signOut: label } = useAuthTexts();
  const me = useQuery(meQuery(actor.email));
  const orders = useInfiniteQuery(myOrdersQuery(actor.email));
  const all = orders.data?.pages.flatMap((page) => page.orders);
  return (
    <section className="mt-12">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="font-display text-2xl font-bold">{mine.title}</h2>
        {me.data && <CustomerBadge type={me.data.type} />}
        <span className="mr-auto text-ink-soft">{actor.email}</span>
        <Button kind="quiet" size="small" onClick={() => signOut()}>
          {label}
        </Button>
      </div>
      {me.data && <p className="mt-1 max-w-prose text-sm text-ink-soft">{mine.meaning[me.data.type]}</p>}
      {!all && orders.errorUpdateCount > 0 && (
        <p className="mt-4 flex flex-wrap items-center gap-3">
          <span>{mine.unreachable}</span>
          <Button size="small" onClick={() => orders.refetch()}>
            {again}
          </Button>
        </p>
      )}
      {all?.length === 0 && <p className="mt-4 text-ink-soft">{mine.none}</p>}
      {all && all.length > 0 && (
        <ul className="mt-3 divide-y divide-hairline border-y border-hairline">
          {all.map((order) => (
            <OrderRow key={order.id} order={order} />
          ))}
        </ul>
      )}
      {orders.hasNextPage && (
        <Button className="mt-4" disabled={orders.isFetchingNextPage} onClick={() => orders.fetchNextPage()}>
          {mine.more}
        </Button>
      )}
    </section>
  );
}
