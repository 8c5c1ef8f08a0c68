import { useId, useMemo } from "react";
import { cx } from "../../ui/cx.ts";
import { subjectOf } from "../../ui/subject.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { deadLetters } from "../topology/counts.ts";
import { isSick } from "../topology/health.ts";
import { lineStyle } from "../topology/line-style.ts";
import type { Choice } from "./choices.ts";
import { type MapLine, networkWith, pipelinesOf } from "./lines.ts";
import { MapCanvas, type Shown } from "./map-canvas.tsx";
import { type Stop, Strip } from "./strip.tsx";
import { layoutTall } from "./tall/layout-tall.ts";
import { layoutWide, wideFrom } from "./wide/layout-wide.ts";

interface Props extends Shown {
  line: MapLine;
  width: number;
  choice: Choice | undefined;
  onChoose(choice: Choice): void;
}

/** A line: what ails, or all of it if it is open, as a drawing; the rest as a strip, one stop for each queue. */
export function LineSection({ line, width, choice, onChoose, ...shown }: Props) {
  const { map, subject: names } = useConsoleMessages();
  const { counts, selected } = shown;
  const id = useId();
  const pipelines = pipelinesOf(line);
  const sick = sickIn(line, shown);
  const drawn =
    choice === "closed" ? [] : choice === "open" ? everythingOf(line) : [...sick, ...openIn(line, selected)];
  const key = drawn.toSorted().join();
  // The network is the same as long as the same queues are drawn.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for `drawn`
  const network = useMemo(() => networkWith(line, (queue) => drawn.includes(queue)), [line, key]);
  const layout = useMemo(() => network && layoutOf(network, width), [network, width]);
  const stops = stopsOf(line, drawn);
  const messages = pipelines.reduce((sum, { queue }) => {
    const count = counts.get(queue.name);
    return sum + (count ? count.visible + count.inFlight + count.delayed : 0);
  }, 0);
  const isOpen = choice === "open";
  return (
    <section
      aria-labelledby={id}
      style={lineStyle(line.subject)}
      className={cx("grid grid-cols-[minmax(0,1fr)] gap-x-4 border-t border-hairline py-1", beside)}
    >
      <div className="flex flex-wrap items-center gap-x-3 self-start">
        <h2 id={id} className="font-display text-sm font-bold">
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => onChoose(isOpen ? "closed" : "open")}
            className="-ml-1 inline-flex min-h-8 items-center gap-2 rounded-small px-1 text-left hover:bg-ink/5"
          >
            <Chevron isOpen={isOpen} />
            <span aria-hidden="true" className="h-1.5 w-5 shrink-0 rounded-round bg-(--line)" />
            {map.line(names[subjectOf(line.subject)])}
          </button>
        </h2>
        <p
          className={cx(
            "text-xs leading-4 tabular-nums @min-[56rem]:pl-6",
            sick.length > 0 ? "font-semibold text-signal-ink" : "text-ink-soft",
          )}
        >
          {sick.length > 0 ? map.ails(sick.length) : map.quiet(pipelines.length, messages)}
        </p>
      </div>
      {stops.length > 0 && (
        // On a phone what ails comes first.
        <div className="max-[40rem]:order-last">
          <Strip stops={stops} {...shown} />
        </div>
      )}
      {layout && (
        <div className="col-span-full pt-1">
          <MapCanvas layout={layout} {...shown} />
        </div>
      )}
    </section>
  );
}

/** Where there is space, a line's name stands beside its strip. */
export const beside = "@min-[56rem]:grid-cols-[10rem_minmax(0,1fr)]";

function layoutOf(network: NonNullable<ReturnType<typeof networkWith>>, width: number) {
  return width >= wideFrom(network) ? layoutWide(network, width) : layoutTall(network, width).lines[0]?.layout;
}

function everythingOf(line: MapLine): string[] {
  const undelivered = line.interchanges.flatMap((it) => it.undelivered ?? []);
  return [...pipelinesOf(line).map(({ queue }) => queue), ...undelivered].map(({ name }) => name);
}

/** The queues of a line that somebody should look at. */
export function sickIn(line: MapLine, { counts }: Pick<Shown, "counts">): string[] {
  const queues = pipelinesOf(line).filter(({ queue }) => isSick(queue, counts));
  const undelivered = line.interchanges.flatMap((it) => it.undelivered ?? []);
  return [
    ...queues.map(({ queue }) => queue.name),
    ...undelivered.map(({ name }) => name).filter((name) => deadLetters(counts.get(name)) > 0),
  ];
}

/** The queue whose panel, or whose dead-letter queue's or consumer's, is open. */
function openIn(line: MapLine, selected: string | undefined): string[] {
  const undelivered = line.interchanges.flatMap((it) => it.undelivered ?? []);
  return [
    ...pipelinesOf(line)
      .filter(({ queue, dlq }) => [queue.name, dlq?.name, queue.consumer?.function].includes(selected))
      .map(({ queue }) => queue.name),
    ...undelivered.map(({ name }) => name).filter((name) => name === selected),
  ];
}

/** What is not drawn: APIs and topics first, then the queues. */
function stopsOf(line: MapLine, drawn: string[]): Stop[] {
  const isDrawn = (name: string) => drawn.includes(name);
  const rest = line.direct.filter(({ queue }) => !isDrawn(queue.name));
  const topics = line.interchanges.flatMap(({ topic, undelivered, pipelines }): Stop[] => {
    const left = pipelines.filter(({ queue }) => !isDrawn(queue.name));
    const isThere = left.length < pipelines.length || (undelivered !== undefined && isDrawn(undelivered.name));
    return [
      ...(isThere ? [] : [{ kind: "topic" as const, name: topic.name, subject: topic.subject }]),
      ...left.map(({ queue, dlq }): Stop => ({ kind: "queue", name: queue.name, subject: queue.subject, queue, dlq })),
    ];
  });
  const queues = rest.map(
    ({ queue, dlq }): Stop => ({ kind: "queue", name: queue.name, subject: queue.subject, queue, dlq }),
  );
  const apis =
    drawn.length > 0 ? [] : line.apis.map((api): Stop => ({ kind: "api", name: api.name, subject: line.subject, api }));
  return [...apis, ...topics, ...queues];
}

function Chevron({ isOpen }: { isOpen: boolean }) {
  return (
    <svg
      viewBox="0 0 12 12"
      width="12"
      height="12"
      aria-hidden="true"
      fill="none"
      strokeWidth="2"
      strokeLinecap="round"
      className={cx("stroke-current transition-transform motion-reduce:transition-none", isOpen && "rotate-90")}
    >
      <path d="M4 2.5L8 6l-4 3.5" />
    </svg>
  );
}
