import { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { sqs } from "./clients.ts";
import { messageBatches } from "./message-batches.ts";

/** Sends every body to a standard queue. If it throws, some may have been sent. */
export async function sendMessages(queueUrl: string, bodies: string[]): Promise<void> {
  for (const batch of messageBatches(bodies, Buffer.byteLength)) {
    const { Failed: failed = [] } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: batch.map((body, index) => ({ Id: String(index), MessageBody: body })),
      }),
    );
    if (failed.length > 0) throw new Error(`SQS did not take ${failed.length} messages: ${failed[0]?.Message}`);
  }
}
