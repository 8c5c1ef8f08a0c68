/**
 * A function that looks, every few minutes, for what waits and that no message will end any more: one that was deleted, that
 * expired, or that never came. It finds nothing nearly always, and then costs one small read (docs/reliability.md).
 */
export function sweep(
  name: string,
  { handler, link, minutes }: { handler: string; link: $util.Input<unknown>[]; minutes: number },
): void {
  const worker = new sst.aws.Function(name, { handler, link, timeout: "1 minute" });
  new sst.aws.CronV2(`${name}Schedule`, { schedule: `rate(${minutes} minutes)`, function: worker.arn });
}
