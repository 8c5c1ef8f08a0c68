import { createLazyRoute, getRouteApi, Link } from "@tanstack/react-router";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useLive } from "../../live/use-live.ts";
import { Empty } from "../../shared/empty.tsx";
import { filterLink } from "../../shared/filter-link.ts";
import { Pager } from "../../shared/pager.tsx";
import { tasksQuery } from "../api.ts";
import { useShopifyTexts } from "../messages/index.ts";
import type { PrivacySearch } from "../search.ts";
import { ShopifyPage } from "../shopify-page.tsx";
import { TaskCard } from "./task-card.tsx";

export const route = createLazyRoute("/console/shopify/privacy")({ component: PrivacyPage });

const EVERY = 5000;
const PATH = "/console/shopify/privacy";
const api = getRouteApi(PATH);

/** Customers' requests, and who has answered them. */
function PrivacyPage() {
  const { privacy: texts } = useShopifyTexts();
  const { status, after } = api.useSearch();
  const { data, error } = useLive(tasksQuery({ status, after }), EVERY);
  const list: PrivacySearch = status ? { status } : {};
  const isDone = status === "done";
  return (
    <ShopifyPage part="privacy" title={texts.title} lead={texts.lead}>
      <nav className="flex gap-1" aria-label={texts.filter}>
        {([undefined, "open", "done"] as const).map((it) => (
          <Link key={it ?? "all"} to={PATH} search={it ? { status: it } : {}} {...filterLink(it === status)}>
            {texts.filters[it ?? "all"]}
          </Link>
        ))}
      </nav>
      {!data && !error && <Skeleton className="h-48" />}
      {data?.tasks.length === 0 && (
        <Empty title={isDone ? texts.noneDone : texts.empty}>{isDone ? texts.noneDoneHelp : texts.emptyHelp}</Empty>
      )}
      {data && data.tasks.length > 0 && (
        <ul className="grid max-w-4xl gap-3" aria-label={texts.title}>
          {data.tasks.map((task) => (
            <TaskCard key={task.id} task={task} />
          ))}
        </ul>
      )}
      <Pager
        newest={after ? { to: PATH, search: list } : undefined}
        older={data?.next ? { to: PATH, search: { ...list, after: data.next } } : undefined}
      />
    </ShopifyPage>
  );
}
