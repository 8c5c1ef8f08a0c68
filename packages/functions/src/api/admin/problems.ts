import { faultText } from "@donut/contracts/faults";
import type { RepairTask } from "@donut/core/repair/task";
import type { Context } from "hono";
import { invalidInput, problem } from "../problem.ts";

export function unknownQueue(c: Context, name: string) {
  return problem(c, 404, {
    kind: "unknown-queue",
    title: "There is no such queue",
    detail: `There is no queue ${name}. GET /queues lists them.`,
    params: { queue: name },
  });
}

export function noConsumer(c: Context, name: string) {
  return problem(c, 404, {
    kind: "no-consumer",
    title: "The queue has no consumer",
    detail: `Nothing consumes ${name}: its messages stay until someone acts.`,
    params: { queue: name },
  });
}

export function unknownMessage(c: Context, id: string) {
  return problem(c, 404, {
    kind: "unknown-message",
    title: "There is no such message",
    detail: `The message ${id} does not rest in this queue: it may have been redriven or deleted.`,
    params: { id },
  });
}

export function queueBusy(c: Context, name: string, task?: RepairTask) {
  const at = task && `${task.startedBy.name} began a ${task.kind} at ${task.startedAt}`;
  return problem(
    c,
    409,
    {
      kind: "queue-busy",
      title: "Another task works on this queue",
      detail: `Nothing was changed. ${at ?? `A task on ${name} is about to end`}; one task at a time works on a queue.`,
      params: { queue: name, ...(task && { by: task.startedBy.name, task: task.kind, since: task.startedAt }) },
    },
    { task },
  );
}

export function wrongConfirmation(c: Context, name: string) {
  return invalidInput(c, [{ pointer: "/confirm", detail: faultText("queue-name", { name }) }]);
}

export function coolingDown(c: Context, availableAt: string) {
  const seconds = Math.max(1, Math.ceil((Date.parse(availableAt) - Date.now()) / 1000));
  c.header("retry-after", String(seconds));
  return problem(
    c,
    409,
    {
      kind: "cooling-down",
      title: "The queue was purged a moment ago",
      detail: `Nothing was removed. SQS purges a queue once in 60 seconds; try again in ${seconds}.`,
      params: { seconds },
    },
    { availableAt },
  );
}

export function noDestination(c: Context, name: string) {
  return problem(c, 409, {
    kind: "no-destination",
    title: "These messages have nowhere to go back to",
    detail: `Nothing was changed. No queue leads to ${name}: what rests there tells where records of a table's stream lie.`,
    params: { queue: name },
  });
}
