import { Link } from "@tanstack/react-router";
import { buttonClass } from "../../../ui/button.tsx";
import { useLive } from "../../live/use-live.ts";
import { Command } from "../../shared/command.tsx";
import { summaryQuery } from "../api.ts";
import { useShopifyTexts } from "../messages/index.ts";

const EVERY = 2000;

/** Shown before the first order: how to get one. */
export function FirstOrder() {
  const { orders: texts } = useShopifyTexts();
  const { data: summary } = useLive(summaryQuery, EVERY);
  return (
    <div className="grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-3 rounded-small border border-dashed border-border px-4 py-5 text-sm text-ink-soft">
      <p className="font-semibold text-ink">{texts.empty}</p>
      <p>{texts.emptyHelp}</p>
      {summary && <Command text={curl(summary)} />}
      <p>
        <Link to="/console/shopify/send" className={buttonClass("outline", "small")}>
          {texts.sample}
        </Link>
      </p>
    </div>
  );
}

/** Signed with the laptop's secret, which openssl reads from its file. */
function curl({ webhookUrl, shop }: { webhookUrl: string; shop: string }): string {
  return `body=packages/testing/shopify-fixtures/01-single-line.json
secret=$(node -p "require('./offline.secrets.json').ShopifyWebhookSecret")
curl ${webhookUrl} --data-binary @$body \\
  -H "content-type: application/json" \\
  -H "x-shopify-topic: orders/create" \\
  -H "x-shopify-shop-domain: ${shop}" \\
  -H "x-shopify-hmac-sha256: $(openssl dgst -sha256 -hmac "$secret" -binary $body | base64)"`;
}
