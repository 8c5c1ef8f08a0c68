import { legacyBehaviour } from "@donut/partners/behaviour";
import { changeBehaviour, readBehaviour } from "@donut/partners/marketing/behaviour";
import { maxKeyLength, notice, readNotice, receiveNotice } from "@donut/partners/marketing/notice";
import { Resource } from "sst";
import * as z from "zod";
import { createApi, lambdaHandler } from "./app.ts";
import { createRoute } from "./described-api.ts";
import { anyway, locked, makeLegacy, refusal } from "./legacy.ts";
import { json, jsonBody } from "./openapi.ts";
import { problem, problemResponse } from "./problem.ts";

const request = z.object({
  customerId: z.string().min(1).max(100),
  email: z.email("must be an e-mail address").max(254),
  customerType: z.literal("vip"),
  since: z.iso.datetime("must be an ISO 8601 time in UTC"),
});
const answer = z.object({ notice });

const name = "The marketing system";
const app = createApi({
  title: "Marketing",
  description: "The legacy marketing system. It takes notice of customers who have become VIPs.",
});
makeLegacy(app, {
  name,
  path: "/notices",
  apiKey: () => Resource.MarketingApiKey.value,
  schema: legacyBehaviour,
  readBehaviour,
  changeBehaviour,
});

app
  .openapi(
    createRoute({
      method: "post",
      path: "/notices",
      ...locked,
      request: {
        headers: z.object({ "idempotency-key": z.string("is needed").min(1).max(maxKeyLength) }),
        body: jsonBody(request),
      },
      responses: {
        201: json("The notice is taken", answer),
        200: json("It was taken before; the same answer", answer),
        400: problemResponse("The notice is not valid"),
        409: problemResponse("Another notice came under this idempotency key"),
        422: problemResponse("The marketing system refuses"),
        ...anyway,
      },
    }),
    async (c) => {
      const told = { id: c.req.valid("header")["idempotency-key"], ...c.req.valid("json") };
      const result = await receiveNotice(told, await readBehaviour());
      if (result.status === "received") return c.json({ notice: result.notice }, 201);
      if (result.status === "repeated") return c.json({ notice: result.notice }, 200);
      if (result.status === "refused") return refusal(c, name, "notices");
      return problem(c, 409, {
        kind: "key-reused",
        title: "The idempotency key is taken",
        detail: "Another notice came under this idempotency key.",
      });
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/notices/{id}",
      ...locked,
      request: { params: z.object({ id: z.string().max(maxKeyLength) }) },
      responses: {
        200: json("The notice that came under this idempotency key", answer),
        404: problemResponse("There is no such notice"),
        ...anyway,
      },
    }),
    async (c) => {
      const found = await readNotice(c.req.valid("param").id);
      if (found !== undefined) return c.json({ notice: found }, 200);
      return problem(c, 404, {
        kind: "unknown-notice",
        title: "There is no such notice",
        detail: "No notice came under this idempotency key.",
      });
    },
  );

export const handler = lambdaHandler(app);
