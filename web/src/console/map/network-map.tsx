import type { Topology } from "@donut/contracts/topology";
import { type KeyboardEvent, type ReactNode, useMemo } from "react";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { useWidth } from "../shared/use-width.ts";
import { deadLetters } from "../topology/counts.ts";
import { networkOf } from "../topology/topology.ts";
import { choices } from "./choices.ts";
import { beside, LineSection, sickIn } from "./line-section.tsx";
import { linesOf } from "./lines.ts";
import type { Shown } from "./map-canvas.tsx";
import { type Direction, nextStation } from "./next-station.ts";
import { type Stop, Strip } from "./strip.tsx";
import { useArrivals } from "./use-arrivals.ts";
import { useGestures } from "./use-gestures.ts";
import { useTrips } from "./use-trips.ts";
import { useZoom } from "./use-zoom.ts";
import { ZoomBar } from "./zoom-bar.tsx";

interface Props extends Omit<Shown, "trips" | "arrivals"> {
  topology: Topology;
  /** What stands above the map, beside its buttons. */
  children: ReactNode;
}

/** The deployed network as a metro map, line by line: trouble first, and drawn; what is quiet as small as it can be. */
export function NetworkMap({ topology, children, ...rest }: Props) {
  const { map } = useConsoleMessages();
  const { lines, aside } = useMemo(() => linesOf(networkOf(topology)), [topology]);
  const chosen = choices.use();
  const trips = useTrips(topology, rest.counts);
  const arrivals = useArrivals(rest.counts);
  const shown = { ...rest, trips, arrivals };
  const [viewport, width] = useWidth<HTMLElement>();
  const sick = new Set(lines.filter((line) => sickIn(line, shown).length > 0));
  const inOrder = [...lines.filter((it) => sick.has(it)), ...lines.filter((it) => !sick.has(it))];
  const key = JSON.stringify([chosen, inOrder.map((line) => sickIn(line, shown)), rest.selected]);
  const zoom = useZoom(viewport, width, key);
  useGestures(viewport, zoom.by);
  const all = (choice: "open" | "closed") => choices.set(Object.fromEntries(lines.map((it) => [it.subject, choice])));
  const isAllOpen = lines.every(({ subject }) => chosen[subject] === "open");
  const asideStops: Stop[] = [
    ...aside.yard.map(({ name, subject }): Stop => ({ kind: "siding", name, subject })),
    ...aside.apis.map((api): Stop => ({ kind: "api", name: api.name, subject: "", api })),
  ];
  const inner = width && Math.floor(Math.max(width, width / zoom.scale));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div className="flex flex-wrap items-center gap-2">
          {children}
          <Button size="small" className="rounded-small!" onClick={() => all(isAllOpen ? "closed" : "open")}>
            {isAllOpen ? map.closeAll : map.openAll}
          </Button>
          {Object.keys(chosen).length > 0 && (
            <Button kind="quiet" size="small" className="rounded-small!" onClick={() => choices.set({})}>
              {map.onlyTrouble}
            </Button>
          )}
        </div>
        <ZoomBar {...zoom} />
      </div>
      <section
        ref={viewport}
        aria-label={map.label}
        onKeyDown={moveFocus}
        tabIndex={zoom.isFit ? undefined : 0}
        className={cx(
          "map-viewport",
          zoom.isFit ? "overflow-clip" : "max-h-[calc(100dvh-var(--head)-5rem)] overflow-auto overscroll-contain",
        )}
      >
        <div style={{ height: Math.ceil(zoom.height * zoom.scale), width: inner && inner * zoom.scale }}>
          <div
            ref={zoom.content}
            style={{ width: inner, transform: zoom.scale === 1 ? undefined : `scale(${zoom.scale})` }}
            className="@container origin-top-left"
          >
            {inner !== undefined &&
              inOrder.map((line) => (
                <LineSection
                  key={line.subject}
                  line={line}
                  width={inner}
                  choice={chosen[line.subject]}
                  onChoose={(choice) => choices.set({ ...chosen, [line.subject]: choice })}
                  {...shown}
                />
              ))}
            {inner !== undefined && asideStops.length > 0 && (
              <section className={cx("grid grid-cols-[minmax(0,1fr)] gap-x-4 border-t border-hairline py-1", beside)}>
                <h2
                  className={cx(
                    "py-2 text-xs font-semibold",
                    aside.yard.some(({ name }) => deadLetters(rest.counts.get(name)) > 0)
                      ? "text-signal-ink"
                      : "text-ink-soft",
                  )}
                >
                  {map.aside}
                </h2>
                <Strip stops={asideStops} isLine={false} {...shown} />
              </section>
            )}
          </div>
        </div>
      </section>
    </div>
  );
}

const directions: readonly string[] = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"] satisfies Direction[];

/** Arrow keys move to the nearest station in their direction; at the edge they scroll as usual. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (!directions.includes(event.key) || !(event.target instanceof HTMLElement)) return;
  if (!event.target.dataset.station) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-station]")].map((element) => ({
    element,
    box: element.getBoundingClientRect(),
  }));
  const next = nextStation(event.target.getBoundingClientRect(), stops, event.key as Direction);
  if (!next) return;
  event.preventDefault();
  next.element.focus();
}
