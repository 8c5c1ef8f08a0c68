import { ChangeMessageVisibilityCommand, GetQueueUrlCommand } from "@aws-sdk/client-sqs";
import { sqs } from "../aws/clients.ts";

const urls = new Map<string, Promise<string>>();

/** Makes a received message visible again after `seconds` (0 to 43,200); 0 means immediately. */
export async function returnToQueue(queueArn: string, receiptHandle: string, seconds: number): Promise<void> {
  await sqs.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: await urlOf(queueArn),
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: seconds,
    }),
  );
}

/** @returns the seconds to wait after the `tries`-th failed try: 1, up to 3, up to 9 …, at most 60, with jitter */
export function backOffSeconds(tries: number, random = Math.random): number {
  const longest = Math.min(60, 3 ** (Math.max(1, tries) - 1));
  return Math.ceil(longest * (0.5 + random() / 2));
}

function urlOf(queueArn: string): Promise<string> {
  const cached = urls.get(queueArn);
  if (cached !== undefined) return cached;
  const [account, name] = queueArn.split(":").slice(-2);
  const asked = sqs
    .send(new GetQueueUrlCommand({ QueueName: name, QueueOwnerAWSAccountId: account }))
    .then(({ QueueUrl }) => QueueUrl ?? Promise.reject(new Error(`No URL for ${queueArn}`)));
  urls.set(queueArn, asked);
  asked.catch(() => urls.delete(queueArn));
  return asked;
}
