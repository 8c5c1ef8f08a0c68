import "./order-queue.css";
import { useQueryClient } from "@tanstack/react-query";
import { createLazyRoute } from "@tanstack/react-router";
import { useState } from "react";
import { LiveNumber } from "../../ui/live-number.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useLive } from "../live/use-live.ts";
import { About } from "../shared/about.tsx";
import { Figure } from "../shared/figure.tsx";
import { Page } from "../shared/page.tsx";
import { type LineState, lineQuery } from "./api.ts";
import { ClearLine } from "./clear-line.tsx";
import { CrashOrder } from "./crash-order.tsx";
import { Drawing } from "./drawing.tsx";
import { frozenFor } from "./frozen.ts";
import { useLineTexts } from "./messages/index.ts";
import { Outcomes } from "./outcomes.tsx";
import { mostDrawn } from "./paint.ts";
import { RequestOrders } from "./request-orders.tsx";
import { ServeOrders } from "./serve-orders.tsx";
import { SpecialOrder } from "./special-order.tsx";

export const route = createLazyRoute("/console/order-line")({ component: OrderQueuePage });

const asked = 500;
const nothing: LineState = {
  issued: 0,
  served: 0,
  cleared: 0,
  results: [],
  sold: 0,
  short: 0,
  again: 0,
  queue: { visible: 0, inFlight: 0 },
  visibilityTimeoutSeconds: 10,
  consumer: { enabled: true },
};

/** The order queue, live, with the operator's actions. */
function OrderQueuePage() {
  const texts = useLineTexts();
  const client = useQueryClient();
  const [special, setSpecial] = useState<ReadonlySet<number>>(new Set());
  const { data } = useLive(lineQuery, asked);
  const line = data?.line ?? nothing;
  const refresh = () => void client.invalidateQueries(lineQuery);
  return (
    <Page title={texts.title} lead={texts.lead} aside={<Numbers line={line} />}>
      <Line line={line} special={special} />
      <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
        <RequestOrders />
        <ServeOrders enabled={line.consumer.enabled} refresh={refresh} />
        <SpecialOrder line={line} onSent={(number) => setSpecial(new Set([...special, number]))} />
        <div className="grid xl:col-span-2">
          <CrashOrder refresh={refresh} />
        </div>
        {/* Messages that a clearing had no time to remove may remain, although no order waits. */}
        <ClearLine waiting={Math.max(line.issued - line.served, line.queue.visible)} refresh={refresh} />
      </div>
      <About {...texts.about} />
    </Page>
  );
}

function Numbers({ line }: { line: LineState }) {
  const { numbers } = useLineTexts();
  const shown = [
    [numbers.waiting, Math.max(0, line.issued - line.served)],
    [numbers.inHand, line.queue.inFlight],
    [numbers.issued, line.issued],
    [numbers.served, line.served],
  ] as const;
  return (
    <dl className="grid grid-cols-4 gap-x-4 sm:flex sm:gap-x-8">
      {shown.map(([name, value]) => (
        <Figure key={name} name={name} size="text-xl">
          <LiveNumber value={value} />
        </Figure>
      ))}
    </dl>
  );
}

function Line({ line, special }: { line: LineState; special: ReadonlySet<number> }) {
  const texts = useLineTexts();
  const { issued, served, queue, hand } = line;
  const now = useNow(hand && queue.inFlight > 0 ? 250 : null);
  const seconds = frozenFor(line, now);
  const waiting = Math.max(0, issued - served);
  // The current batch is at the front, whatever its numbers.
  const held = hand && queue.inFlight > 0 ? { first: served + 1, last: Math.max(hand.last, served + 1) } : undefined;
  return (
    <section aria-label={texts.title} className="grid gap-2 rounded-small border border-hairline bg-sunken p-4">
      <p className="flex min-h-6 items-center gap-2 text-sm" role="status">
        {waiting === 0 && <span className="text-ink-soft">{texts.empty}</span>}
        {waiting > 0 && held && seconds === undefined && texts.hand(held.first, held.last)}
        {waiting > 0 && !held && texts.picture(waiting, served)}
        {waiting > 0 && held && seconds !== undefined && (
          <strong className="font-semibold text-customers-ink tabular-nums">
            {texts.frozen(held.first, held.last, seconds)}
          </strong>
        )}
      </p>
      <Drawing
        label={texts.picture(waiting, served)}
        issued={issued}
        served={served}
        hand={held}
        frozen={seconds !== undefined}
        special={special}
      />
      {waiting > mostDrawn && <p className="text-sm text-ink-soft">{texts.more(waiting - mostDrawn)}</p>}
      <Outcomes line={line} />
    </section>
  );
}
