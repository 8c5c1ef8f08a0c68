import { askFactoryAgain } from "@donut/core/restock/ask-factory-again";
import { closeShortage } from "@donut/core/restock/close-shortage";
import { listProductionOrders } from "@donut/core/restock/production-order";
import { correctStock } from "@donut/core/stock/correct-stock";
import { readStockLevels } from "@donut/core/stock/stock-levels";
import type { Context } from "hono";
import { createAdminApi } from "./admin/admin-api.ts";
import { auditActorOf } from "./admin/part.ts";
import { getProductionOrders, getStock, postShortageAsk, postShortageClose, putStock } from "./admin/stock-routes.ts";
import { lambdaHandler } from "./app.ts";
import { badCursor, invalidInput, problem } from "./problem.ts";

const app = createAdminApi({ title: "Stock", description: "What there is, and what was ordered from the factory." });

app
  .openapi(getStock, async (c) => c.json({ stock: await readStockLevels() }, 200))
  .openapi(putStock, async (c) => {
    const { productId } = c.req.valid("param");
    const corrected = await correctStock({ productId, ...c.req.valid("json") }, auditActorOf(c.get("actor")));
    if (corrected.status === "too-few")
      return problem(c, 409, {
        kind: "too-few",
        title: "There is less than that",
        detail: `Nothing was changed. There are ${corrected.available} of ${productId}, and stock is never below 0.`,
        params: { available: corrected.available, product: productId },
      });
    const stock = (await readStockLevels()).find((level) => level.productId === productId);
    return corrected.status === "corrected" && stock ? c.json({ stock }, 200) : unknownProduct(c, productId);
  })
  .openapi(postShortageClose, async (c) => {
    const { productId } = c.req.valid("param");
    const closed = await closeShortage({ productId, ...c.req.valid("json") }, auditActorOf(c.get("actor")));
    if (closed.status === "not-open") return shortageNotOpen(c, productId);
    const stock = (await readStockLevels()).find((level) => level.productId === productId);
    if (closed.status === "unknown-product" || stock === undefined) return unknownProduct(c, productId);
    return c.json({ stock, askedAnew: closed.askedAnew }, 200);
  })
  .openapi(postShortageAsk, async (c) => {
    const { productId } = c.req.valid("param");
    const actor = auditActorOf(c.get("actor"));
    const { status } = await askFactoryAgain({ productId, ...c.req.valid("json") }, actor);
    if (status === "not-open") return shortageNotOpen(c, productId);
    const stock = (await readStockLevels()).find((level) => level.productId === productId);
    if (status === "unknown-product" || stock === undefined) return unknownProduct(c, productId);
    return c.json({ stock, asked: status === "asked" }, 200);
  })
  .openapi(getProductionOrders, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const page = await listProductionOrders(limit, cursor);
    if (page.status === "bad-cursor") return invalidInput(c, badCursor);
    return c.json({ productionOrders: page.productionOrders, next: page.next }, 200);
  });

export const handler = lambdaHandler(app);

function shortageNotOpen(c: Context, productId: string) {
  return problem(c, 409, {
    kind: "shortage-not-open",
    title: "This shortage is not open any more",
    detail: `Nothing was changed. ${productId} has another shortage by now, or none.`,
    params: { product: productId },
  });
}

function unknownProduct(c: Context, productId: string) {
  return problem(c, 404, {
    kind: "unknown-product",
    title: "There is no such product",
    detail: `Nothing was changed. There is no product ${productId}.`,
    params: { products: productId },
  });
}
