/** The largest event of a queue or a stream, in bytes. */
const payloadLimit = 6 * 1024 * 1024;

/**
 * Splits records into batches whose events Lambda would accept: "a batch can be smaller when the payload reaches 6 MB"
 * (https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html#invocation-eventsourcemapping-batching).
 */
export function payloadBatches<Item>(records: Item[]): Item[][] {
  const batches: Item[][] = [];
  let room = 0;
  for (const record of records) {
    const size = Buffer.byteLength(JSON.stringify(record)) + 1;
    if (size > room) {
      batches.push([]);
      room = payloadLimit - '{"Records":[]}'.length;
    }
    batches.at(-1)?.push(record);
    room -= size;
  }
  return batches;
}
