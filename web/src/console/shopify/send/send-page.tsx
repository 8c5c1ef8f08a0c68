import { createLazyRoute } from "@tanstack/react-router";
import { useShopifyTexts } from "../messages/index.ts";
import { ShopifyPage } from "../shopify-page.tsx";
import { ImportOrder } from "./import-order.tsx";
import { Samples } from "./samples.tsx";

export const route = createLazyRoute("/console/shopify/send")({ component: SendPage });

/** Sending and importing orders by hand. */
function SendPage() {
  const { send: texts } = useShopifyTexts();
  return (
    <ShopifyPage part="send" title={texts.title} lead={texts.lead}>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        <Samples />
        <ImportOrder />
      </div>
    </ShopifyPage>
  );
}
