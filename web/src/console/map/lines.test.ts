import fc from "fast-check";
import { expect, test } from "vitest";
import { topologies } from "../topology/synthetic.ts";
import { networkOf } from "../topology/topology.ts";
import { linesOf, networkWith, pipelinesOf } from "./lines.ts";

test("every topic and queue is on one line or beside the lines, and every API is somewhere", () => {
  fc.assert(
    fc.property(topologies, (topology) => {
      const { lines, aside } = linesOf(networkOf(topology));
      const names = lines.flatMap((line) => [
        ...line.interchanges.flatMap(({ topic, undelivered }) => [
          topic.name,
          ...(undelivered ? [undelivered.name] : []),
        ]),
        ...pipelinesOf(line).flatMap(({ queue, dlq }) => [queue.name, ...(dlq ? [dlq.name] : [])]),
      ]);
      const deployed = [...topology.topics, ...topology.queues].map(({ name }) => name);
      expect([...names, ...aside.yard.map(({ name }) => name)].sort()).toEqual(deployed.sort());
      const apis = new Set([...lines.flatMap((line) => line.apis), ...aside.apis].map(({ name }) => name));
      expect([...apis].sort()).toEqual(topology.apis.map(({ name }) => name).sort());
    }),
  );
});

test("a part of a line has the chosen queues, their topics and what feeds these, and nothing else", () => {
  fc.assert(
    fc.property(topologies, fc.integer(), (topology, seed) => {
      const drawn = (queue: string) => (queue.length + seed) % 2 === 0;
      for (const line of linesOf(networkOf(topology)).lines) {
        const part = networkWith(line, drawn);
        const chosen = pipelinesOf(line).filter(({ queue }) => drawn(queue.name));
        expect(part ? pipelinesOf(part) : []).toEqual(chosen);
        for (const { topic, pipelines, undelivered } of part?.interchanges ?? [])
          expect(pipelines.length > 0 || undelivered, topic.name).toBeTruthy();
        for (const api of part?.apis ?? []) expect(line.apis).toContain(api);
      }
    }),
  );
});
