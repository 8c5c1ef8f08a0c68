import { faultText } from "@donut/contracts/faults";
import * as z from "zod";

export const queueName = z.object({ name: z.string().max(200) });

const largestBody = 50_000;
export const messageBody = z.string(faultText("body-text")).min(1, faultText("empty")).max(largestBody);

/** A message group id or deduplication id, as SQS allows them. */
export const queueId = z
  .string()
  .max(128, faultText("queue-id"))
  .regex(/^[\x21-\x7e]+$/, faultText("queue-id"));
