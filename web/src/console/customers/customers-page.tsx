import { getRouteApi, Link } from "@tanstack/react-router";
import { Skeleton } from "../../ui/skeleton.tsx";
import { type Customer, customersQuery, foundCustomerQuery } from "../api/customers.ts";
import { focusSearch } from "../keyboard/focus-search.ts";
import { useShortcut } from "../keyboard/use-shortcut.ts";
import { useLive } from "../live/use-live.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Empty } from "../shared/empty.tsx";
import { filterLink } from "../shared/filter-link.ts";
import { Page } from "../shared/page.tsx";
import { Pager } from "../shared/pager.tsx";
import { SearchField } from "../shared/search-field.tsx";
import { Head, Table } from "../shared/table.tsx";
import { CustomerCard } from "./customer-card.tsx";
import { CustomerRow } from "./customer-row.tsx";

const EVERY = 2000;
const route = getRouteApi("/console/customers");

/** All customers, and a search for one: their type and since when, what they have ordered, and how they became a VIP. */
export function CustomersPage() {
  const { customers: texts } = useConsoleMessages();
  const { type, after, email } = route.useSearch();
  const navigate = route.useNavigate();
  useShortcut("/", focusSearch);
  const filters = [undefined, "vip", "normal"] as const;
  return (
    <Page title={texts.title} lead={texts.lead}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <nav className="flex gap-1" aria-label={texts.filter}>
          {filters.map((it) => (
            <Link
              key={it ?? "all"}
              to="/console/customers"
              search={it ? { type: it } : {}}
              {...filterLink(!email && it === type)}
            >
              {texts.tabs[it ?? "all"]}
            </Link>
          ))}
        </nav>
        <search className="flex min-w-0 flex-1 basis-72">
          <SearchField
            value={email ?? ""}
            label={texts.search}
            hint={texts.searchHint}
            onChange={(value) => navigate({ search: value ? { email: value } : {}, replace: true, resetScroll: false })}
          />
        </search>
      </div>
      {email ? <Found email={email} /> : <List type={type} after={after} />}
    </Page>
  );
}

function Found({ email }: { email: string }) {
  const { customers: texts } = useConsoleMessages();
  const whole = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
  const { data, error } = useLive({ ...foundCustomerQuery(email), enabled: whole }, EVERY);
  if (whole && !data && !error) return <Skeleton className="h-48" />;
  const [customer] = data?.customers ?? [];
  if (customer && whole) return <CustomerCard customer={customer} />;
  return error && whole ? null : <Empty title={texts.noneFound}>{texts.noneFoundHelp}</Empty>;
}

function List({ type, after }: { type: Customer["type"] | undefined; after: string | undefined }) {
  const { customers: texts } = useConsoleMessages();
  const { data, error } = useLive(customersQuery({ type, after }), EVERY);
  const empty = texts.empty[type ?? "all"];
  return (
    <>
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
      <Pager
        newest={after ? { to: "/console/customers", search: type ? { type } : {} } : undefined}
        older={
          data?.next ? { to: "/console/customers", search: { ...(type && { type }), after: data.next } } : undefined
        }
      />
    </>
  );
}
