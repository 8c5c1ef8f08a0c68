import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { faultText } from "@donut/contracts/faults";
import type { DeployedQueue } from "@donut/contracts/topology";
import { v7 } from "uuid";
import { audited } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { sqs } from "../aws/clients.ts";
import { type BodyFault, bodyFaults, type MessageSchemas } from "./message-schemas.ts";

export interface HandWritten {
  body: string;
  groupId?: string | undefined;
  /** For a FIFO queue; a new one if absent. */
  deduplicationId?: string | undefined;
  delaySeconds?: number | undefined;
  /** Whether the body must match the consumer's schema. */
  check: boolean;
}

export type Sent = { status: "sent"; messageId: string } | { status: "invalid"; faults: BodyFault[] };

/**
 * Sends a message that a person has written. Pointers of faults refer to the request, or to the body if the body is at
 * fault.
 */
export async function sendByHand(
  queue: DeployedQueue,
  message: HandWritten,
  schemas: MessageSchemas,
  actor: AuditActor,
): Promise<Sent> {
  const faults = faultsOf(queue, message, schemas);
  if (faults.length > 0) return { status: "invalid", faults };
  return audited<Sent & { status: "sent" }>(
    { actor, action: "queue.send", target: queue.name, detail: { ...message } },
    () => send(queue, message),
    ({ messageId }) => ({ status: "succeeded", outcome: { messageId } }),
  );
}

async function send({ url, fifo }: DeployedQueue, { body, groupId, deduplicationId, delaySeconds }: HandWritten) {
  const { MessageId: messageId = "" } = await sqs.send(
    new SendMessageCommand({
      QueueUrl: url,
      MessageBody: body,
      MessageGroupId: groupId,
      ...(fifo && { MessageDeduplicationId: deduplicationId ?? v7() }),
      ...(!fifo && { DelaySeconds: delaySeconds }),
    }),
  );
  return { status: "sent" as const, messageId };
}

function faultsOf(
  queue: DeployedQueue,
  { body, groupId, deduplicationId, delaySeconds, check }: HandWritten,
  schemas: MessageSchemas,
): BodyFault[] {
  const faults: BodyFault[] = [];
  if (queue.fifo && groupId === undefined) faults.push({ pointer: "/groupId", detail: faultText("fifo-group") });
  if (queue.fifo && delaySeconds !== undefined)
    faults.push({ pointer: "/delaySeconds", detail: faultText("fifo-delay") });
  if (!queue.fifo && deduplicationId !== undefined)
    faults.push({ pointer: "/deduplicationId", detail: faultText("fifo-only") });
  if (!check) return faults;
  return [
    ...faults,
    ...bodyFaults(queue, body, schemas).map((fault) => ({ ...fault, pointer: `/body${fault.pointer}` })),
  ];
}
