import { shopifyLimits } from "@donut/contracts/shopify-limits";
import { useMutation } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useLanguage } from "../../../i18n/language.ts";
import { useDenied } from "../../shared/access.ts";
import { ActionButton } from "../../shared/action-button.tsx";
import { PanelCard } from "../../shared/panel-card.tsx";
import { ProblemNote } from "../../shared/problem-note.tsx";
import { duration } from "../../text/duration.ts";
import { sendSamples } from "../api.ts";
import { useShopifyTexts } from "../messages/index.ts";
import { deliveryResults } from "../search.ts";
import { ResultSign } from "../signs.tsx";
import { type Arrivals, countResults } from "./arrivals.ts";
import { useArrivals } from "./use-arrivals.ts";

const api = getRouteApi("/console/shopify/send");
const amounts = [1, 10, 100, shopifyLimits.sampleCount] as const;
const paces = [2, 10, 100, shopifyLimits.samplesPerSecond] as const;

/** Sends sample webhooks to the endpoint and counts arrivals. */
export function Samples() {
  const { send: texts } = useShopifyTexts();
  const language = useLanguage();
  const denied = useDenied();
  const { run, count } = api.useSearch();
  const navigate = api.useNavigate();
  const [perSecond, setPerSecond] = useState<number>(100);
  const pace = useId();
  const start = useMutation({
    mutationFn: (amount: number) => sendSamples(amount, perSecond),
    onSuccess: (started) =>
      navigate({
        search: (before) => ({ ...before, run: started.run, count: started.count }),
        replace: true,
        resetScroll: false,
      }),
  });
  const longest = Math.ceil(shopifyLimits.sampleCount / perSecond);
  return (
    <PanelCard title={texts.samples} body={texts.samplesBody}>
      <div className="flex flex-wrap gap-2">
        {amounts.map((amount) => (
          <ActionButton
            key={amount}
            kind={amount === 1 ? "primary" : "outline"}
            denied={denied}
            busy={start.isPending}
            onClick={() => start.mutate(amount)}
          >
            {texts.some(amount)}
          </ActionButton>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <label htmlFor={pace}>{texts.pace}</label>
        <select
          id={pace}
          value={perSecond}
          onChange={({ target }) => setPerSecond(Number(target.value))}
          className="h-9 rounded-small border border-border bg-surface px-2 text-sm"
        >
          {paces.map((it) => (
            <option key={it} value={it}>
              {texts.perSecond(it)}
            </option>
          ))}
        </select>
        <span className="text-xs text-ink-soft">
          {texts.lasts(shopifyLimits.sampleCount, duration(longest, language))}
        </span>
      </div>
      <ProblemNote error={start.error} />
      {run !== undefined && count !== undefined && <Run key={run} run={run} count={count} />}
    </PanelCard>
  );
}

function Run({ run, count }: { run: string; count: number }) {
  const { send: texts } = useShopifyTexts();
  const arrivals = useArrivals(run, count);
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-2 border-t border-hairline pt-3 text-sm">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 id={id} className="font-semibold">
          {texts.progress}
        </h3>
        <p className="tabular-nums" role="status">
          {arrivals.size === 0 ? texts.waitingForFirst : texts.arrived(arrivals.size, count)}
        </p>
      </div>
      <progress aria-labelledby={id} className="task-progress" max={count} value={arrivals.size} />
      {arrivals.size > 0 && <Outcome arrivals={arrivals} />}
    </section>
  );
}

function Outcome({ arrivals }: { arrivals: Arrivals }) {
  const { send: texts } = useShopifyTexts();
  const counts = countResults(arrivals);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <ul aria-label={texts.cameOf} className="flex flex-wrap gap-x-4 gap-y-1">
        {deliveryResults.map(
          (result) =>
            counts[result] !== undefined && (
              <li key={result} className="inline-flex items-center gap-1.5 tabular-nums">
                <ResultSign result={result} /> {counts[result]}
              </li>
            ),
        )}
      </ul>
      <Link
        to="/console/shopify"
        className="ml-auto inline-block min-h-6 rounded-small leading-6 underline decoration-border underline-offset-3 hover:decoration-ink"
      >
        {texts.toOrders}
      </Link>
    </div>
  );
}
