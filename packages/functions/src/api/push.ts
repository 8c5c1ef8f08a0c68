import { faultText } from "@donut/contracts/faults";
import { pushLimits } from "@donut/contracts/push";
import { correlationId } from "@donut/core/context";
import { send } from "@donut/core/push/fan-out";
import {
  addSubscription,
  listSubscriptions,
  noteSeen,
  ownServices,
  removeSubscription,
  subscriptionIdOf,
} from "@donut/core/push/subscriptions";
import type { Context } from "hono";
import { Resource } from "sst";
import { v7 } from "uuid";
import { createAdminApi } from "./admin/admin-api.ts";
import {
  deleteByEndpoint,
  deleteSubscription,
  getSubscriptions,
  postSeen,
  postSubscription,
  postTest,
} from "./admin/push-routes.ts";
import { lambdaHandler } from "./app.ts";
import { invalidInput, problem } from "./problem.ts";

const app = createAdminApi({ title: "Push", description: "On which devices operators are told of orders." });

app
  .openapi(getSubscriptions, async (c) => {
    const subscriptions = await listSubscriptions(c.get("actor").id);
    const { value: publicKey } = Resource.VapidPublicKey;
    return c.json({ subscriptions, publicKey, limit: pushLimits.devices, services: ownServices() }, 200);
  })
  .openapi(postSubscription, async (c) => {
    const result = await addSubscription(c.get("actor"), c.req.valid("json"));
    if (result.status === "wrong-endpoint") return invalidInput(c, [{ pointer: "/endpoint", detail: result.reason }]);
    if (result.status === "wrong-key")
      return invalidInput(c, [{ pointer: "/keys/p256dh", detail: faultText("off-curve") }]);
    if (result.status === "too-many")
      return problem(c, 409, {
        kind: "too-many-devices",
        title: "You have as many devices as one can have",
        detail: `Nothing was changed. Remove one of your ${pushLimits.devices} devices first.`,
        params: { most: pushLimits.devices },
      });
    return c.json({ subscription: result.subscription }, result.status === "added" ? 201 : 200);
  })
  .openapi(deleteSubscription, async (c) => {
    const { id } = c.req.valid("param");
    const subscription = await removeSubscription(c.get("actor"), id);
    return subscription ? c.json({ subscription }, 200) : unknownSubscription(c);
  })
  .openapi(postSeen, async (c) => {
    const subscription = await noteSeen(c.get("actor").id, c.req.valid("param").id);
    return subscription ? c.json({ subscription }, 200) : unknownSubscription(c);
  })
  .openapi(deleteByEndpoint, async (c) => {
    const { endpoint } = c.req.valid("json");
    const subscription = await removeSubscription(c.get("actor"), subscriptionIdOf(endpoint));
    return subscription ? c.json({ subscription }, 200) : unknownSubscription(c);
  })
  .openapi(postTest, async (c) => {
    const { id: owner } = c.get("actor");
    const { subscriptionId } = c.req.valid("json");
    const all = await listSubscriptions(owner);
    const chosen = all.filter(({ id }) => subscriptionId === undefined || id === subscriptionId);
    if (chosen.length === 0 && subscriptionId !== undefined) return unknownSubscription(c);
    if (chosen.length === 0)
      return problem(c, 409, {
        kind: "no-device",
        title: "There is no device to send it to",
        detail: "Nothing was sent. Turn notifications on in a browser first.",
      });
    const notice = { kind: "test", testId: v7(), at: new Date().toISOString() } as const;
    const devices = chosen.map(({ id }) => ({ owner, subscriptionId: id }));
    return c.json({ devices: await send([notice], devices, correlationId()) }, 202);
  });

function unknownSubscription(c: Context) {
  return problem(c, 404, {
    kind: "unknown-subscription",
    title: "You have no such subscription",
    detail: "It may have been removed, or its device has unsubscribed. GET /push/subscriptions lists yours.",
  });
}

export const handler = lambdaHandler(app);
