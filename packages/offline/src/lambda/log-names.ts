import type { LambdaFunction } from "../graph/types.ts";

/** The log group to which the function writes. */
export function logGroupOf({ name, logGroup }: Pick<LambdaFunction, "name" | "logGroup">): string {
  return logGroup ?? `/aws/lambda/${name}`;
}

/** On AWS each environment has a stream of its own; here, a function has one a day. */
export function logStreamAt(time: Date): string {
  return `${time.toISOString().slice(0, 10).replaceAll("-", "/")}/[$LATEST]`;
}
