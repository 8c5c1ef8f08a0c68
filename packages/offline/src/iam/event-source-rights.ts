import type { EventSourceMapping, Graph } from "../graph/types.ts";
import { missingStatement } from "./refusal.ts";
import { roleOf } from "./roles.ts";
import { type Right, Statements } from "./statements.ts";

/**
 * Lambda reads on behalf of the function, with its role.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#events-sqs-permissions
 */
const ofQueues = ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"];
/** https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html */
const ofStreams = ["GetRecords", "GetShardIterator", "DescribeStream", "ListStreams"];

export interface EventSourceFault {
  mapping: string;
  /** The error the deploy would fail with. */
  error: string;
  /** The permissions the role needs. */
  statement: string;
}

/** @returns the permissions that functions' roles lack for their event sources; AWS would refuse the deploy */
export function eventSourceFaults(graph: Pick<Graph, "functions" | "policies" | "eventSourceMappings">) {
  return graph.eventSourceMappings.flatMap((mapping): EventSourceFault[] => {
    const fn = graph.functions.find(({ arn }) => arn === mapping.functionArn);
    if (!fn) return [];
    const role = roleOf(graph, fn);
    const statements = new Statements(role.permissions);
    const caller = { is: "function", role } as const;
    return rightsFor(mapping)
      .filter((right) => statements.decide(right, () => ({})) !== "allowed")
      .map((right) => ({
        mapping: mapping.name,
        error: errorFor(right, mapping),
        statement: missingStatement({ caller, right, reason: "no identity-based policy", almost: [] }),
      }));
  });
}

function rightsFor({ sourceArn, failureDestinationArn }: EventSourceMapping): Right[] {
  const [service, actions] = sourceArn.startsWith("arn:aws:sqs:") ? ["sqs", ofQueues] : ["dynamodb", ofStreams];
  const reading = actions.map((action) => ({ action: `${service}:${action}`, resource: sourceArn }));
  if (!failureDestinationArn) return reading;
  return [...reading, { action: "sqs:SendMessage", resource: failureDestinationArn }];
}

function errorFor({ action, resource }: Right, { sourceArn }: EventSourceMapping): string {
  if (resource !== sourceArn) {
    return `The function's execution role does not have permissions to call SendMessage on ${resource}`;
  }
  if (action.startsWith("sqs:")) {
    return `The provided execution role does not have permissions to call ${action.slice("sqs:".length)} on SQS`;
  }
  return (
    `Cannot access stream ${sourceArn}. Please ensure the role can perform the GetRecords, GetShardIterator, ` +
    "DescribeStream, and ListStreams Actions on your stream in IAM."
  );
}
