import { audited } from "@donut/core/audit/audit";
import { changeFactory, type FactoryState, readFactory } from "@donut/core/lab/factory";
import { listGrouped, sendGrouped } from "@donut/core/lab/grouped-message";
import { increment } from "@donut/core/lab/increment";
import { listLabMessages, sendToLab } from "@donut/core/lab/message";
import { changeLabSettings, readLabSettings } from "@donut/core/lab/settings";
import type { Context } from "hono";
import type { SignedInEnv } from "./actor.ts";
import { auditActorOf } from "./admin/part.ts";
import { createApi, lambdaHandler } from "./app.ts";
import {
  getFactory,
  getGroupedMessages,
  getMessages,
  postGroupedMessages,
  postIncrement,
  postMessages,
  putFactory,
  putSettings,
} from "./lab-routes.ts";
import { problem } from "./problem.ts";

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
  })
  .openapi(getFactory, async (c) => {
    const state = await readFactory();
    return state.status === "known" ? c.json({ factory: state.factory }, 200) : factoryAway(c, state);
  })
  .openapi(putFactory, async (c) => {
    const wanted = c.req.valid("json");
    const action = wanted.works ? "lab.mend-factory" : "lab.break-factory";
    const state = await audited(
      { actor: auditActorOf(c.get("actor")), action, target: "Factory", detail: {} },
      () => changeFactory(wanted),
      (state) =>
        state.status === "known"
          ? { status: "succeeded", outcome: state.factory }
          : { status: "failed", outcome: { reason: state.reason } },
    );
    return state.status === "known" ? c.json({ factory: state.factory }, 200) : factoryAway(c, state);
  });

export const handler = lambdaHandler(app);

function factoryAway(c: Context, { reason }: Extract<FactoryState, { status: "unavailable" }>) {
  return problem(c, 503, {
    kind: "factory-away",
    title: "The factory does not answer",
    detail: `Nothing is known of it. ${reason}`,
  });
}
