import type { ShopifyDelivery } from "@donut/contracts/shopify";
import { Link } from "@tanstack/react-router";
import { useLanguage } from "../../../i18n/language.ts";
import { Moment } from "../../shared/moment.tsx";
import { bytesText } from "../../text/bytes.ts";
import { duration } from "../../text/duration.ts";
import { useShopifyTexts } from "../messages/index.ts";
import { ResultSign } from "../signs.tsx";
import { Wrong } from "../wrong.tsx";

interface Props {
  deliveries: ShopifyDelivery[];
  label: string;
  /** They all belong to the order of this page. */
  ofOrder?: boolean;
}

/** Deliveries, one per line, with their results. */
export function DeliveryList({ deliveries, label, ofOrder = false }: Props) {
  return (
    <ul aria-label={label} className="border-t border-border text-sm">
      {deliveries.map((delivery) => (
        <Entry key={delivery.id} delivery={delivery} ofOrder={ofOrder} />
      ))}
    </ul>
  );
}

function Entry({ delivery, ofOrder }: { delivery: ShopifyDelivery; ofOrder: boolean }) {
  const { deliveries: texts } = useShopifyTexts();
  const language = useLanguage();
  const { webhookId, topic, result, receivedAt, bytes, source, signedWith, orderId, orderName } = delivery;
  const seconds = secondsOf(delivery);
  const aside = [
    source !== "webhook" && texts.sources[source],
    signedWith === "previous" && texts.signedPrevious,
    seconds >= 1 && texts.took(duration(seconds, language)),
    bytesText(bytes, language),
  ].filter((it) => it !== false);
  return (
    <li className="grid grid-cols-[5.75rem_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1 border-b border-hairline py-2.5 sm:grid-cols-[7rem_minmax(0,1fr)_auto]">
      <span>
        <ResultSign result={result} />
      </span>
      <div className="grid min-w-0 gap-0.5">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <Link
            to="/console/shopify/deliveries/$webhookId"
            params={{ webhookId }}
            className="inline-block min-h-6 rounded-small leading-6 font-semibold underline decoration-border underline-offset-3 hover:decoration-ink"
          >
            {topic}
          </Link>
          {orderId !== undefined && !ofOrder && (
            <Link
              to="/console/shopify/orders/$id"
              params={{ id: orderId }}
              className="inline-block min-h-6 rounded-small leading-6 wrap-anywhere underline decoration-border underline-offset-3 hover:decoration-ink"
            >
              {orderName ?? orderId}
            </Link>
          )}
          {delivery.retriedAs && <span className="text-xs text-ink-soft">{texts.retried}</span>}
        </p>
        {result === "given-up" && <Wrong delivery={delivery} />}
        <p className="flex flex-wrap gap-x-3 text-xs text-ink-soft tabular-nums">
          <span className="max-w-full truncate font-mono">{webhookId}</span>
          <span>{aside.join(" · ")}</span>
        </p>
      </div>
      <Moment at={receivedAt} className="text-xs text-ink-soft tabular-nums max-sm:col-start-2" />
    </li>
  );
}

/** @returns how long it took from arrival to completion */
export function secondsOf({ receivedAt, handledAt }: ShopifyDelivery): number {
  return (Date.parse(handledAt) - Date.parse(receivedAt)) / 1000;
}
