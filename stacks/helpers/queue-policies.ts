import { everyQueue, type QueueFacts } from "./topology.ts";

/**
 * A managed policy is limited to 6,144 characters, and the ARN of a queue or a log group has up to 130: with this many,
 * there is room left for the actions. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const mostArns = 40;

/**
 * Grants `actions` on each of the system's queues that `which` selects: exact ARNs, in separate managed policies, since
 * a list that grows with the system would not fit in a role (docs/decisions/0014-permissions-that-fit.md).
 *
 * @returns the policies, for `policies` of functions; several functions may share them
 */
export function onQueues(name: string, actions: string[], which: (queue: QueueFacts) => boolean) {
  return $output(
    everyQueue.then((queues) =>
      policies(
        name,
        actions,
        queues.filter(which).map(({ arn }) => arn),
      ),
    ),
  );
}

/** Like `onQueues`, for the event source mappings of all consumers. */
export function onMappings(name: string, actions: string[], arns: $util.Output<string>[]) {
  return policies(name, actions, arns);
}

/**
 * Likewise, for log groups. What concerns the streams of a group needs its ARN with `:*`.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html
 */
export function onLogGroups(name: string, actions: string[], arns: $util.Output<string>[]) {
  return policies(
    name,
    actions,
    arns.map((arn) => $interpolate`${arn}:*`),
  );
}

function policies(name: string, actions: string[], arns: $util.Output<string>[]): $util.Output<string>[] {
  return chunksOf(arns, mostArns).map((resources, index) => {
    const { json } = aws.iam.getPolicyDocumentOutput({ statements: [{ actions, resources }] });
    return new aws.iam.Policy(`${name}${index + 1}`, { policy: json }).arn;
  });
}

function chunksOf<T>(list: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
