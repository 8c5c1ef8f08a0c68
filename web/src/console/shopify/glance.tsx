import type { ShopifySummary } from "@donut/contracts/shopify";
import { Link } from "@tanstack/react-router";
import { useLanguage } from "../../i18n/language.ts";
import { cx } from "../../ui/cx.ts";
import { LiveNumber } from "../../ui/live-number.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useNow } from "../../ui/use-now.ts";
import { Figure } from "../shared/figure.tsx";
import { duration } from "../text/duration.ts";
import { useShopifyTexts } from "./messages/index.ts";

/** What an operator looks for first: whether anything arrives, and whether anything needs a person. */
export function Glance({ summary }: { summary: ShopifySummary | undefined }) {
  const { glance: texts } = useShopifyTexts();
  if (!summary) return <Skeleton className="h-11 w-full sm:w-96" />;
  const owed = Object.values(summary.owed).reduce((sum, units) => sum + units, 0);
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-3 sm:gap-x-8">
      <Figure name={texts.last}>
        {summary.lastDelivery ? <Age at={summary.lastDelivery.receivedAt} /> : texts.never}
      </Figure>
      <Figure name={texts.owed}>
        <Link to="/console/shopify" search={{ state: "owed" }} className={link(owed > 0)}>
          <LiveNumber value={owed} />
        </Link>
      </Figure>
      <Figure name={texts.refused}>
        <Link to="/console/shopify/deliveries" hash="refusals" className={link(summary.refused > 0)}>
          <LiveNumber value={summary.refused} className={cx(summary.refused > 0 && "text-signal-ink")} />
        </Link>
      </Figure>
    </dl>
  );
}

function Age({ at }: { at: string }) {
  const { glance: texts } = useShopifyTexts();
  const language = useLanguage();
  const now = useNow();
  return texts.ago(duration((now - Date.parse(at)) / 1000, language));
}

function link(any: boolean): string {
  return cx("inline-block min-h-6 min-w-6 rounded-small underline-offset-4", any && "underline decoration-border");
}
