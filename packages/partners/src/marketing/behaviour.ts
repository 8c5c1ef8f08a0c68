import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { dynamodb } from "@donut/core/aws/clients";
import { Resource } from "sst";
import { keptBehaviour, type LegacyBehaviour, legacyBehaviour, ordinaryLegacy } from "../behaviour.ts";

const key = { pk: "behaviour" };

export const { readBehaviour, changeBehaviour } = keptBehaviour<LegacyBehaviour>({
  schema: legacyBehaviour,
  ordinary: ordinaryLegacy,
  async read() {
    const { Item: item } = await dynamodb.send(
      new GetCommand({ TableName: Resource.MarketingTable.name, Key: key, ConsistentRead: true }),
    );
    return item;
  },
  async update(update) {
    const { Attributes: item } = await dynamodb.send(
      new UpdateCommand({ TableName: Resource.MarketingTable.name, Key: key, ...update, ReturnValues: "ALL_NEW" }),
    );
    return item;
  },
});
