/**
 * A function that runs every few minutes and looks for work that no message will complete any more, because its message
 * was deleted, has expired, or was never sent. Nearly always it finds nothing, which costs one small read
 * (docs/reliability.md).
 */
export function sweep(
  name: string,
  {
    handler,
    link,
    minutes,
    policies,
  }: {
    handler: string;
    link: $util.Input<unknown>[];
    minutes: number;
    /** Managed policies, for what a list in its role would be too long for (queue-policies.ts). */
    policies?: $util.Input<string[]>;
  },
): void {
  const worker = new sst.aws.Function(name, { handler, link, timeout: "1 minute", ...(policies && { policies }) });
  new sst.aws.CronV2(`${name}Schedule`, { schedule: `rate(${minutes} minutes)`, function: worker.arn });
}
