import { faultText } from "@donut/contracts/faults";
import { sendByHand } from "@donut/core/queues/send-by-hand";
import { findQueue } from "@donut/core/queues/topology";
import { messageSchemas } from "../consumers/message-schemas.ts";
import { createAdminApi } from "./admin/admin-api.ts";
import { auditActorOf } from "./admin/part.ts";
import { unknownQueue } from "./admin/problems.ts";
import { postMessage } from "./admin/send-by-hand-routes.ts";
import { lambdaHandler } from "./app.ts";
import { invalidInput } from "./problem.ts";

const app = createAdminApi({ title: "Sending by hand", description: "Messages that operators write themselves." });

app.openapi(postMessage, async (c) => {
  const { name } = c.req.valid("param");
  const queue = findQueue(name);
  if (queue === undefined) return unknownQueue(c, name);
  if (queue.role !== "work") return invalidInput(c, [{ pointer: "/name", detail: faultText("resting-queue") }]);
  const sent = await sendByHand(queue, c.req.valid("json"), messageSchemas, auditActorOf(c.get("actor")));
  return sent.status === "sent" ? c.json({ messageId: sent.messageId }, 201) : invalidInput(c, sent.faults);
});

export const handler = lambdaHandler(app);
