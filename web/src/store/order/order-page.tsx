import { useQuery } from "@tanstack/react-query";
import { createLazyRoute, Link, useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { ApiError } from "../../api/http.ts";
import { useMessages } from "../../i18n/messages.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";
import { Button } from "../../ui/button.tsx";
import { ArrowLeftIcon } from "../../ui/icons.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePageTitle } from "../../ui/use-page-title.ts";
import { renewVisit } from "../shared/keep-visit.ts";
import { Lost } from "../shared/lost.tsx";
import { hasPromoted } from "./journey.ts";
import { Line } from "./line.tsx";
import { orderQuery } from "./order-query.ts";
import { Ticket } from "./ticket.tsx";

export const route = createLazyRoute("/store/orders/$orderId")({ component: OrderPage });

/** An order, and its messages' journey, live. */
function OrderPage() {
  const { orderId } = route.useParams();
  const { order: texts } = usePageTexts();
  const { nav, brand } = useMessages();
  const fresh = useLocation({ select: (it) => it.state.fresh === true });
  const { data, error, errorUpdateCount, refetch } = useQuery(orderQuery(orderId));
  usePageTitle(`${texts.title} · ${brand}`);
  useEffect(() => {
    if (data) renewVisit(data.order);
  }, [data]);
  if (!data && error instanceof ApiError && error.status === 404) {
    return <Lost title={texts.unknown} body={texts.unknownWhy} />;
  }
  // Not `error`, which is gone for a moment whenever the shop is asked again.
  if (!data && errorUpdateCount > 0) {
    return (
      <Lost away title={texts.unreachable} body={texts.unreachableWhy}>
        <Button onClick={() => refetch()}>{texts.again}</Button>
      </Lost>
    );
  }
  return (
    <div className="mx-auto max-w-7xl px-4 pt-4 sm:px-6">
      <Link
        to="/orders"
        className="inline-flex h-11 items-center gap-2 text-sm font-semibold text-ink-soft hover:text-ink"
      >
        <ArrowLeftIcon /> {nav.passport}
      </Link>
      <div className="mt-2 grid items-start gap-x-16 gap-y-10 lg:grid-cols-[26rem_1fr]">
        {data ? (
          <Ticket order={data.order} fresh={fresh} vip={hasPromoted(data.timeline)} />
        ) : (
          <Skeleton className="h-96 w-full rounded-large" />
        )}
        <section aria-labelledby="line" className="min-w-0">
          <h2 id="line" className="font-display text-2xl font-bold">
            {texts.line}
          </h2>
          <p className="mt-1 mb-6 max-w-prose text-ink-soft">{texts.lineWhy}</p>
          {data ? (
            <Line timeline={data.timeline} order={data.order} />
          ) : (
            <div className="grid gap-6">
              <Skeleton className="h-12 w-full max-w-md" />
              <Skeleton className="h-12 w-full max-w-sm" />
            </div>
          )}
        </section>
      </div>
    </div>
  );
}
