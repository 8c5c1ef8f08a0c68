import type { IncomingMessage } from "node:http";

/** The whole body, or "too large". It is read to its end in any case: a client that still sends reads no answer. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | "too large"> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  if (size > limit) return "too large";
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}
