import { createHash } from "node:crypto";
import { faultText } from "@donut/contracts/faults";
import type { RefusalReason } from "@donut/contracts/shopify";
import { queueDelivery } from "@donut/core/shopify/queue-delivery";
import { countRefusal } from "@donut/core/shopify/refusals";
import { verifyWebhook } from "@donut/core/shopify/webhook-signature";
import type { Context } from "hono";
import { Resource } from "sst";
import * as z from "zod";
import { logger } from "../logger.ts";
import { type ApiEnv, createApi, lambdaHandler } from "./app.ts";
import { createRoute } from "./described-api.ts";
import { json } from "./openapi.ts";
import { problem, problemResponse } from "./problem.ts";

// API Gateway's limit: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
const maxBodyBytes = 10 * 1024 * 1024;
/** Shopify waits five seconds in total and then retries. */
const patienceMs = 2_000;
const countingMs = 500;

const app = createApi({ title: "Shopify", description: "Where Shopify tells of orders." }, { maxBodyBytes });

// The gateway accepts 10 KB of headers in total.
const header = (example: string) => z.string().max(8_000).optional().meta({ example });

app.openapi(
  createRoute({
    method: "post",
    path: "/webhooks",
    description:
      "Takes a webhook as it comes. The body is not looked at before the answer: what is in it shows in the console.",
    request: {
      headers: z.object({
        "x-shopify-hmac-sha256": header("<base64 HMAC-SHA256 of the raw body>"),
        "x-shopify-topic": header("orders/create"),
        "x-shopify-shop-domain": header("donut-states.myshopify.com"),
        "x-shopify-webhook-id": header("b54557e4-bdd9-4b37-8a5f-bf7d70bcd043"),
        "x-shopify-event-id": header("98880550-7158-44d4-b7cd-2c97c8a091b5"),
        "x-shopify-triggered-at": header("2026-11-20T00:00:01.123456789Z"),
        "x-shopify-api-version": header("2026-07"),
      }),
    },
    responses: {
      200: json("It is on its queue", z.object({})),
      400: problemResponse("A header is missing, or it is of another shop"),
      401: problemResponse("The signature is missing or wrong"),
      413: problemResponse("The body is larger than 10 MB"),
      503: problemResponse("The queue could not take it; Shopify tries again"),
    },
  }),
  async (c) => {
    const raw = Buffer.from(await c.req.arrayBuffer());
    const told = c.req.valid("header");
    const topic = told["x-shopify-topic"] || undefined;
    const shop = told["x-shopify-shop-domain"]?.toLowerCase() || undefined;
    const signature = verifyWebhook(told["x-shopify-hmac-sha256"], raw, {
      current: Resource.ShopifyWebhookSecret.value,
      previous: Resource.ShopifyWebhookSecretPrevious.value,
    });
    if (signature.status === "invalid") {
      await refused(signature.reason, { shop, topic });
      return badSignature(c, signature.reason);
    }
    if (topic === undefined) {
      await refused("no-topic", { shop });
      return missing(c, "x-shopify-topic");
    }
    if (shop === undefined) {
      await refused("no-shop", { topic });
      return missing(c, "x-shopify-shop-domain");
    }
    if (shop !== Resource.ShopifyShop.value.toLowerCase()) {
      await refused("other-shop", { shop, topic });
      return problem(c, 400, {
        kind: "other-shop",
        title: "This is another shop's webhook",
        detail: `Nothing was taken. It is of ${shop}, whose orders are not sold here.`,
      });
    }
    // Without an id, the same body counts as the same event.
    const webhookId = idOf(told["x-shopify-webhook-id"]) ?? `body-${createHash("sha256").update(raw).digest("hex")}`;
    try {
      await queueDelivery(
        {
          source: "webhook",
          shop,
          topic,
          webhookId,
          eventId: idOf(told["x-shopify-event-id"]),
          triggeredAt: told["x-shopify-triggered-at"] || undefined,
          apiVersion: told["x-shopify-api-version"] || undefined,
          signedWith: signature.secret,
        },
        raw,
        AbortSignal.timeout(patienceMs),
      );
    } catch (error) {
      logger.error("Webhook not queued", { topic, webhookId, error });
      c.header("retry-after", "60");
      return problem(c, 503, {
        kind: "queue-away",
        title: "We cannot take it now",
        detail: "Nothing was taken. Send it again later.",
      });
    }
    if (signature.secret === "previous") logger.info("Signed with the previous secret", { topic, webhookId });
    return c.json({}, 200);
  },
);

const explanations: Record<"no-header" | "wrong-length" | "mismatch", string> = {
  "no-header": "There is no header x-shopify-hmac-sha256. Send it with the base64 HMAC-SHA256 of the raw body.",
  "wrong-length": "The header x-shopify-hmac-sha256 does not hold 32 bytes in base64.",
  mismatch:
    "The signature belongs to another body or another secret. Sign the raw bytes with the app's client secret; webhooks made on the shop's notifications page are signed with another.",
};

function badSignature(c: Context<ApiEnv>, reason: keyof typeof explanations) {
  const isEvents = reason === "no-header" && c.req.header("shopify-hmac-sha256") !== undefined;
  return problem(c, 401, {
    kind: "webhook-signature",
    title: "The signature is not valid",
    detail: isEvents ? "Shopify's new events (headers without x-) are not taken here." : explanations[reason],
  });
}

function missing(c: Context<ApiEnv>, name: string) {
  return problem(c, 400, {
    kind: "invalid-input",
    title: "The request is not valid",
    detail: `Nothing was taken. The header ${name} is missing.`,
    errors: [{ pointer: `/${name}`, detail: faultText("missing") }],
  });
}

/** Headers are not signed, and a database key has a maximum length. */
function idOf(header: string | undefined): string | undefined {
  return header ? header.slice(0, 255) : undefined;
}

/** The request is refused even if the refusal cannot be counted. */
async function refused(reason: RefusalReason, told: { shop?: string | undefined; topic?: string | undefined }) {
  logger.warn("Webhook refused", { reason, ...told });
  await countRefusal(reason, told, AbortSignal.timeout(countingMs)).catch((error: unknown) =>
    logger.error("Refusal not counted", { reason, error }),
  );
}

export const handler = lambdaHandler(app);
