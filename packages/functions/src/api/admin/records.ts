import { acknowledge, listAlerts } from "@donut/core/alert/alerts";
import { listAudit } from "@donut/core/audit/audit";
import { readWholeJourney } from "@donut/core/journey/whole-journey";
import { readHistory } from "@donut/core/queues/queue-history";
import { correctStock } from "@donut/core/stock/correct-stock";
import { readStockLevels } from "@donut/core/stock/stock-levels";
import { badCursor, invalidInput, problem } from "../problem.ts";
import { auditActorOf, createPart } from "./part.ts";
import { getAlerts, getAudit, getHistory, getJourney, postAcknowledgement, putStock } from "./records-routes.ts";

export const records = createPart()
  .openapi(getAudit, async (c) => {
    const page = await listAudit(c.req.valid("query"));
    if (page.status === "bad-cursor") return invalidInput(c, badCursor);
    return c.json({ records: page.records, next: page.next }, 200);
  })
  .openapi(getAlerts, async (c) => {
    const { limit, cursor, status } = c.req.valid("query");
    const page = await listAlerts(limit, cursor, status);
    if (page.status === "bad-cursor") return invalidInput(c, badCursor);
    return c.json({ alerts: page.alerts, next: page.next }, 200);
  })
  .openapi(postAcknowledgement, async (c) => {
    const { id } = c.req.valid("param");
    const result = await acknowledge(id, auditActorOf(c.get("actor")));
    if (result.status === "acknowledged") return c.json({ alert: result.alert }, 200);
    return problem(c, 404, {
      kind: "unknown-alert",
      title: "There is no such alert",
      detail: `There is no alert ${id}. GET /alerts lists them.`,
      params: { id },
    });
  })
  .openapi(getJourney, async (c) => {
    const { correlationId } = c.req.valid("param");
    return c.json({ correlationId, steps: await readWholeJourney(correlationId) }, 200);
  })
  .openapi(getHistory, async (c) => {
    const { minutes } = c.req.valid("query");
    return c.json({ queues: await readHistory(minutes) }, 200);
  })
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
    if (corrected.status === "corrected" && stock) return c.json({ stock }, 200);
    return problem(c, 404, {
      kind: "unknown-product",
      title: "There is no such product",
      detail: `Nothing was changed. There is no product ${productId}.`,
      params: { products: productId },
    });
  });
