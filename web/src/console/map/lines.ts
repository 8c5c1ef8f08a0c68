import type { DeployedApi, DeployedQueue } from "@donut/contracts/topology";
import type { Interchange, Network, Pipeline } from "../topology/topology.ts";

/** A line with everything that starts on it: its topics, their queues (also those of other colours), its other queues. */
export interface MapLine {
  subject: string;
  interchanges: Interchange[];
  direct: Pipeline[];
  /** Those that feed it. */
  apis: DeployedApi[];
}

/** What is on no line: dead-letter queues of stream functions, and APIs that feed nothing. */
export interface Aside {
  yard: DeployedQueue[];
  apis: DeployedApi[];
}

/** Every topic and queue appears once; an API with every line that it feeds. */
export function linesOf({ subjects, ...network }: Network): { lines: MapLine[]; aside: Aside } {
  const lines = subjects.flatMap((subject): MapLine[] => {
    const interchanges = network.interchanges.filter(({ topic }) => topic.subject === subject);
    const direct = network.direct.filter(({ queue }) => queue.subject === subject);
    const line = { subject, interchanges, direct };
    return interchanges.length + direct.length > 0 ? [{ ...line, apis: feedersOf(line, network.apis) }] : [];
  });
  const used = new Set(lines.flatMap(({ apis }) => apis));
  return { lines, aside: { yard: network.yard, apis: network.apis.filter((api) => !used.has(api)) } };
}

export function pipelinesOf({ interchanges, direct }: Pick<MapLine, "interchanges" | "direct">): Pipeline[] {
  return [...interchanges.flatMap(({ pipelines }) => pipelines), ...direct];
}

/** @returns the network of only those queues that are `drawn`, with their topics and APIs; undefined if there is none */
export function networkWith(
  { subject, apis, ...line }: MapLine,
  drawn: (queue: string) => boolean,
): Network | undefined {
  const interchanges = line.interchanges.flatMap(({ topic, undelivered, pipelines }): Interchange[] => {
    const kept = pipelines.filter(({ queue }) => drawn(queue.name));
    const below = undelivered && drawn(undelivered.name) ? { undelivered } : {};
    if (kept.length === 0 && !("undelivered" in below)) return [];
    return [{ topic, ...below, pipelines: kept, subjects: [...new Set(kept.map(({ queue }) => queue.subject))] }];
  });
  const direct = line.direct.filter(({ queue }) => drawn(queue.name));
  if (interchanges.length + direct.length === 0) return undefined;
  return { interchanges, direct, yard: [], apis: feedersOf({ interchanges, direct }, apis), subjects: [subject] };
}

function feedersOf({ interchanges, direct }: Pick<MapLine, "interchanges" | "direct">, apis: DeployedApi[]) {
  const places = new Set([...interchanges.map(({ topic }) => topic.name), ...direct.map(({ queue }) => queue.name)]);
  return apis.filter(({ feeds }) => feeds?.some((it) => places.has(it)));
}
