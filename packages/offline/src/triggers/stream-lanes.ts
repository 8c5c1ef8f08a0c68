import { createHash } from "node:crypto";
import type { DynamoDBRecord } from "aws-lambda";

interface StreamLanesOptions {
  /** The mapping's parallelization factor. */
  count: number;
  batchSize: number;
  /** Handles a batch; `done` reports the last finished record. Rejects when the poller stops. */
  handle(batch: DynamoDBRecord[], done: (last: DynamoDBRecord) => void): Promise<void>;
  /** Every record up to this one is done, in every lane. */
  save(last: DynamoDBRecord): void;
  signal: AbortSignal;
}

/** How far other lanes may get ahead of a blocked one: at most this many records are repeated after a kill. */
const mostOpen = 1_000;

interface Entry {
  record: DynamoDBRecord;
  isDone: boolean;
}

/**
 * Handles several batches of one shard at a time, like Lambda's parallelization factor: all records of an item are in
 * one lane, and so in order. A lane blocked by a failing record does not block the others.
 */
export class StreamLanes {
  readonly #options: StreamLanesOptions;
  readonly #lanes: Entry[][];
  readonly #running = new Map<Entry[], Promise<void>>();
  /** In stream order; finished records at the head are removed. */
  #open: Entry[] = [];
  #failure: unknown;
  #room = Promise.withResolvers<void>();

  constructor(options: StreamLanesOptions) {
    this.#options = options;
    this.#lanes = Array.from({ length: options.count }, () => []);
  }

  /** Resolves when there is room for more. @throws a lane's error */
  async push(records: DynamoDBRecord[], isWanted: (record: DynamoDBRecord) => boolean): Promise<void> {
    for (const record of records) {
      const entry = { record, isDone: !isWanted(record) };
      this.#open.push(entry);
      if (!entry.isDone) this.#laneOf(record).push(entry);
    }
    this.#advance();
    for (const lane of this.#lanes) this.#run(lane);
    while (this.#open.length > mostOpen && this.#failure === undefined) await this.#room.promise;
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Resolves when no lane is working any more. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  #laneOf({ dynamodb }: DynamoDBRecord): Entry[] {
    const hash = createHash("md5")
      .update(JSON.stringify(dynamodb?.Keys ?? {}))
      .digest();
    return this.#lanes[hash.readUInt32BE() % this.#lanes.length] as Entry[];
  }

  #run(lane: Entry[]): void {
    if (lane.length === 0 || this.#running.has(lane)) return;
    const run = this.#drain(lane)
      .catch((error: unknown) => {
        this.#failure ??= error;
      })
      .finally(() => {
        this.#running.delete(lane);
        this.#makeRoom();
        // Records that arrived after its last check.
        if (this.#failure === undefined && !this.#options.signal.aborted) this.#run(lane);
      });
    this.#running.set(lane, run);
  }

  async #drain(lane: Entry[]): Promise<void> {
    while (lane.length > 0 && this.#failure === undefined && !this.#options.signal.aborted) {
      const batch = lane.splice(0, this.#options.batchSize);
      await this.#options.handle(
        batch.map(({ record }) => record),
        (last) => {
          for (const entry of batch.slice(0, batch.findIndex(({ record }) => record === last) + 1)) entry.isDone = true;
          this.#advance();
        },
      );
    }
  }

  #advance(): void {
    const firstOpen = this.#open.findIndex(({ isDone }) => !isDone);
    const done = this.#open.splice(0, firstOpen === -1 ? this.#open.length : firstOpen);
    const last = done.at(-1);
    if (last === undefined) return;
    this.#options.save(last.record);
    this.#makeRoom();
  }

  #makeRoom(): void {
    this.#room.resolve();
    this.#room = Promise.withResolvers();
  }
}
