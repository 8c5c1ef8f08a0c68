import { audited } from "@donut/core/audit/audit";
import { listGrouped, sendGrouped } from "@donut/core/lab/grouped-message";
import { increment } from "@donut/core/lab/increment";
import { listLabMessages, sendToLab } from "@donut/core/lab/message";
import { changeLabSettings, readLabSettings } from "@donut/core/lab/settings";
import type { SignedInEnv } from "./actor.ts";
import { auditActorOf } from "./admin/part.ts";
import { createApi, lambdaHandler } from "./app.ts";
import {
  getGroupedMessages,
  getMessages,
  postGroupedMessages,
  postIncrement,
  postMessages,
  putSettings,
} from "./lab-routes.ts";

const shown = 60;

const app = createApi<SignedInEnv>({ title: "Lab", description: "Where people learn what a queue does." });

app
  .openapi(postIncrement, (c) => c.json({ output: increment(c.req.valid("json").input) }, 200))
  .openapi(postMessages, async (c) => {
    const { input, count } = c.req.valid("json");
    const inputs = Array.from({ length: count }, (_, index) => input + index);
    return c.json({ messages: await Promise.all(inputs.map(sendToLab)) }, 202);
  })
  .openapi(getMessages, async (c) => {
    const [messages, settings] = await Promise.all([listLabMessages(shown), readLabSettings()]);
    return c.json({ messages, settings }, 200);
  })
  .openapi(postGroupedMessages, async (c) => {
    const { group, workSeconds, count, deduplicationId } = c.req.valid("json");
    const messages = [];
    // One after another: the order in which SQS accepts them is the order of the group.
    for (let n = 0; n < count; n++) messages.push(await sendGrouped(group, workSeconds, deduplicationId));
    return c.json({ messages }, 202);
  })
  .openapi(getGroupedMessages, async (c) => c.json({ messages: await listGrouped(shown) }, 200))
  .openapi(putSettings, async (c) => {
    const wanted = c.req.valid("json");
    const settings = await audited(
      { actor: auditActorOf(c.get("actor")), action: "lab.change", target: "LabQueue", detail: wanted },
      async () => {
        await changeLabSettings(wanted);
        return readLabSettings();
      },
      (settings) => ({ status: "succeeded", outcome: settings }),
    );
    return c.json({ settings }, 200);
  });

export const handler = lambdaHandler(app);
