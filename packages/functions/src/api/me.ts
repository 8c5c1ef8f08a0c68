import { typeOf } from "@donut/core/customer/type";
import type { SignedInEnv } from "./actor.ts";
import { createApi, lambdaHandler } from "./app.ts";
import { getMe } from "./sales-routes.ts";

const app = createApi<SignedInEnv>({
  title: "Me",
  description: "What the customer service knows of who is signed in.",
});

app.openapi(getMe, async (c) => {
  const { email, name } = c.get("actor");
  return c.json({ email, name, type: await typeOf(email) }, 200);
});

export const handler = lambdaHandler(app);
