import { GetQueueAttributesCommand, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb, sqs } from "../aws/clients.ts";

const key = { kind: "settings", id: "consumer" };

export const labSettings = z.object({
  /** How long the consumer takes for a message. */
  consumerDelaySeconds: z.int().min(0).max(15),
  /** For how long the queue hides a message that the consumer has received. */
  visibilityTimeoutSeconds: z.int().min(1).max(120),
});
export type LabSettings = z.infer<typeof labSettings>;

/** @returns what is in force now: the queue itself tells its visibility timeout. */
export async function readLabSettings(): Promise<LabSettings> {
  const [{ consumerDelaySeconds }, { Attributes: attributes }] = await Promise.all([
    readConsumerSettings(),
    sqs.send(new GetQueueAttributesCommand({ QueueUrl: Resource.LabQueue.url, AttributeNames: ["VisibilityTimeout"] })),
  ]);
  return { consumerDelaySeconds, visibilityTimeoutSeconds: Number(attributes?.VisibilityTimeout) };
}

/** The consumer goes by it from its next message on. SQS may take up to a minute until the timeout counts everywhere. */
export async function changeLabSettings(settings: LabSettings): Promise<void> {
  await sqs.send(
    new SetQueueAttributesCommand({
      QueueUrl: Resource.LabQueue.url,
      Attributes: { VisibilityTimeout: String(settings.visibilityTimeoutSeconds) },
    }),
  );
  await dynamodb.send(new PutCommand({ TableName: Resource.LabTable.name, Item: { ...key, ...settings } }));
}

/** What the consumer goes by; before anybody has changed it, it is at once done, and nothing is short. */
export async function readConsumerSettings(): Promise<LabSettings> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.LabTable.name, Key: key, ConsistentRead: true }),
  );
  return labSettings.parse(item ?? { consumerDelaySeconds: 0, visibilityTimeoutSeconds: 120 });
}
