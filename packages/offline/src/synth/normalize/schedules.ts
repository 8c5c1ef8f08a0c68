import * as z from "zod";
import type { Schedule } from "../../graph/types.ts";
import type { Evaluation } from "../evaluation.ts";
import { resourcesOf } from "./resources.ts";

const inputs = z.object({
  scheduleExpression: z.string(),
  scheduleExpressionTimezone: z.string().optional(),
  state: z.enum(["ENABLED", "DISABLED"]).default("ENABLED"),
  target: z.object({
    arn: z.string().regex(/^arn:aws:lambda:/, "only functions can be scheduled"),
    input: z.string().optional(),
  }),
});

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
