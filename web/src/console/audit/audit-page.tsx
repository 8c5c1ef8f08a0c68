import { getRouteApi } from "@tanstack/react-router";
import { Skeleton } from "../../ui/skeleton.tsx";
import { type AuditSearch, auditQuery } from "../api/records.ts";
import { focusSearch } from "../keyboard/focus-search.ts";
import { useShortcut } from "../keyboard/use-shortcut.ts";
import { useLive } from "../live/use-live.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Empty } from "../shared/empty.tsx";
import { Page } from "../shared/page.tsx";
import { Pager } from "../shared/pager.tsx";
import { SearchField } from "../shared/search-field.tsx";
import { AuditEntry } from "./audit-entry.tsx";
import { STATUSES } from "./search.ts";

const EVERY = 3000;
const route = getRouteApi("/console/audit");

/** Who did what, when, to what, and with what result. */
export function AuditPage() {
  const { audit: texts } = useConsoleMessages();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error } = useLive(auditQuery(search), EVERY);
  useShortcut("/", focusSearch);
  const set = (change: Partial<Record<keyof AuditSearch, string>>) =>
    navigate({
      search: ({ after: _, ...before }) =>
        Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value)),
      replace: true,
      resetScroll: false,
    });
  const { after, ...newest } = search;
  const { q = "", status = "", actor, target, action } = newest;
  const narrowed = [
    ["actor", actor],
    ["action", action],
    ["target", target],
  ] as const;

  return (
    <Page title={texts.title} lead={texts.lead}>
      <search className="flex flex-wrap items-center gap-2">
        <SearchField value={q} label={texts.search} hint={texts.searchHint} onChange={(value) => set({ q: value })} />
        <select
          aria-label={texts.status}
          value={status}
          onChange={(event) => set({ status: event.target.value })}
          className="h-9 rounded-small border border-border bg-surface px-2 text-sm"
        >
          <option value="">{texts.everyStatus}</option>
          {STATUSES.map((it) => (
            <option key={it} value={it}>
              {texts.statuses[it]}
            </option>
          ))}
        </select>
        {narrowed.map(
          ([name, value]) =>
            value && (
              <button
                key={name}
                type="button"
                title={texts.widen}
                onClick={() => set({ [name]: "" })}
                className="inline-flex h-9 max-w-full items-center gap-1.5 rounded-small border border-border px-3 text-xs hover:border-ink-faint"
              >
                <span className="truncate">
                  {texts[name]}: <span className="font-semibold">{value}</span>
                </span>
                <span aria-hidden="true">×</span>
                <span className="sr-only">{texts.widen}</span>
              </button>
            ),
        )}
      </search>
      {!data && !error && <Skeleton className="h-96" />}
      {data && data.records.length === 0 && (
        <Empty title={texts.empty}>
          {q || status || actor || target || action ? texts.noneFound : texts.emptyHelp}
        </Empty>
      )}
      {data && data.records.length > 0 && (
        <ul className="border-t border-border" aria-label={texts.title}>
          {data.records.map((record) => (
            <AuditEntry key={record.id} record={record} onNarrow={set} />
          ))}
        </ul>
      )}
      <Pager
        newest={after ? { to: "/console/audit", search: newest } : undefined}
        older={data?.next ? { to: "/console/audit", search: { ...search, after: data.next } } : undefined}
      />
    </Page>
  );
}
