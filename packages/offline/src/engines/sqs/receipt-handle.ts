import { randomBytes } from "node:crypto";

/** A new receipt handle. It names its queue, so that an invalid handle can be told from an expired one. */
export function issueReceiptHandle(queueName: string, messageId: string): string {
  return Buffer.from(`${queueName} ${messageId} ${randomBytes(9).toString("base64url")}`).toString("base64url");
}

export function messageIdOf(handle: string): string | undefined {
  return Buffer.from(handle, "base64url").toString().split(" ")[1];
}

export function isReceiptHandleOf(queueName: string, handle: string): boolean {
  const [queue, messageId, nonce] = Buffer.from(handle, "base64url").toString().split(" ");
  return queue === queueName && Boolean(messageId) && Boolean(nonce);
}
