import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Skeleton } from "../../ui/skeleton.tsx";
import { productionQuery, stockQuery } from "../api/queries.ts";
import { useLive } from "../live/use-live.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Empty } from "../shared/empty.tsx";
import { Page } from "../shared/page.tsx";
import { Pager } from "../shared/pager.tsx";
import { Head, Table } from "../shared/table.tsx";
import { ProductionRow } from "./production-row.tsx";

const NAMES_STAY_MS = 60_000;

export function ProductionPage() {
  const { production } = useConsoleMessages();
  const { after } = getRouteApi("/console/production").useSearch();
  const { data, error } = useLive(productionQuery(after));
  const names = useQuery({ ...stockQuery, staleTime: NAMES_STAY_MS, retry: false }).data?.stock;
  const orders = data?.productionOrders;

  return (
    <Page title={production.title} lead={production.lead}>
      {!orders && !error && <Skeleton className="h-96" />}
      {orders && orders.length === 0 && <Empty title={production.empty}>{production.emptyHelp}</Empty>}
      {orders && orders.length > 0 && (
        <Table
          label={production.title}
          head={
            <>
              <Head>{production.product}</Head>
              <Head number>{production.quantity}</Head>
              <Head>{production.status}</Head>
              <Head>{production.requested}</Head>
              <Head>{production.expected}</Head>
              <Head>{production.completed}</Head>
              <Head>{production.id}</Head>
            </>
          }
        >
          {orders.map((order) => (
            <ProductionRow
              key={order.id}
              order={order}
              name={names?.find(({ productId }) => productId === order.productId)?.name}
            />
          ))}
        </Table>
      )}
      <Pager
        newest={after ? { to: "/console/production" } : undefined}
        older={data?.next ? { to: "/console/production", search: { after: data.next } } : undefined}
      />
    </Page>
  );
}
