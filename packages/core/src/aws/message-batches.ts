const mostMessages = 10;
// What SNS takes in one request. SQS takes 1 MiB since 2025; before, it took as much as SNS.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
const mostBytes = 256 * 1024;

/** @returns the messages in order, split so that each batch fits one request to SQS or SNS. */
export function messageBatches<T>(messages: T[], bytesOf: (message: T) => number): T[][] {
  const batches: T[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const own = bytesOf(message);
    const last = batches.at(-1);
    const fits = last !== undefined && last.length < mostMessages && bytes + own <= mostBytes;
    bytes = fits ? bytes + own : own;
    if (fits) last.push(message);
    if (!fits) batches.push([message]);
  }
  return batches;
}
