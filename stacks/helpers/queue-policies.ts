import { everyQueue, type QueueFacts } from "./topology.ts";

/**
 * A managed policy takes 6,144 characters, and the ARN of a queue has up to 120: so many of them leave room for the
 * actions. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const mostArns = 40;

/**
 * Grants `actions` on each of the queues that `which` chooses of all that the system has: exact ARNs, in managed policies
 * of their own, since a list that grows with the system would not fit into a role (docs/decisions/0014-permissions-that-fit.md).
 *
 * @returns for `policies` of functions; several may have the same
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

/** As `onQueues`, for the event source mappings of all consumers. */
export function onMappings(name: string, actions: string[], arns: $util.Output<string>[]) {
  return policies(name, actions, arns);
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
