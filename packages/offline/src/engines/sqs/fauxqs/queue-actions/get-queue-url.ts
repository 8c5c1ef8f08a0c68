import type { GetQueueUrlResult } from "@aws-sdk/client-sqs";
import { DEFAULT_REGION, regionFromAuth, sqsQueueArn } from "../addresses.ts";
import { QueueDoesNotExistError, SqsError } from "../errors.ts";
import type { SqsStore } from "../queue-store.ts";

export function getQueueUrl(
  body: Record<string, unknown>,
  store: SqsStore,
  request: { headers: Record<string, string | undefined> },
): GetQueueUrlResult {
  const queueName = body.QueueName as string | undefined;
  if (!queueName) {
    throw new SqsError("InvalidParameterValue", "QueueName is required");
  }

  const region = regionFromAuth(request.headers.authorization) ?? store.region ?? DEFAULT_REGION;
  const arn = sqsQueueArn(queueName, region);
  const queue = store.getQueueByArn(arn);
  if (!queue) {
    throw new QueueDoesNotExistError();
  }

  return { QueueUrl: queue.url } satisfies GetQueueUrlResult;
}
