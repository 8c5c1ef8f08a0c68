import { useMemo } from "react";
import { subjectOf } from "../../../ui/subject.ts";
import { useConsoleMessages } from "../../messages/index.ts";
import { lineStyle } from "../../topology/line-style.ts";
import type { Network } from "../../topology/topology.ts";
import { MapCanvas, type Shown } from "../map-canvas.tsx";
import { layoutTall } from "./layout-tall.ts";

const GAP = 32;
const TWO_FROM = 700;

/** The map line by line; two lines side by side if there is space. */
export function TallMap({ network, width, ...shown }: Shown & { network: Network; width: number }) {
  const { map, subject } = useConsoleMessages();
  const columns = width >= TWO_FROM ? 2 : 1;
  const columnWidth = Math.floor((width - GAP * (columns - 1)) / columns);
  const { lines, yard, entrances } = useMemo(() => layoutTall(network, columnWidth), [network, columnWidth]);
  return (
    <div className="grid items-start gap-8" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      {lines.map((line) => (
        <section key={line.subject} style={lineStyle(line.subject)} className="grid gap-3">
          <h2 className="flex items-center gap-2 border-b-2 border-(--line) pb-1 font-display text-lg font-bold">
            {map.line(subject[subjectOf(line.subject)])}
          </h2>
          <MapCanvas layout={line.layout} {...shown} />
        </section>
      ))}
      {yard.stations.length > 0 && (
        <section className="grid gap-3">
          <h2 className="border-b-2 border-border pb-1 text-sm font-semibold text-ink-soft">{map.yard}</h2>
          <MapCanvas layout={yard} {...shown} />
        </section>
      )}
      {entrances.stations.length > 0 && (
        <section className="grid gap-3">
          <h2 className="border-b-2 border-border pb-1 text-sm font-semibold text-ink-soft">{map.entrances}</h2>
          <MapCanvas layout={entrances} {...shown} />
        </section>
      )}
    </div>
  );
}
