import type { RefusalReason, ShopifyRefusal } from "@donut/contracts/shopify";
import { Link } from "@tanstack/react-router";
import { useFormat } from "../../../i18n/format.ts";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useLive } from "../../live/use-live.ts";
import { filterLink } from "../../shared/filter-link.ts";
import { refusalsQuery } from "../api.ts";
import { useShopifyTexts } from "../messages/index.ts";
import { type DeliveriesSearch, refusalSpans } from "../search.ts";
import { HourChart } from "./hour-chart.tsx";

const EVERY = 5000;

interface Props {
  hours: (typeof refusalSpans)[number];
  /** The address's other parameters. */
  search: DeliveriesSearch;
}

/** Refused requests by reason, and what to do about each. */
export function Refusals({ hours, search }: Props) {
  const { refusals: texts } = useShopifyTexts();
  const { data, error } = useLive(refusalsQuery(hours), EVERY);
  const byReason = Map.groupBy(data?.refusals ?? [], ({ reason }) => reason);
  return (
    <section
      id="refusals"
      aria-labelledby="refusals-title"
      className="grid scroll-mt-24 gap-3 rounded-small border border-hairline bg-surface p-4"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <h2 id="refusals-title" className="font-display text-base font-bold">
          {texts.title}
        </h2>
        <nav aria-label={texts.span} className="-my-1 flex">
          {refusalSpans.map((span) => (
            <Link
              key={span}
              to="/console/shopify/deliveries"
              search={{ ...search, ...(span !== 24 && { hours: span }) }}
              resetScroll={false}
              {...filterLink(span === hours)}
            >
              {texts.spans[span]}
            </Link>
          ))}
        </nav>
      </div>
      <p className="text-sm text-ink-soft">{texts.body}</p>
      {!data && !error && <Skeleton className="h-24" />}
      {data && byReason.size === 0 && <p className="text-sm">{texts.none}</p>}
      <ul className="divide-y divide-hairline">
        {[...byReason].map(([reason, refusals]) => (
          <Refused key={reason} reason={reason} refusals={refusals} hours={hours} />
        ))}
      </ul>
    </section>
  );
}

interface RefusedProps {
  reason: RefusalReason;
  /** Newest first. */
  refusals: ShopifyRefusal[];
  hours: Props["hours"];
}

function Refused({ reason, refusals, hours }: RefusedProps) {
  const { refusals: texts } = useShopifyTexts();
  const { dateTime } = useFormat();
  const sum = refusals.reduce((total, { count }) => total + count, 0);
  const last = refusals[0];
  const said = [last?.lastTopic, last?.lastShop].filter((it) => it !== undefined).join(", ");
  return (
    <li className="grid gap-1.5 py-3 text-sm">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-semibold text-signal-ink">{texts.reasons[reason]}</span>
        <span className="tabular-nums">{texts.times(sum)}</span>
      </p>
      <HourChart hours={hours} refusals={refusals} label={(most) => texts.chart(most, texts.spans[hours])} />
      {last && (
        <p className="text-xs wrap-anywhere text-ink-soft tabular-nums">
          {texts.last(dateTime(last.lastAt))}
          {said && ` · ${texts.said(said)}`}
        </p>
      )}
      <p>{texts.todo[reason]}</p>
    </li>
  );
}
