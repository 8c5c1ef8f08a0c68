import * as z from "zod";
import { readQueues } from "../queues/topology.ts";

/** What CloudWatch sends to a topic when an alarm changes its state. */
export const alarmMessage = z.object({
  AlarmName: z.string(),
  NewStateValue: z.enum(["OK", "ALARM", "INSUFFICIENT_DATA"]),
  NewStateReason: z.string(),
  OldStateValue: z.enum(["OK", "ALARM", "INSUFFICIENT_DATA"]),
  /** `2026-11-20T10:00:00.000+0000` */
  StateChangeTime: z.string().transform((text, context) => {
    const time = new Date(text.replace(/\+0000$/, "Z"));
    if (!Number.isNaN(time.getTime())) return time.toISOString();
    context.addIssue({ code: "custom", message: "is not a time" });
    return z.NEVER;
  }),
  Trigger: z.object({
    MetricName: z.string(),
    Dimensions: z.array(z.object({ name: z.string(), value: z.string() })),
  }),
});
export type AlarmMessage = z.infer<typeof alarmMessage>;

export type AlarmChange =
  | { status: "raised" | "cleared"; alarm: string; queue: string; at: string; reason: string }
  /** Nothing to report: a new alarm whose queue is empty, or an alarm without data. */
  | { status: "other" };

/** @returns what an alarm says about its queue */
export function changeOf(message: AlarmMessage): AlarmChange {
  const { AlarmName: alarm, NewStateValue: state, OldStateValue: before, StateChangeTime: at } = message;
  const physicalName = message.Trigger.Dimensions.find(({ name }) => name === "QueueName")?.value ?? "";
  const queue = readQueues().find(({ arn }) => arn.endsWith(`:${physicalName}`))?.name ?? physicalName;
  const change = { alarm, queue, at, reason: message.NewStateReason };
  if (state === "ALARM") return { status: "raised", ...change };
  if (state === "OK" && before === "ALARM") return { status: "cleared", ...change };
  return { status: "other" };
}
