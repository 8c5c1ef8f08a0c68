import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import type { EventSourceMapping, Graph } from "../graph/types.ts";
import { readKept } from "../kept-file.ts";

/** The settings of a mapping that the control API can change. */
export type MappingChange = Partial<
  Pick<EventSourceMapping, "enabled" | "batchSize" | "batchWindowSeconds" | "maximumConcurrency">
>;

type Listener = (mapping: EventSourceMapping) => Promise<void>;

export interface Mappings {
  list(): EventSourceMapping[];
  /** When the mapping was last changed through the control API, in milliseconds since the epoch. */
  lastModified(name: string): number;
  /**
   * Stores the change across restarts, and resolves when the listeners have applied it. @returns undefined if no
   * mapping has that name.
   */
  update(name: string, change: MappingChange): Promise<EventSourceMapping | undefined>;
  /** @returns a function that removes the listener. */
  onChange(listener: Listener): () => void;
}

const changes = z.record(
  z.string(),
  z.object({
    change: z.object({
      enabled: z.boolean().exactOptional(),
      batchSize: z.int().exactOptional(),
      batchWindowSeconds: z.number().exactOptional(),
      maximumConcurrency: z.int().exactOptional(),
    }),
    lastModified: z.number(),
  }),
);
type Kept = z.infer<typeof changes>[string];

/** The graph's event source mappings with the changes made at run time, stored in the data folder. */
export function createMappings({
  graph,
  dataDir,
}: {
  graph: Pick<Graph, "eventSourceMappings">;
  dataDir: string;
}): Mappings {
  const file = join(dataDir, "event-source-mappings.json");
  const startedAt = Date.now();
  let kept = readKept(file, about, (it) => changes.parse(it)) ?? {};
  const listeners = new Set<Listener>();
  const byName = new Map(graph.eventSourceMappings.map((mapping) => [mapping.name, mapping]));
  const current = (mapping: EventSourceMapping) => ({ ...mapping, ...kept[mapping.name]?.change });
  let writing = Promise.resolve();

  return {
    list: () => graph.eventSourceMappings.map(current),
    lastModified: (name) => kept[name]?.lastModified ?? startedAt,
    async update(name, change) {
      const mapping = byName.get(name);
      if (mapping === undefined) return undefined;
      const keeping = writing.then(async () => {
        const changes = { ...kept[name]?.change, ...change };
        const wanted = { ...kept, [name]: { change: changes, lastModified: Date.now() } };
        await write(file, wanted);
        kept = wanted;
      });
      // A failed change, as on a full disk, has no effect and does not block the next one.
      writing = keeping.catch(() => {});
      await keeping;
      const changed = current(mapping);
      await Promise.all([...listeners].map((listener) => listener(changed)));
      return changed;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const about = {
  holds: "which consumers are paused, and other changes of event source mappings",
  without: "every mapping is as the stacks have it, and paused ones run",
};

async function write(file: string, kept: Record<string, Kept>): Promise<void> {
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(kept, null, 2));
  await rename(`${file}.new`, file);
}
