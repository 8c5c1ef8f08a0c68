import type { Topology } from "@donut/contracts/topology";
import { type KeyboardEvent, useMemo } from "react";
import { subjectOf } from "../../ui/subject.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { useWidth } from "../shared/use-width.ts";
import { lineStyle } from "../topology/line-style.ts";
import { type Network, networkOf } from "../topology/topology.ts";
import { MapCanvas, type Shown } from "./map-canvas.tsx";
import { type Direction, nextStation } from "./next-station.ts";
import { TallMap } from "./tall/tall-map.tsx";
import { layoutWide, wideFrom } from "./wide/layout-wide.ts";

/** The deployed network as a metro map: the wide layout if there is space, otherwise line by line. */
export function NetworkMap({ topology, ...shown }: Shown & { topology: Topology }) {
  const { map } = useConsoleMessages();
  const network = useMemo(() => networkOf(topology), [topology]);
  const [ref, width] = useWidth<HTMLElement>();
  const wide = width !== undefined && width >= wideFrom(network);
  return (
    <section ref={ref} aria-label={map.label} onKeyDown={moveFocus}>
      {wide && <WideMap network={network} width={width} {...shown} />}
      {width !== undefined && !wide && <TallMap network={network} width={width} {...shown} />}
    </section>
  );
}

function WideMap({ network, width, ...shown }: Shown & { network: Network; width: number }) {
  const layout = useMemo(() => layoutWide(network, width), [network, width]);
  return (
    <>
      <LineNames subjects={network.subjects} />
      <MapCanvas layout={layout} {...shown} />
    </>
  );
}

function LineNames({ subjects }: { subjects: string[] }) {
  const { map, subject: names } = useConsoleMessages();
  return (
    <ul className="mb-2 flex flex-wrap gap-x-5 gap-y-1 text-xs text-ink-soft">
      {subjects.map((subject) => (
        <li key={subject} style={lineStyle(subject)} className="flex items-center gap-2">
          <span aria-hidden="true" className="h-1.5 w-5 rounded-round bg-(--line)" />
          {map.line(names[subjectOf(subject)])}
        </li>
      ))}
    </ul>
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
