import { behaviour, changeBehaviour, readBehaviour } from "@donut/partners/factory/behaviour";
import { acceptProduction, maxIdLength, type Production, readProduction } from "@donut/partners/factory/production";
import { Resource } from "sst";
import * as z from "zod";
import { createApi, lambdaHandler } from "./app.ts";
import { createRoute } from "./described-api.ts";
import { anyway, locked, makeLegacy, refusal } from "./legacy.ts";
import { json, jsonBody } from "./openapi.ts";
import { problem, problemResponse } from "./problem.ts";

const request = z.object({
  id: z.string().min(1).max(maxIdLength),
  productId: z.string().min(1).max(100),
  quantity: z.int("must be a whole number from 1 to 100000").min(1).max(100_000),
  callbackUrl: z.url({ protocol: /^https?$/, error: "must be an http or https URL" }).max(2_000),
});
const answer = z.object({
  productionOrder: z.object({
    id: z.string(),
    status: z.enum(["accepted", "producing", "completed", "failed"]),
    expectedAt: z.iso.datetime(),
  }),
});

const name = "The factory";
const app = createApi({
  title: "Factory",
  description: "The legacy factory. It takes production orders and reports the end of each to its callback URL.",
});

makeLegacy(app, {
  name,
  path: "/production-orders",
  apiKey: () => Resource.FactoryApiKey.value,
  schema: behaviour,
  readBehaviour,
  changeBehaviour,
});

app
  .openapi(
    createRoute({
      method: "post",
      path: "/production-orders",
      ...locked,
      request: { body: jsonBody(request) },
      responses: {
        202: json("The order is taken", answer),
        200: json("It was taken before; the same answer", answer),
        400: problemResponse("The order is not valid"),
        409: problemResponse("Another order has this id"),
        422: problemResponse("The factory refuses"),
        ...anyway,
      },
    }),
    async (c) => {
      const result = await acceptProduction(c.req.valid("json"), await readBehaviour());
      if (result.status === "accepted") return c.json({ productionOrder: promised(result.production) }, 202);
      if (result.status === "repeated") return c.json({ productionOrder: promised(result.production) }, 200);
      if (result.status === "refused") return refusal(c, name, "orders");
      return problem(c, 409, {
        kind: "id-taken",
        title: "The id is taken",
        detail: "Another production order has this id.",
      });
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/production-orders/{id}",
      ...locked,
      request: { params: z.object({ id: z.string().max(maxIdLength) }) },
      responses: {
        200: json("The order", answer),
        404: problemResponse("There is no such order"),
        ...anyway,
      },
    }),
    async (c) => {
      const found = await readProduction(c.req.valid("param").id);
      if (found !== undefined) return c.json({ productionOrder: { ...promised(found), status: found.status } }, 200);
      return problem(c, 404, {
        kind: "unknown-production-order",
        title: "There is no such production order",
        detail: "No production order has this id.",
      });
    },
  );

export const handler = lambdaHandler(app);

/** The answer given when the order was accepted, whatever the production's progress is now. */
function promised({ id, expectedAt }: Production) {
  return { id, status: "accepted" as const, expectedAt };
}
