import { createLazyRoute, getRouteApi, Link } from "@tanstack/react-router";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useLive } from "../../live/use-live.ts";
import { Empty } from "../../shared/empty.tsx";
import { filterLink } from "../../shared/filter-link.ts";
import { Pager } from "../../shared/pager.tsx";
import { deliveriesQuery } from "../api.ts";
import { useShopifyTexts } from "../messages/index.ts";
import { type DeliveriesSearch, deliveryResults } from "../search.ts";
import { ShopifyPage } from "../shopify-page.tsx";
import { DeliveryList } from "./delivery-list.tsx";
import { Refusals } from "./refusals.tsx";

export const route = createLazyRoute("/console/shopify/deliveries")({ component: DeliveriesPage });

const EVERY = 2000;
const api = getRouteApi("/console/shopify/deliveries");
const PATH = "/console/shopify/deliveries";

/** Deliveries, their results, and refused requests. */
function DeliveriesPage() {
  const { deliveries: texts } = useShopifyTexts();
  const { result, after, hours } = api.useSearch();
  const { data, error } = useLive(deliveriesQuery({ result, after }), EVERY);
  const list: DeliveriesSearch = { ...(result && { result }), ...(hours && { hours }) };
  return (
    <ShopifyPage part="deliveries" title={texts.title} lead={texts.lead}>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <nav className="flex flex-wrap gap-1" aria-label={texts.filter}>
            {([undefined, ...deliveryResults] as const).map((it) => (
              <Link
                key={it ?? "all"}
                to={PATH}
                search={{ ...(it && { result: it }), ...(hours && { hours }) }}
                {...filterLink(it === result)}
              >
                {it ? texts.results[it] : texts.all}
              </Link>
            ))}
          </nav>
          {result && <p className="text-xs text-ink-soft">{texts.meanings[result]}</p>}
          {!data && !error && <Skeleton className="h-96" />}
          {data?.deliveries.length === 0 && (
            <Empty title={result ? texts.none : texts.empty}>{result ? texts.noneHelp[result] : texts.emptyHelp}</Empty>
          )}
          {data && data.deliveries.length > 0 && <DeliveryList deliveries={data.deliveries} label={texts.title} />}
          <Pager
            newest={after ? { to: PATH, search: list } : undefined}
            older={data?.next ? { to: PATH, search: { ...list, after: data.next } } : undefined}
          />
        </div>
        <Refusals hours={hours ?? 24} search={{ ...(result && { result }), ...(after && { after }) }} />
      </div>
    </ShopifyPage>
  );
}
