import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { dynamodb } from "@donut/core/aws/clients";
import { Resource } from "sst";
import * as z from "zod";
import { keptBehaviour, legacyBehaviour, ordinaryLegacy } from "../behaviour.ts";

/** How the factory behaves. */
export const behaviour = legacyBehaviour.extend({
  /** How long a production takes, in s. */
  productionSeconds: z.int("must be a whole number from 0 to 900").min(0).max(900),
  /** Share of productions that fail, from 0 to 1. */
  productionFailureRate: z.number("must be a number from 0 to 1").min(0).max(1),
});
export type Behaviour = z.infer<typeof behaviour>;

const key = { pk: "behaviour" };

export const { readBehaviour, changeBehaviour } = keptBehaviour<Behaviour>({
  schema: behaviour,
  ordinary: { ...ordinaryLegacy, productionSeconds: 10, productionFailureRate: 0 },
  async read() {
    const { Item: item } = await dynamodb.send(
      new GetCommand({ TableName: Resource.FactoryTable.name, Key: key, ConsistentRead: true }),
    );
    return item;
  },
  async update(update) {
    const { Attributes: item } = await dynamodb.send(
      new UpdateCommand({ TableName: Resource.FactoryTable.name, Key: key, ...update, ReturnValues: "ALL_NEW" }),
    );
    return item;
  },
});
