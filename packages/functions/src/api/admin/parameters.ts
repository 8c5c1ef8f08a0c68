import { faultText } from "@donut/contracts/faults";
import * as z from "zod";

export const queueName = z.object({ name: z.string().max(200) });

const largestBody = 50_000;
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
const queueText = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
export const messageBody = z
  .string(faultText("body-text"))
  .min(1, faultText("empty"))
  .max(largestBody)
  .regex(queueText, faultText("queue-characters"));
