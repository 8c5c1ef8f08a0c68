import { GetQueueAttributesCommand, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb, sqs } from "../aws/clients.ts";

const key = { kind: "settings", id: "consumer" };

export const labSettings = z.object({
  /** How long the consumer works on a message. */
  consumerDelaySeconds: z.int().min(0).max(15),
  /** The visibility timeout of the queue. */
  visibilityTimeoutSeconds: z.int().min(1).max(120),
});
export type LabSettings = z.infer<typeof labSettings>;

/** @returns the current settings, the visibility timeout as the queue reports it */
export async function readLabSettings(): Promise<LabSettings> {
  const [{ consumerDelaySeconds }, { Attributes: attributes }] = await Promise.all([
    readConsumerSettings(),
    sqs.send(new GetQueueAttributesCommand({ QueueUrl: Resource.LabQueue.url, AttributeNames: ["VisibilityTimeout"] })),
  ]);
  return { consumerDelaySeconds, visibilityTimeoutSeconds: Number(attributes?.VisibilityTimeout) };
}

/** Applies from the next message on. SQS may take up to a minute to apply the new timeout everywhere. */
export async function changeLabSettings(settings: LabSettings): Promise<void> {
  await sqs.send(
    new SetQueueAttributesCommand({
      QueueUrl: Resource.LabQueue.url,
      Attributes: { VisibilityTimeout: String(settings.visibilityTimeoutSeconds) },
    }),
  );
  await dynamodb.send(new PutCommand({ TableName: Resource.LabTable.name, Item: { ...key, ...settings } }));
}

/** The consumer's settings; by default it finishes at once. */
export async function readConsumerSettings(): Promise<LabSettings> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.LabTable.name, Key: key, ConsistentRead: true }),
  );
  return labSettings.parse(item ?? { consumerDelaySeconds: 0, visibilityTimeoutSeconds: 120 });
}
