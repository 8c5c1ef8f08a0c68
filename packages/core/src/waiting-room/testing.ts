import { AsyncLocalStorage } from "node:async_hooks";
import { setImmediate } from "node:timers/promises";
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { BatchGetCommand, GetCommand, QueryCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Table } from "@donut/offline/graph/types";
import { MemoryDynamoDb } from "@donut/testing/memory-dynamodb";
import { expect, vi } from "vitest";
import { dynamodb } from "../aws/clients.ts";

export const waitingTable: Table = {
  name: "WaitingTable",
  arn: "arn:aws:dynamodb:us-east-1:000000000000:table/WaitingTable",
  attributes: { pk: "S", sk: "S", dueShard: "S", due: "N" },
  key: { hash: "pk", range: "sk" },
  indexes: [{ name: "byDue", key: { hash: "dueShard", range: "due" }, projection: "ALL" }],
};
export const orderTable: Table = {
  name: "OrderTable",
  arn: "arn:aws:dynamodb:us-east-1:000000000000:table/OrderTable",
  attributes: { id: "S" },
  key: { hash: "id" },
  indexes: [],
};

/** Where a worker stops: before or after its n-th database call. */
export interface Stop {
  call: number;
  after: boolean;
}

class Crash extends Error {}

/** A database call as it was made. */
export interface Call {
  worker: number;
  command: object;
}

/**
 * Workers that share one database and whose calls interleave in any order: between two calls of one worker, the others
 * may make theirs, and each of them may stop there for good.
 */
export class Workers {
  readonly db = new MemoryDynamoDb([waitingTable, orderTable]);
  readonly #random: () => number;
  readonly #afterCall: (call: Call) => void;
  readonly #engine: ((command: object) => Promise<unknown>) | undefined;
  #waiting: (() => void)[] = [];
  #running = 0;
  #last: Promise<unknown> = Promise.resolve();
  #current = 0;
  #count = 0;
  readonly #stops = new Map<number, { stop: Stop | undefined; calls: number }>();

  /** @param engine receives every call as well, and must give the same answer */
  constructor(seed: number, afterCall: (call: Call) => void, engine?: (command: object) => Promise<unknown>) {
    this.#engine = engine;
    this.#random = randomOf(seed);
    this.#afterCall = afterCall;
    vi.spyOn(dynamodb, "send").mockImplementation(((command: object) => this.#send(command)) as never);
  }

  /** Runs tasks side by side. @returns each one's result; undefined for those that were stopped */
  async run<T>(works: { work: () => Promise<T>; stop?: Stop | undefined }[]): Promise<(T | undefined)[]> {
    const results = works.map(async ({ work, stop }) => {
      this.#running += 1;
      this.#count += 1;
      const worker = this.#count;
      this.#stops.set(worker, { stop, calls: 0 });
      try {
        return await context.run(worker, work);
      } catch (error) {
        if (error instanceof Crash) return undefined;
        throw error;
      } finally {
        this.#running -= 1;
      }
    });
    const all = Promise.all(results);
    all.catch(() => {});
    while (this.#running > 0) {
      await setImmediate();
      const next = Math.floor(this.#random() * this.#waiting.length);
      this.#waiting.splice(next, 1)[0]?.();
    }
    return all;
  }

  /** One call at a time, so that both receive them in the same order. */
  #both(command: object, engine: (command: object) => Promise<unknown>): Promise<unknown> {
    const answer = this.#last.then(async () => {
      const [own] = await Promise.allSettled([new Promise((resolve) => resolve(this.db.send(command)))]);
      const [other] = await Promise.allSettled([engine(command)]);
      expect(comparable(own), command.constructor.name).toEqual(comparable(other));
      if (own.status === "rejected") throw own.reason;
      return own.value;
    });
    this.#last = answer.catch(() => {});
    return answer;
  }

  async #send(command: object): Promise<unknown> {
    const worker = context.getStore() ?? 0;
    const own = this.#stops.get(worker);
    if (this.#running > 1) await new Promise<void>((resume) => this.#waiting.push(resume));
    this.#current = worker;
    const call = own ? own.calls++ : 0;
    if (own?.stop?.call === call && !own.stop.after) throw new Crash();
    if (command instanceof TransactWriteCommand && this.#running > 1 && this.#random() < 0.03)
      throw new TransactionCanceledException({
        message: "Transaction cancelled",
        $metadata: {},
        CancellationReasons: [{ Code: "TransactionConflict" }],
      });
    const result = await (this.#engine ? this.#both(command, this.#engine) : this.db.send(command));
    this.#afterCall({ worker: this.#current, command });
    if (own?.stop?.call === call) throw new Crash();
    return result;
  }
}

/** The answer, or the reasons for a refusal; the order of items in lists is ignored. */
function comparable(answer: PromiseSettledResult<unknown>): unknown {
  if (answer.status === "rejected") {
    const { name, CancellationReasons: reasons } = answer.reason as Error & {
      CancellationReasons?: { Code?: string; Item?: Item }[];
    };
    return { name, reasons: reasons?.map(({ Code: code, Item: item }) => ({ code, item: item && unmarshall(item) })) };
  }
  const {
    Item: item,
    Items: items,
    Attributes: attributes,
    Responses: found,
  } = answer.value as Record<string, unknown>;
  const all = (found ? Object.values(found).flat() : items) as { pk?: string; sk?: string }[] | undefined;
  const sorted = all?.toSorted((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1));
  return { item, attributes, items: sorted };
}

type Item = Parameters<typeof unmarshall>[0];

const context = new AsyncLocalStorage<number>();

/** mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const isRead = ({ command }: Call) =>
  command instanceof BatchGetCommand || command instanceof GetCommand || command instanceof QueryCommand;

/** Whether it reads who is in the room, before deciding anything. */
export const isRoomRead = ({ command }: Call) =>
  command instanceof BatchGetCommand &&
  (Object.values(command.input.RequestItems ?? {})[0]?.Keys ?? [])[0]?.pk === "room";
