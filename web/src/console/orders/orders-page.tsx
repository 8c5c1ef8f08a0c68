import { createLazyRoute, getRouteApi } from "@tanstack/react-router";
import { useFormat } from "../../i18n/format.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { type OrdersSearch, ordersQuery } from "../api/orders.ts";
import { focusSearch } from "../keyboard/focus-search.ts";
import { useShortcut } from "../keyboard/use-shortcut.ts";
import { useLive } from "../live/use-live.ts";
import { Empty } from "../shared/empty.tsx";
import { Page } from "../shared/page.tsx";
import { Pager } from "../shared/pager.tsx";
import { Head, Table } from "../shared/table.tsx";
import { Filters } from "./filters.tsx";
import { useOrdersTexts } from "./messages/index.ts";
import { OrderRow } from "./order-row.tsx";

export const route = createLazyRoute("/console/orders")({ component: OrdersPage });

const EVERY = 2000;
/** A list that is filtered may read many orders. */
const EVERY_FILTERED = 15_000;
const api = getRouteApi("/console/orders");

/** All orders of the shop, newest first, and a search for exactly one of them, a customer's, or a request's. */
function OrdersPage() {
  const texts = useOrdersTexts();
  const format = useFormat();
  const { after, ...search } = api.useSearch();
  const navigate = api.useNavigate();
  const scans = search.product ?? search.tests ?? (search.state !== "queued" && search.state);
  const { data, error } = useLive(ordersQuery({ ...search, ...(after && { after }) }), scans ? EVERY_FILTERED : EVERY);
  useShortcut("/", focusSearch);
  return (
    <Page title={texts.title} lead={texts.lead}>
      <Filters
        search={search}
        onChange={(change) =>
          navigate({
            search: Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value)),
            replace: true,
            resetScroll: false,
          })
        }
      />
      {!data && !error && <Skeleton className="h-96" />}
      {data?.orders.length === 0 && <NoOrders search={search} />}
      {data && data.orders.length > 0 && (
        <Table
          label={texts.title}
          head={
            <>
              <Head>{texts.order}</Head>
              <Head>{texts.when}</Head>
              <Head>{texts.customer}</Head>
              <Head>{texts.what}</Head>
              <Head>{texts.state}</Head>
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
        newest={after ? { to: "/console/orders", search: search } : undefined}
        older={data?.next ? { to: "/console/orders", search: { ...search, after: data.next } } : undefined}
        olderText={data?.lookedBackTo && texts.lookOn}
      >
        {data?.lookedBackTo && (
          <span className="text-sm text-ink-soft">{texts.lookedBackTo(format.dateTime(data.lookedBackTo))}</span>
        )}
      </Pager>
    </Page>
  );
}

function NoOrders({ search: { q, product, day, tests, state } }: { search: OrdersSearch }) {
  const texts = useOrdersTexts();
  if (q) return <Empty title={texts.noneFound}>{texts.noneFoundHelp}</Empty>;
  if (product || day || tests || state) return <Empty title={texts.noneMatch}>{texts.noneMatchHelp}</Empty>;
  return <Empty title={texts.empty}>{texts.emptyHelp}</Empty>;
}
