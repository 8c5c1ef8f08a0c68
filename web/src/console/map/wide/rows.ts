import type { Interchange, Network, Pipeline } from "../../topology/topology.ts";

/** Heights of a row: above its track, from the track down to its siding, from row to row. */
export const ROW = { above: 52, siding: 42, pitch: 114 };

/** A queue's row, with the topic of its line; a topic's first row also has the topic's own stations. */
export interface Row {
  y: number;
  pipeline?: Pipeline | undefined;
  interchange?: Interchange;
  from?: { interchange: Interchange; y: number };
}

/** Rows from top to bottom: each topic's, then those of directly filled queues. */
export function rowsOf(network: Network): Row[] {
  const rows: Row[] = [];
  const nextY = () => rows.length * ROW.pitch + ROW.above;
  for (const interchange of network.interchanges) {
    const from = { interchange, y: nextY() };
    rows.push({ y: from.y, interchange, pipeline: interchange.pipelines[0], from });
    for (const pipeline of interchange.pipelines.slice(1)) rows.push({ y: nextY(), pipeline, from });
  }
  for (const pipeline of network.direct) rows.push({ y: nextY(), pipeline });
  return rows;
}
