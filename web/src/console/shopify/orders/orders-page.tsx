import { createLazyRoute, getRouteApi, Link } from "@tanstack/react-router";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { focusSearch } from "../../keyboard/focus-search.ts";
import { useShortcut } from "../../keyboard/use-shortcut.ts";
import { useLive } from "../../live/use-live.ts";
import { Empty } from "../../shared/empty.tsx";
import { filterLink } from "../../shared/filter-link.ts";
import { Pager } from "../../shared/pager.tsx";
import { SearchField } from "../../shared/search-field.tsx";
import { Head, Table } from "../../shared/table.tsx";
import { ordersQuery, summaryQuery } from "../api.ts";
import { useShopifyTexts } from "../messages/index.ts";
import { type OrdersSearch, orderFilters } from "../search.ts";
import { ShopifyPage } from "../shopify-page.tsx";
import { FirstOrder } from "./first-order.tsx";
import { OrderRow } from "./order-row.tsx";

export const route = createLazyRoute("/console/shopify/")({ component: OrdersPage });

const EVERY = 2000;
const api = getRouteApi("/console/shopify/");
const PATH = "/console/shopify";

/** Shopify's orders in their current state. */
function OrdersPage() {
  const { orders: texts } = useShopifyTexts();
  const { state, q, after } = api.useSearch();
  const navigate = api.useNavigate();
  const { data, error } = useLive(ordersQuery({ state, q, after }), EVERY);
  const { data: summary } = useLive(summaryQuery, EVERY);
  useShortcut("/", focusSearch);
  const list: OrdersSearch = { ...(state && { state }), ...(q && { q }) };
  const search = (value: string) =>
    navigate({
      search: { ...(state && { state }), ...(value && { q: value }) },
      replace: true,
      resetScroll: false,
    });
  return (
    <ShopifyPage part="orders" title={texts.title} lead={texts.lead(summary?.shop ?? "Shopify")}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <nav className="flex flex-wrap gap-1" aria-label={texts.filter}>
          {([undefined, ...orderFilters] as const).map((it) => (
            <Link
              key={it ?? "all"}
              to={PATH}
              search={{ ...(it && { state: it }), ...(q && { q }) }}
              {...filterLink(it === state)}
            >
              {it ? texts.filters[it] : texts.all}
            </Link>
          ))}
        </nav>
        <search className="flex min-w-0 flex-1 basis-72">
          <SearchField value={q ?? ""} label={texts.search} hint={texts.searchHint} onChange={search} />
        </search>
      </div>
      {!data && !error && <Skeleton className="h-96" />}
      {data?.orders.length === 0 && <NoOrders state={state} q={q} />}
      {data && data.orders.length > 0 && (
        <Table
          label={texts.title}
          head={
            <>
              <Head>{texts.order}</Head>
              <Head>{texts.customer}</Head>
              <Head>{texts.when}</Head>
              <Head>{texts.unitsHead}</Head>
              <Head>{texts.waits}</Head>
              <Head number>{texts.total}</Head>
            </>
          }
        >
          {data.orders.map((order) => (
            <OrderRow key={order.id} order={order} />
          ))}
        </Table>
      )}
      <Pager
        newest={after ? { to: PATH, search: list } : undefined}
        older={data?.next ? { to: PATH, search: { ...list, after: data.next } } : undefined}
      />
    </ShopifyPage>
  );
}

function NoOrders({ state, q }: OrdersSearch) {
  const { orders: texts } = useShopifyTexts();
  if (q) return <Empty title={texts.noneFound}>{texts.noneFoundHelp}</Empty>;
  if (!state) return <FirstOrder />;
  const [title, help] = texts.none[state];
  return <Empty title={title}>{help}</Empty>;
}
