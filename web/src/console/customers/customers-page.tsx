import { getRouteApi, Link } from "@tanstack/react-router";
import { buttonClass } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { customersQuery } from "../api/customers.ts";
import { useLive } from "../live/use-live.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Empty } from "../shell/empty.tsx";
import { filterLink } from "../shell/filter-link.ts";
import { Page } from "../shell/page.tsx";
import { Head, Table } from "../shell/table.tsx";
import { CustomerRow } from "./customer-row.tsx";

const EVERY = 2000;
const route = getRouteApi("/console/customers");

/**
 * All customers: their type and since when, which order made them a VIP, and whether the marketing system has been
 * notified.
 */
export function CustomersPage() {
  const { customers: texts, production } = useConsoleMessages();
  const { type, after } = route.useSearch();
  const { data, error } = useLive(customersQuery({ type, after }), EVERY);
  const filters = [undefined, "vip", "normal"] as const;
  const empty = texts.empty[type ?? "all"];
  return (
    <Page title={texts.title} lead={texts.lead}>
      <nav className="flex gap-1" aria-label={texts.filter}>
        {filters.map((it) => (
          <Link key={it ?? "all"} to="/console/customers" search={it ? { type: it } : {}} {...filterLink(it === type)}>
            {texts.tabs[it ?? "all"]}
          </Link>
        ))}
      </nav>
      {!data && !error && <Skeleton className="h-96" />}
      {data && data.customers.length === 0 && <Empty title={empty.title}>{empty.help}</Empty>}
      {data && data.customers.length > 0 && (
        <Table
          label={texts.title}
          head={
            <>
              <Head>{texts.email}</Head>
              <Head>{texts.type}</Head>
              <Head>{texts.since}</Head>
              <Head number>{texts.units}</Head>
              <Head>{texts.order}</Head>
              <Head>{texts.marketing}</Head>
            </>
          }
        >
          {data.customers.map((customer) => (
            <CustomerRow key={customer.id} customer={customer} />
          ))}
        </Table>
      )}
      {(after || data?.next) && (
        <nav className="flex gap-3" aria-label={production.pages}>
          {after && (
            <Link to="/console/customers" search={type ? { type } : {}} className={buttonClass("outline", "small")}>
              {production.newest}
            </Link>
          )}
          {data?.next && (
            <Link
              to="/console/customers"
              search={{ ...(type && { type }), after: data.next }}
              className={buttonClass("outline", "small")}
            >
              {production.older}
            </Link>
          )}
        </nav>
      )}
    </Page>
  );
}
