import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";
import { keptBehaviour, type LegacyBehaviour, legacyBehaviour, ordinaryLegacy } from "../legacy/behaviour.ts";

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
