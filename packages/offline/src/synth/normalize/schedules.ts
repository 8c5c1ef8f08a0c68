import * as z from "zod";
import type { Schedule } from "../../graph/types.ts";
import type { Evaluation } from "../evaluation.ts";
import { everywhere, harmless, resourcesOf, unsupported } from "./resources.ts";

const inputs = {
  ...everywhere,
  scheduleExpression: z.string(),
  scheduleExpressionTimezone: z.string().optional(),
  state: z.enum(["ENABLED", "DISABLED"]).default("ENABLED"),
  flexibleTimeWindow: z.strictObject({ mode: z.literal("OFF", "only exact times are supported") }).optional(),
  description: harmless("for people"),
  groupName: everywhere.name,
  startDate: unsupported,
  endDate: unsupported,
  actionAfterCompletion: unsupported,
  target: z.strictObject({
    arn: z.string().regex(/^arn:aws:lambda:/, "only functions can be scheduled"),
    input: z.string().optional(),
    roleArn: harmless("schedules run no code of ours, and may invoke their function"),
    retryPolicy: harmless("an invocation cannot get lost between two parts of one process"),
    deadLetterConfig: unsupported,
  }),
};

export function schedules(evaluation: Evaluation): Schedule[] {
  return resourcesOf(evaluation, "aws:scheduler/schedule:Schedule", inputs).map(({ owner, inputs }) => ({
    name: owner,
    expression: inputs.scheduleExpression,
    ...(inputs.scheduleExpressionTimezone && { timezone: inputs.scheduleExpressionTimezone }),
    functionArn: inputs.target.arn,
    ...(inputs.target.input && { input: inputs.target.input }),
    enabled: inputs.state === "ENABLED",
  }));
}
