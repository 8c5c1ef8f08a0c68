import { ResourceNotFoundException, UpdateEventSourceMappingCommand } from "@aws-sdk/client-lambda";
import { audited } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { lambda } from "../aws/lambda-client.ts";
import { readTopology } from "./topology.ts";

export type Switched = { status: "switched"; function: string; enabled: boolean } | { status: "no-consumer" };

/** Pauses or resumes the consumer of a queue. It finishes the batches in flight; everything else stays in the queue. */
export async function switchConsumer(queue: string, enabled: boolean, actor: AuditActor): Promise<Switched> {
  const { consumer } = readTopology().queues.find(({ name }) => name === queue) ?? {};
  if (consumer === undefined) return { status: "no-consumer" };
  return audited<Switched>(
    { actor, action: enabled ? "consumer.resume" : "consumer.pause", target: queue, detail: {} },
    () => change(consumer.function, consumer.mapping, enabled),
    (result) => ({ status: result.status === "switched" ? "succeeded" : "refused", outcome: result }),
  );
}

async function change(name: string, UUID: string, enabled: boolean): Promise<Switched> {
  try {
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: enabled }));
    return { status: "switched", function: name, enabled };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return { status: "no-consumer" };
    throw error;
  }
}
