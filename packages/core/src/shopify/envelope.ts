import { gunzipSync, gzipSync } from "node:zlib";
import * as z from "zod";

/** What the webhook endpoint sends to the consumer: the raw body and the contents of Shopify's headers. */
export const envelope = z.object({
  correlationId: z.string().min(1),
  /** Identifies this one arrival; sortable by time. */
  deliveryId: z.string().min(1),
  source: z.enum(["webhook", "import", "retry"]),
  shop: z.string().min(1),
  topic: z.string().min(1),
  webhookId: z.string().min(1),
  eventId: z.string().min(1).optional(),
  triggeredAt: z.string().optional(),
  apiVersion: z.string().optional(),
  receivedAt: z.iso.datetime(),
  signedWith: z.enum(["current", "previous"]).optional(),
  /** Length of the raw body. */
  bytes: z.int().nonnegative(),
  /**
   * The raw body as text; with `encoding`, its bytes compressed with gzip, in base64. Absent if it is too large for any
   * message.
   */
  body: z.string().optional(),
  encoding: z.literal("gzip").optional(),
});
export type Envelope = z.infer<typeof envelope>;

const largestPlain = 200 * 1024;
/** SQS accepts 1 MiB per message, attributes included; the rest of the envelope is small. */
const largestBody = 900 * 1024;
// Characters outside XML 1.0, which SQS refuses and JSON does not escape.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
const refusedBySqs = /[\uFFFE\uFFFF]/;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** @returns the part of an envelope that holds a raw body */
export function packBody(raw: Buffer): Pick<Envelope, "bytes" | "body" | "encoding"> {
  const bytes = raw.byteLength;
  const text = textOf(raw);
  if (bytes <= largestPlain && text !== undefined && !refusedBySqs.test(text)) return { bytes, body: text };
  const body = gzipSync(raw).toString("base64");
  return body.length > largestBody ? { bytes } : { bytes, body, encoding: "gzip" };
}

/** @returns the raw body; undefined if it was too large to store */
export function unpackBody({ body, encoding }: Envelope): Buffer | undefined {
  if (body === undefined) return undefined;
  return encoding === "gzip" ? gunzipSync(Buffer.from(body, "base64")) : Buffer.from(body);
}

function textOf(raw: Buffer): string | undefined {
  try {
    return utf8.decode(raw);
  } catch {
    return undefined;
  }
}
