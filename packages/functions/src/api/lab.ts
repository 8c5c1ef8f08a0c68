import { increment } from "@donut/core/lab/increment";
import { listLabMessages, sendToLab } from "@donut/core/lab/message";
import { changeLabSettings, readLabSettings } from "@donut/core/lab/settings";
import { createApi, lambdaHandler } from "./app.ts";
import { getMessages, postIncrement, postMessages, putSettings } from "./lab-routes.ts";

const shown = 60;

const app = createApi({ title: "Lab", description: "Where people learn what a queue does." });

const api = app
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
  .openapi(putSettings, async (c) => {
    await changeLabSettings(c.req.valid("json"));
    return c.json({ settings: await readLabSettings() }, 200);
  });

export type LabApi = typeof api;
export const handler = lambdaHandler(app);
