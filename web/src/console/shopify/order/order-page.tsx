import type { ShopifyOrderDetail } from "@donut/contracts/shopify";
import { createLazyRoute, getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useFormat } from "../../../i18n/format.ts";
import { Copyable } from "../../../ui/copyable.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { JourneyStop } from "../../journey/journey-stop.tsx";
import { useLive } from "../../live/use-live.ts";
import { Body } from "../../message/message-body.tsx";
import { Empty } from "../../shared/empty.tsx";
import { Fact, Facts, Section } from "../../shared/facts.tsx";
import { orderQuery } from "../api.ts";
import { BackLink } from "../back-link.tsx";
import { DeliveryList } from "../deliveries/delivery-list.tsx";
import { useShopifyTexts } from "../messages/index.ts";
import { ShopifyPage } from "../shopify-page.tsx";
import { Buyer, StateSign, Total, Waits } from "../signs.tsx";
import { Amounts } from "./amounts.tsx";
import { Lines } from "./lines.tsx";

export const route = createLazyRoute("/console/shopify/orders/$id")({ component: OrderPage });

const api = getRouteApi("/console/shopify/orders/$id");
/** It includes the raw body, which may be large. */
const EVERY = 3000;

/** One order: Shopify's data beside ours, and its history. */
function OrderPage() {
  const { order: texts } = useShopifyTexts();
  const { id } = api.useParams();
  const { data, error } = useLive(orderQuery(id), EVERY);
  return (
    <ShopifyPage
      part="orders"
      title={texts.title(data?.order.name ?? "…")}
      lead={
        <span className="flex flex-wrap items-center gap-x-4">
          <BackLink to="/console/shopify">{texts.back}</BackLink>
          <Copyable value={id} className="min-h-6 text-xs" />
        </span>
      }
    >
      {data === undefined && !error && <Skeleton className="h-96" />}
      {data === null && <Empty title={texts.missing}>{texts.missingHelp}</Empty>}
      {data && <Whole detail={data} />}
    </ShopifyPage>
  );
}

function Whole({ detail: { order, deliveries, raw, timeline } }: { detail: ShopifyOrderDetail }) {
  const { order: texts } = useShopifyTexts();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        <Section title={texts.understood} aside={<Links order={order} />}>
          <OrderFacts order={order} />
        </Section>
        <Amounts order={order} />
        <Lines order={order} />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        {raw === undefined ? (
          <Empty title={texts.rawGone}>{texts.rawGoneHelp}</Empty>
        ) : (
          <Body title={texts.raw} text={raw} className="max-h-[36rem]" />
        )}
        <Section title={texts.deliveries}>
          <DeliveryList deliveries={deliveries} label={texts.deliveries} ofOrder />
        </Section>
        <Section title={texts.timeline}>
          <ol>
            {timeline.map((step, index) => (
              <JourneyStop
                // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added; two may say the same
                key={index}
                step={{ kind: "event", ...step }}
                gap={secondsBetween(timeline[index - 1]?.at, step.at)}
                isLast={index === timeline.length - 1}
              />
            ))}
          </ol>
        </Section>
      </div>
    </div>
  );
}

function OrderFacts({ order }: { order: ShopifyOrderDetail["order"] }) {
  const { order: texts } = useShopifyTexts();
  const { dateTime } = useFormat();
  return (
    <Facts>
      <Fact name={texts.state}>
        <span className="flex flex-wrap gap-1.5">
          <StateSign state={order.state} />
          <Waits order={order} />
        </span>
      </Fact>
      <Fact name={texts.email}>
        <Buyer order={order} none={texts.none} />
      </Fact>
      <Fact name={texts.total}>
        <Total total={order.total} />
      </Fact>
      {order.createdAt && <Fact name={texts.ordered}>{dateTime(order.createdAt)}</Fact>}
      <Fact name={texts.changed}>{dateTime(order.updatedAt)}</Fact>
      <Fact name={texts.stored}>
        {dateTime(order.storedAt)}
        {order.firstStoredAt !== order.storedAt && (
          <span className="text-ink-soft"> · {texts.first(dateTime(order.firstStoredAt))}</span>
        )}
      </Fact>
    </Facts>
  );
}

/** Links to the order's other pages. */
function Links({ order }: { order: ShopifyOrderDetail["order"] }): ReactNode {
  const texts = useShopifyTexts();
  const look =
    "inline-flex min-h-6 items-center rounded-small underline decoration-border underline-offset-3 hover:decoration-ink";
  return (
    <span className="flex gap-4 text-sm">
      <Link to="/console/journeys/$correlationId" params={{ correlationId: order.correlationId }} className={look}>
        {texts.journey}
      </Link>
      <Link to="/console/audit" search={{ q: order.id }} className={look}>
        {texts.audit}
      </Link>
    </span>
  );
}

function secondsBetween(before: string | undefined, at: string): number {
  return before ? (Date.parse(at) - Date.parse(before)) / 1000 : 0;
}
