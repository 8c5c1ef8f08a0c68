import { faultText } from "@donut/contracts/faults";
import { findDeadLetter, readDeadLetters } from "@donut/core/dead-letters/read-dead-letters";
import { findQueue } from "@donut/core/queues/topology";
import { countChosen, deleteDeadLetters, editAndRedrive } from "@donut/core/repair/repair";
import { isOver } from "@donut/core/repair/tasks";
import { messageSchemas } from "../../consumers/message-schemas.ts";
import { badCursor, invalidInput, problem } from "../problem.ts";
import { selectionOf } from "./chosen.ts";
import { deleteMessages, getMessage, getMessages, putMessage } from "./dead-letter-routes.ts";
import { auditActorOf, createPart } from "./part.ts";
import { noDestination, queueBusy, unknownMessage, unknownQueue } from "./problems.ts";
import { untilOver } from "./until-over.ts";

export const deadLetters = createPart()
  .openapi(getMessages, async (c) => {
    const { name } = c.req.valid("param");
    const { limit, cursor, refresh, count: counted, ...filter } = c.req.valid("query");
    const queue = findQueue(name);
    if (queue === undefined) return unknownQueue(c, name);
    const query = { limit, cursor, filter, refresh: refresh === "true", count: counted === "true" };
    const page = await readDeadLetters(queue, query);
    if (page.status === "bad-cursor") return invalidInput(c, badCursor);
    const { messages, next, count, index, note } = page;
    return c.json({ messages, next, count, index, note }, 200);
  })
  .openapi(getMessage, async (c) => {
    const { name, id } = c.req.valid("param");
    const queue = findQueue(name);
    if (queue === undefined) return unknownQueue(c, name);
    const message = await findDeadLetter(queue, id);
    return message ? c.json({ message }, 200) : unknownMessage(c, id);
  })
  .openapi(putMessage, async (c) => {
    const { name, id } = c.req.valid("param");
    const queue = findQueue(name);
    if (queue === undefined) return unknownQueue(c, name);
    const { body } = c.req.valid("json");
    const edited = await editAndRedrive(queue, id, body, messageSchemas, auditActorOf(c.get("actor")));
    if (edited.status === "started") return c.json({ task: edited.task }, 202);
    if (edited.status === "busy") return queueBusy(c, name, edited.task);
    if (edited.status === "no-destination") return noDestination(c, name);
    if (edited.status === "unknown-message") return unknownMessage(c, id);
    if (edited.status === "too-large")
      return problem(c, 409, {
        kind: "too-large-to-edit",
        title: "The message is too large to be edited here",
        detail: "Nothing was changed. Only the first 50,000 characters of its body are known.",
      });
    const errors = edited.faults.map((fault) => ({ ...fault, pointer: `/body${fault.pointer}` }));
    return invalidInput(c, errors);
  })
  .openapi(deleteMessages, async (c) => {
    const { name } = c.req.valid("param");
    const queue = findQueue(name);
    if (queue === undefined) return unknownQueue(c, name);
    if (queue.role === "work")
      return invalidInput(c, [{ pointer: "/name", detail: faultText("delete-from-work-queue") }]);
    const { dryRun, ...wanted } = c.req.valid("json");
    const selection = selectionOf(wanted);
    if (dryRun) return c.json(await countChosen(queue, selection), 200);
    const started = await deleteDeadLetters(queue, selection, auditActorOf(c.get("actor")));
    if (started.status === "busy") return queueBusy(c, name, started.task);
    const task = await untilOver(started.task);
    const result = { removed: task.done, missing: task.missing ?? 0, task };
    return isOver(task) ? c.json(result, 200) : c.json(result, 202);
  });
