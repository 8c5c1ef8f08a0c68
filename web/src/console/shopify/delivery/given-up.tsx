import type { ShopifyDeliveryDetail } from "@donut/contracts/shopify";
import { useState } from "react";
import { useDenied } from "../../shared/access.ts";
import { ActionButton } from "../../shared/action-button.tsx";
import { PanelCard } from "../../shared/panel-card.tsx";
import { sayFailed } from "../../shared/say.tsx";
import { FollowDelivery } from "../follow-delivery.tsx";
import { useShopifyTexts } from "../messages/index.ts";
import { MendDialog } from "./mend-dialog.tsx";
import { useRetry } from "./use-retry.ts";

/** The actions for a given-up delivery, and their result. */
export function GivenUp({ detail: { delivery, raw } }: { detail: ShopifyDeliveryDetail }) {
  const { delivery: texts } = useShopifyTexts();
  const denied = useDenied();
  const [mending, setMending] = useState(false);
  const retry = useRetry(delivery.webhookId);
  const retriedAs = retry.data?.webhookId ?? delivery.retriedAs;
  return (
    <PanelCard title={texts.againTitle} body={raw === undefined ? texts.noBodyRetry : texts.againHelp}>
      <div className="flex flex-wrap gap-2">
        <ActionButton kind="primary" denied={denied} onClick={() => setMending(true)}>
          {texts.mend}
        </ActionButton>
        {raw !== undefined && (
          <ActionButton
            denied={denied}
            busy={retry.isPending}
            onClick={() => retry.mutate(undefined, { onError: sayFailed })}
          >
            {texts.asItCame}
          </ActionButton>
        )}
      </div>
      {retriedAs && (
        <p className="text-sm">
          {texts.retriedAs} <FollowDelivery webhookId={retriedAs} />
        </p>
      )}
      {mending && (
        <MendDialog webhookId={delivery.webhookId} raw={raw ?? ""} wrong={delivery} onClose={() => setMending(false)} />
      )}
    </PanelCard>
  );
}
