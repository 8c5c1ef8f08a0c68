import { setTimeout } from "node:timers/promises";
import * as z from "zod";

/** How another company's system behaves; adjustable at run time, to show how the shop copes. */
export const legacyBehaviour = z.strictObject({
  /** How long each call takes, in ms. */
  latencyMs: z.int("must be a whole number from 0 to 30000").min(0).max(30_000),
  /** Share of calls that fail with 500 or 503, from 0 to 1. */
  failureRate: z.number("must be a number from 0 to 1").min(0).max(1),
  /** Whether it refuses all new requests. */
  refuse: z.boolean("must be true or false"),
});
export type LegacyBehaviour = z.infer<typeof legacyBehaviour>;

export const ordinaryLegacy: LegacyBehaviour = { latencyMs: 0, failureRate: 0, refuse: false };

/** The parts of a DynamoDB update that changes some fields of a behaviour. */
interface BehaviourUpdate {
  UpdateExpression: string;
  ExpressionAttributeNames: Record<string, string>;
  ExpressionAttributeValues: Record<string, unknown>;
}

interface BehaviourStore<B> {
  schema: z.ZodType<B>;
  ordinary: B;
  /** Reads the behaviour's item consistently, so that a change takes effect at once in every environment. */
  read(): Promise<Record<string, unknown> | undefined>;
  /** Updates that item. @returns the whole item */
  update(update: BehaviourUpdate): Promise<Record<string, unknown> | undefined>;
}

/** Stores a behaviour in an item of the system's own table, under the key `pk`. */
export function keptBehaviour<B extends LegacyBehaviour>({ schema, ordinary, read, update }: BehaviourStore<B>) {
  const parse = ({ pk: _, ...item }: Record<string, unknown> = {}) => schema.parse({ ...ordinary, ...item });
  const readBehaviour = async (): Promise<B> => parse(await read());

  return {
    readBehaviour,
    /** Changes only the given fields. @returns the whole behaviour */
    async changeBehaviour(changes: Partial<B>): Promise<B> {
      const entries = Object.entries(changes).filter(([, value]) => value !== undefined);
      if (entries.length === 0) return readBehaviour();
      return parse(
        await update({
          UpdateExpression: `SET ${entries.map((_, index) => `#k${index} = :v${index}`).join(", ")}`,
          ExpressionAttributeNames: Object.fromEntries(entries.map(([name], index) => [`#k${index}`, name])),
          ExpressionAttributeValues: Object.fromEntries(entries.map(([, value], index) => [`:v${index}`, value])),
        }),
      );
    },
  };
}

export type Mood = { status: "works" } | { status: "fails"; code: 500 | 503 };

/** Waits for the configured latency. @returns whether the call fails */
export async function undergo({ latencyMs, failureRate }: LegacyBehaviour): Promise<Mood> {
  if (latencyMs > 0) await setTimeout(latencyMs);
  if (Math.random() >= failureRate) return { status: "works" };
  return { status: "fails", code: Math.random() < 0.5 ? 500 : 503 };
}
