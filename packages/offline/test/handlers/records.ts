import { setTimeout as pause } from "node:timers/promises";
import type { DynamoDBRecord, SQSRecord } from "aws-lambda";

interface Order {
  /** Reported as failed. */
  fail?: boolean;
  /** Fails the whole batch. */
  throw?: boolean;
  milliseconds?: number;
}

/** Handles messages and stream records in the way each asks, and logs what it got as one line of JSON. */
export async function handler({ Records }: { Records: (SQSRecord | DynamoDBRecord)[] }): Promise<unknown> {
  console.log(JSON.stringify(Records));
  const failed: string[] = [];
  for (const record of Records) {
    const { id, order } = read(record);
    if (order.milliseconds) await pause(order.milliseconds);
    if (order.throw) throw new Error("the whole batch fails");
    if (order.fail) failed.push(id);
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

function read(record: SQSRecord | DynamoDBRecord): { id: string; order: Order } {
  if ("body" in record) return { id: record.messageId, order: JSON.parse(record.body) as Order };
  const image = record.dynamodb?.NewImage ?? {};
  const order = { fail: image.fail?.BOOL === true, throw: image.throw?.BOOL === true };
  return { id: record.dynamodb?.SequenceNumber ?? "", order };
}
