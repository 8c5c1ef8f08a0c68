import { setTimeout } from "node:timers/promises";
import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { z } from "zod";
import { dynamodb } from "../aws/clients.ts";

/** How the factory treats its callers; settable while it runs, so that people can watch others survive it. */
export const behaviour = z.strictObject({
  /** How long each call about production orders takes, in ms. */
  latencyMs: z.int("must be a whole number from 0 to 30000").min(0).max(30_000),
  /** Share of those calls that fail with 500 or 503. */
  failureRate: z.number("must be a number from 0 to 1").min(0).max(1),
  /** Whether it refuses every new production order. */
  refuse: z.boolean("must be true or false"),
  /** How long a production takes, in s. */
  productionSeconds: z.int("must be a whole number from 0 to 900").min(0).max(900),
  /** Share of productions that end as failed. */
  productionFailureRate: z.number("must be a number from 0 to 1").min(0).max(1),
});
export type Behaviour = z.infer<typeof behaviour>;

const ordinary: Behaviour = {
  latencyMs: 0,
  failureRate: 0,
  refuse: false,
  productionSeconds: 10,
  productionFailureRate: 0,
};
const key = { pk: "behaviour" };

// Read anew each time: a change counts at once, whichever environment answers.
export async function readBehaviour(): Promise<Behaviour> {
  const { Item: { pk: _, ...item } = {} } = await dynamodb.send(
    new GetCommand({ TableName: Resource.FactoryTable.name, Key: key, ConsistentRead: true }),
  );
  return behaviour.parse({ ...ordinary, ...item });
}

/** Sets what `changes` names and leaves the rest. @returns the whole behaviour. */
export async function changeBehaviour(changes: Partial<Behaviour>): Promise<Behaviour> {
  const entries = Object.entries(changes).filter(([, value]) => value !== undefined);
  if (entries.length === 0) return readBehaviour();
  const { Attributes: { pk: _, ...item } = {} } = await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.FactoryTable.name,
      Key: key,
      UpdateExpression: `SET ${entries.map((_, index) => `#k${index} = :v${index}`).join(", ")}`,
      ExpressionAttributeNames: Object.fromEntries(entries.map(([name], index) => [`#k${index}`, name])),
      ExpressionAttributeValues: Object.fromEntries(entries.map(([, value], index) => [`:v${index}`, value])),
      ReturnValues: "ALL_NEW",
    }),
  );
  return behaviour.parse({ ...ordinary, ...item });
}

export type Mood = { status: "works" } | { status: "fails"; code: 500 | 503 };

/** Takes as long as a call takes today and tells whether it fails. */
export async function undergo({ latencyMs, failureRate }: Behaviour): Promise<Mood> {
  if (latencyMs > 0) await setTimeout(latencyMs);
  if (Math.random() >= failureRate) return { status: "works" };
  return { status: "fails", code: Math.random() < 0.5 ? 500 : 503 };
}
