import type { IncomingMessage } from "node:http";

/**
 * The whole body, or "too large". It is always read to the end: a client that is still sending does not read an answer.
 */
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
