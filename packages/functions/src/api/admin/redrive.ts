import { faultText } from "@donut/contracts/faults";
import { purgeAvailableAt } from "@donut/core/queues/empty-queue";
import { findQueue } from "@donut/core/queues/topology";
import { cancelTask } from "@donut/core/repair/cancel-task";
import { purgeQueue } from "@donut/core/repair/purge";
import { countRedrive, redrive } from "@donut/core/repair/repair";
import { isOver, listTasks } from "@donut/core/repair/tasks";
import { invalidInput, problem } from "../problem.ts";
import { selectionOf } from "./chosen.ts";
import { auditActorOf, createPart } from "./part.ts";
import { coolingDown, noDestination, queueBusy, unknownQueue, wrongConfirmation } from "./problems.ts";
import { deleteRedrive, getRedrive, postPurge, postRedrive } from "./redrive-routes.ts";
import { untilOver } from "./until-over.ts";

const shownTasks = 10;

export const redriving = createPart()
  .openapi(postRedrive, async (c) => {
    const { name } = c.req.valid("param");
    const queue = findQueue(name);
    if (queue === undefined) return unknownQueue(c, name);
    if (queue.role === "work") return invalidInput(c, [{ pointer: "/name", detail: faultText("redrive-work-queue") }]);
    const { dryRun = false, maxPerSecond, ...wanted } = c.req.valid("json") ?? {};
    const selection = selectionOf(wanted);
    if (dryRun) {
      const counted = await countRedrive(queue, selection);
      if (counted.status === "no-destination") return noDestination(c, name);
      const { count, of, destination, indexedAt } = counted;
      return c.json({ count, of, destination, indexedAt }, 200);
    }
    const started = await redrive(queue, { selection, maxPerSecond }, auditActorOf(c.get("actor")));
    if (started.status === "no-destination") return noDestination(c, name);
    if (started.status === "busy") return queueBusy(c, name, started.task);
    return c.json({ task: started.task }, 202);
  })
  .openapi(getRedrive, async (c) => {
    const { name } = c.req.valid("param");
    if (findQueue(name) === undefined) return unknownQueue(c, name);
    const [[task, ...earlier], availableAt] = await Promise.all([listTasks(name, shownTasks), purgeAvailableAt(name)]);
    return c.json({ task, earlier, purgeAvailableAt: availableAt }, 200);
  })
  .openapi(deleteRedrive, async (c) => {
    const { name } = c.req.valid("param");
    if (findQueue(name) === undefined) return unknownQueue(c, name);
    const task = await cancelTask(name);
    if (task) return c.json({ task }, 202);
    return problem(c, 404, {
      kind: "no-task",
      title: "No task runs",
      detail: `Nothing works on ${name} at present, so there is nothing to cancel.`,
      params: { queue: name },
    });
  })
  .openapi(postPurge, async (c) => {
    const { name } = c.req.valid("param");
    const queue = findQueue(name);
    if (queue === undefined) return unknownQueue(c, name);
    if (c.req.valid("json").confirm !== name) return wrongConfirmation(c, name);
    const purged = await purgeQueue(queue, auditActorOf(c.get("actor")));
    if (purged.status === "purged") return c.json({ removed: purged.removed, availableAt: purged.availableAt }, 200);
    if (purged.status === "cooling-down") return coolingDown(c, purged.availableAt);
    if (purged.status === "busy") return queueBusy(c, name, purged.task);
    const task = await untilOver(purged.task);
    return isOver(task) ? c.json({ removed: task.done, availableAt: task.updatedAt }, 200) : c.json({ task }, 202);
  });
