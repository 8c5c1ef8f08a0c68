import { localTime } from "../../api/clock.ts";
import { useProducts } from "../../api/products.ts";
import type { Order, TimelineEntry } from "../../api/types.ts";
import { DonutPicture } from "../../donut/donut-picture.tsx";
import { countdown, useFormat } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";
import { cx } from "../../ui/cx.ts";
import { subjectOf } from "../../ui/subject.ts";
import { useNow } from "../../ui/use-now.ts";
import { awaited, type Batch, numberOf, shownToCustomer, textOf } from "./journey.ts";

/** Time after which all of the order's messages should have arrived, if some are expected, and if none are. */
const quietAfter = { low: 20_000, plenty: 3000 };

/** The order's events as a metro line: each a station in its subject's colour, expected ones dashed. */
export function Line({ timeline: all, order }: { timeline: TimelineEntry[]; order: Order }) {
  const { order: texts } = usePageTexts();
  const { data: products = [] } = useProducts();
  const timeline = shownToCustomer(all);
  const open = awaited(timeline);
  const low = products.some(
    (it) => it.stock.state !== "in_stock" && order.lines.some((line) => line.productId === it.id),
  );
  const quietAt = localTime(order.settledAt ?? order.placedAt) + (low ? quietAfter.low : quietAfter.plenty);
  const now = useNow(open.length > 0 || Date.now() < quietAt ? 250 : null);
  const nothingElse = low ? texts.alreadyBaking : texts.nothingElse;
  return (
    <>
      <ol className="line" aria-live="polite">
        {timeline.map((entry, index) => (
          <Station
            key={keyOf(entry)}
            entry={entry}
            previous={timeline[index - 1]}
            next={timeline[index + 1]}
            onward={open.length > 0 && index === timeline.length - 1}
          />
        ))}
      </ol>
      {open.length > 0 && (
        <ul className="line">
          {open.map((batch) => (
            <Underway key={batch.productId} batch={batch} since={timeline} now={now} />
          ))}
        </ul>
      )}
      {open.length === 0 && order.status === "completed" && timeline.length <= (order.number ? 2 : 1) && (
        <p className="mt-6 max-w-prose text-sm text-ink-soft">{now < quietAt ? texts.watching : nothingElse}</p>
      )}
    </>
  );
}

/** One request can cause several events of a type at the same moment, for different products or campaigns. */
function keyOf({ at, type, detail }: TimelineEntry): string {
  return [at, type, textOf(detail, "productId"), textOf(detail, "campaignId")].join(" ");
}

interface StationProps {
  entry: TimelineEntry;
  previous: TimelineEntry | undefined;
  next: TimelineEntry | undefined;
  /** The line continues to an expected event. */
  onward: boolean;
}

function Station({ entry, previous, next, onward }: StationProps) {
  const { order: texts } = usePageTexts();
  const { time, number } = useFormat();
  const name = useName(textOf(entry.detail, "productId"));
  const subject = subjectOf(entry.type);
  const change = previous !== undefined && subjectOf(previous.type) !== subject;
  const quantity = numberOf(entry.detail, "quantity");
  const expectedAt = textOf(entry.detail, "expectedAt");
  const words = texts.event(entry.type, {
    name,
    quantity: quantity === undefined ? undefined : number(quantity),
    available: numberOf(entry.detail, "available"),
    expectedAt: expectedAt && time(expectedAt),
    short: entry.detail?.short !== undefined,
  });
  return (
    <li
      className={cx("station", change && "interchange", onward && "onward")}
      style={{
        "--station": `var(--${subject})`,
        "--before": previous && `var(--${subjectOf(previous.type)})`,
        "--next": next && `var(--${subjectOf(next.type)})`,
      }}
    >
      <p className="flex flex-wrap items-baseline gap-x-3">
        <strong className="font-display text-lg font-bold">{words.title}</strong>
        <time dateTime={entry.at} className="font-mono text-xs text-ink-soft tabular-nums">
          {time(entry.at)}
        </time>
      </p>
      {words.body && <p className="max-w-prose text-ink-soft">{words.body}</p>}
    </li>
  );
}

/** The train on its way, from the factory's acceptance to the batch's due time. */
function Underway({ batch, since, now }: { batch: Batch; since: TimelineEntry[]; now: number }) {
  const { order: texts } = usePageTexts();
  const name = useName(batch.productId);
  const accepted = since.findLast(
    (it) => it.type === "production.accepted" && textOf(it.detail, "productId") === batch.productId,
  );
  const due = batch.expectedAt ? localTime(batch.expectedAt) : undefined;
  const start = accepted ? localTime(accepted.at) : now;
  const done = due === undefined ? 0 : Math.min(1, Math.max(0, (now - start) / Math.max(1, due - start)));
  const left = due === undefined ? undefined : due - now;
  return (
    <li className="station underway" style={{ "--station": "var(--stock)", "--done": done }}>
      <span className="train" aria-hidden="true">
        <DonutPicture id={batch.productId} className="size-9" />
      </span>
      <p className="font-display text-lg font-bold" role="timer">
        {left === undefined
          ? texts.asking(name)
          : left > 0
            ? texts.baking(name, countdown(left))
            : texts.arriving(name)}
      </p>
    </li>
  );
}

function useName(productId: string | undefined): string {
  const language = useLanguage();
  const { data: products = [] } = useProducts();
  return products.find((it) => it.id === productId)?.name[language] ?? productId ?? "";
}
