import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { usePaused } from "../live/pause.ts";
import { deliveryQuery } from "./api.ts";
import { useShopifyTexts } from "./messages/index.ts";
import { ResultSign } from "./signs.tsx";
import { Wrong } from "./wrong.tsx";

const link =
  "inline-block min-h-6 rounded-small leading-6 underline decoration-border underline-offset-3 hover:decoration-ink";

/** The result of a delivery that was queued a moment ago: polled until it is known. */
export function FollowDelivery({ webhookId }: { webhookId: string }) {
  const texts = useShopifyTexts();
  const paused = usePaused();
  const { data } = useQuery({
    ...deliveryQuery(webhookId),
    refetchInterval: ({ state }) => (paused || state.data ? false : 1000),
    networkMode: "always",
  });
  const delivery = data?.delivery;
  return (
    <span role="status" className="inline-grid gap-1">
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link
          to="/console/shopify/deliveries/$webhookId"
          params={{ webhookId }}
          className={`${link} font-mono text-xs wrap-anywhere`}
        >
          {webhookId}
        </Link>
        {delivery ? (
          <ResultSign result={delivery.result} />
        ) : (
          <span className="text-ink-soft">{texts.delivery.onItsWay}</span>
        )}
        {delivery?.orderId !== undefined && (
          <Link to="/console/shopify/orders/$id" params={{ id: delivery.orderId }} className={`${link} font-semibold`}>
            {texts.order.title(delivery.orderName ?? delivery.orderId)}
          </Link>
        )}
      </span>
      {delivery?.result === "given-up" && <Wrong delivery={delivery} />}
    </span>
  );
}
