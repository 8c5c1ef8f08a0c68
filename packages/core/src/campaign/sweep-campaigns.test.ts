import { stockDepleted } from "@donut/contracts/events/stock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEvent } from "../messaging/event.ts";
import { placeOrder } from "../order/place.ts";
import { settleProduction } from "../restock/settle-production.ts";
import { readStockItem } from "../stock/stock-item.ts";
import { startShop } from "../testing.ts";
import { hearOfSupply } from "./hear-of-supply.ts";
import { seedCampaigns } from "./seed.ts";
import { readCampaigns } from "./store.ts";
import { sweepCampaigns } from "./sweep-campaigns.ts";

const minute = 60_000;
let shop: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  shop = await startShop();
  await seedCampaigns();
});
afterAll(() => shop.stop());

const sweepIn = (ms: number) => sweepCampaigns(Date.now() + 20_000, Date.now() + ms);
const statusOf = async (campaign: string) => (await readCampaigns()).find(({ id }) => id === campaign)?.status;

async function sellOut(productId: string) {
  const { available = 0 } = (await readStockItem(productId)) ?? {};
  const lines = [{ productId, quantity: available }];
  await placeOrder({ lines, customer: { email: "a@example.com" } }, Date.now() + 20_000);
  const { shortageId = "", shortageQuantity: quantity = 0 } = (await readStockItem(productId)) ?? {};
  return { id: shortageId, quantity };
}

test("a campaign that missed a shortage is stopped, and one that missed its end is resumed", async () => {
  const { id, quantity } = await sellOut("hoyong-special");
  expect(await sweepIn(4 * minute)).toEqual({ corrected: 0 });
  expect(await sweepIn(6 * minute)).toEqual({ corrected: 1 });
  expect(await statusOf("hoyong-video")).toBe("stop_requested");

  const settledAt = new Date().toISOString();
  const report = { id, productId: "hoyong-special", quantity, settledAt, correlationId: "c" };
  await settleProduction({ ...report, status: "completed" });
  expect(await sweepIn(0)).toEqual({ corrected: 1 });
  expect(await statusOf("hoyong-video")).toBe("running");
  // The first message arrives after all.
  const late = { shortageId: id, productId: "hoyong-special", quantity, available: 0 };
  await hearOfSupply(createEvent(stockDepleted, late));
  expect(await statusOf("hoyong-video")).toBe("running");
});

test("a campaign for several products is corrected over several sweeps", async () => {
  await sellOut("boston-cream");
  await sellOut("matcha-ring");
  await sweepIn(6 * minute);
  await sweepIn(6 * minute);
  const { supply = {} } = (await readCampaigns()).find(({ id }) => id === "classics") ?? {};
  expect([supply["boston-cream"]?.open, supply["matcha-ring"]?.open]).toEqual([true, true]);
  expect(await sweepIn(6 * minute)).toEqual({ corrected: 0 });
});
