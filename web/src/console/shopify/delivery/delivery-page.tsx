import type { ShopifyDelivery, ShopifyDeliveryDetail } from "@donut/contracts/shopify";
import { createLazyRoute, getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useFormat } from "../../../i18n/format.ts";
import { useLanguage } from "../../../i18n/language.ts";
import { Copyable } from "../../../ui/copyable.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useLive } from "../../live/use-live.ts";
import { Body } from "../../message/message-body.tsx";
import { Empty } from "../../shared/empty.tsx";
import { Fact, Facts } from "../../shared/facts.tsx";
import { useFaultWords } from "../../shared/fault-words.ts";
import { bytesText } from "../../text/bytes.ts";
import { duration } from "../../text/duration.ts";
import { placeOf } from "../../text/json-place.ts";
import { deliveryQuery } from "../api.ts";
import { BackLink } from "../back-link.tsx";
import { secondsOf } from "../deliveries/delivery-list.tsx";
import { useShopifyTexts } from "../messages/index.ts";
import { ShopifyPage } from "../shopify-page.tsx";
import { ResultSign } from "../signs.tsx";
import { Wrong } from "../wrong.tsx";
import { GivenUp } from "./given-up.tsx";

export const route = createLazyRoute("/console/shopify/deliveries/$webhookId")({ component: DeliveryPage });

const EVERY = 2000;
const api = getRouteApi("/console/shopify/deliveries/$webhookId");
const link =
  "inline-block min-h-6 rounded-small leading-6 underline decoration-border underline-offset-3 hover:decoration-ink";

/** One delivery: its contents, its result, and how to fix it if it was given up. */
function DeliveryPage() {
  const { delivery: texts } = useShopifyTexts();
  const { webhookId } = api.useParams();
  const { data, error } = useLive(deliveryQuery(webhookId), EVERY);
  return (
    <ShopifyPage
      part="deliveries"
      title={data ? data.delivery.topic : texts.title}
      lead={
        <span className="flex flex-wrap items-center gap-x-4">
          <BackLink to="/console/shopify/deliveries">{texts.back}</BackLink>
          <Copyable value={webhookId} className="min-h-6 text-xs" />
        </span>
      }
    >
      {data === undefined && !error && <Skeleton className="h-96" />}
      {data === null && <Empty title={texts.missing}>{texts.missingHelp}</Empty>}
      {data && (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
          <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
            {data.delivery.result === "given-up" && <GivenUp key={data.delivery.id} detail={data} />}
            <DeliveryFacts delivery={data.delivery} />
          </div>
          <RawBody detail={data} />
        </div>
      )}
    </ShopifyPage>
  );
}

function DeliveryFacts({ delivery }: { delivery: ShopifyDelivery }) {
  const texts = useShopifyTexts();
  const { delivery: own, deliveries } = texts;
  const { dateTime } = useFormat();
  const language = useLanguage();
  const seconds = secondsOf(delivery);
  const { result, eventId, shop, source, receivedAt, handledAt, bytes, signedWith, orderId, orderName } = delivery;
  return (
    <Facts>
      <Fact name={deliveries.result}>
        <ResultSign result={result} />
        <span className="block pt-1 text-ink-soft">{deliveries.meanings[result]}</span>
        {result === "given-up" && <Wrong delivery={delivery} />}
      </Fact>
      {orderId !== undefined && (
        <Fact name={deliveries.order}>
          <Link to="/console/shopify/orders/$id" params={{ id: orderId }} className={link}>
            {orderName ?? orderId}
          </Link>
        </Fact>
      )}
      <Fact name={own.source}>{deliveries.sources[source]}</Fact>
      <Fact name={own.signed}>{signedWith ? own.secrets[signedWith] : own.byHand}</Fact>
      <Fact name={deliveries.received}>
        <time dateTime={receivedAt}>{dateTime(receivedAt)}</time>
      </Fact>
      <Fact name={own.handled}>
        <time dateTime={handledAt}>{dateTime(handledAt)}</time>
        {seconds >= 1 && <span className="text-ink-soft"> · {deliveries.took(duration(seconds, language))}</span>}
      </Fact>
      <Fact name={deliveries.size}>
        <span className="tabular-nums">{bytesText(bytes, language)}</span>
      </Fact>
      <Fact name={own.shop}>{shop}</Fact>
      {eventId && (
        <Fact name={own.eventId}>
          <Copyable value={eventId} className="min-h-6 text-xs" />
        </Fact>
      )}
      <Fact name={texts.journey}>
        <Link
          to="/console/journeys/$correlationId"
          params={{ correlationId: delivery.correlationId }}
          className={`${link} max-w-full truncate font-mono text-xs`}
        >
          {delivery.correlationId}
        </Link>
      </Fact>
    </Facts>
  );
}

function RawBody({ detail: { delivery, raw } }: { detail: ShopifyDeliveryDetail }) {
  const { delivery: texts } = useShopifyTexts();
  const { dateTime } = useFormat();
  const { result, pointer = "", reason = "" } = delivery;
  const note = useFaultWords()(reason) ?? reason;
  const mark = useMemo(() => {
    if (raw === undefined || result !== "given-up") return undefined;
    return { ...placeOf(raw, pointer), note };
  }, [raw, result, pointer, note]);
  if (raw === undefined) return <Empty title={texts.noBody}>{texts.noBodyHelp}</Empty>;
  return (
    <div className="grid min-w-0 gap-1">
      <Body title={texts.body} text={raw} mark={mark} className="max-h-[36rem] min-h-16" />
      {delivery.bodyUntil && <p className="text-xs text-ink-soft">{texts.bodyUntil(dateTime(delivery.bodyUntil))}</p>}
    </div>
  );
}
