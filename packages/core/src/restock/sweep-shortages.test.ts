import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listAudit } from "../audit/audit.ts";
import { dynamodb } from "../aws/clients.ts";
import { placeOrder } from "../order/place.ts";
import { readStockItem, stockKey } from "../stock/stock-item.ts";
import { announced, startShop } from "../testing.ts";
import { askFactoryAgain } from "./ask-factory-again.ts";
import { closeShortage } from "./close-shortage.ts";
import { requestProduction } from "./request-production.ts";
import { settleProduction } from "./settle-production.ts";
import { sweepShortages } from "./sweep-shortages.ts";

const minute = 60_000;
const operator = { id: "1", name: "Mina", email: "mina@example.com" };
/** What the factory answers about the progress of an order. */
let factorySays: "producing" | "completed" | "failed" | undefined;
let server: Server;
let shop: Awaited<ReturnType<typeof startShop>>;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const id = request.method === "POST" ? JSON.parse(body).id : request.url?.split("/").at(-1);
    const unknown = request.method === "GET" && factorySays === undefined;
    response.writeHead(unknown ? 404 : 202, { "content-type": "application/json" });
    const status = request.method === "POST" ? "accepted" : factorySays;
    response.end(JSON.stringify({ productionOrder: { id, status, expectedAt: new Date().toISOString() } }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  shop = await startShop({ FactoryApi: { url: `http://127.0.0.1:${port}` }, FactoryApiKey: { value: "key" } });
});
afterAll(async () => {
  await shop.stop();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  factorySays = undefined;
});

test("a shortage whose message was deleted is requested again, announced, and over after delivery", async () => {
  const { shortageId, shortageQuantity: quantity } = await sellOut("glazed");
  expect(await sweepIn(9 * minute)).toMatchObject({ overdue: 0 });
  expect((await sweepIn(11 * minute)).overdue).toBe(1);

  const [first, again] = await of("stock.depleted", "glazed");
  expect(again?.data).toMatchObject({ shortageId, quantity, first: { shortageId } });
  expect(again?.id).not.toBe(first?.id);
  expect(await of("shortage.overdue", "glazed")).toMatchObject([{ data: { shortageId, asks: 1, quantity } }]);

  // The wait doubles each time.
  expect(await sweepIn(19 * minute)).toMatchObject({ overdue: 0 });
  expect((await sweepIn(21 * minute)).overdue).toBe(1);
  await produced("glazed");
  expect((await readStockItem("glazed"))?.shortageId).toBeUndefined();
  expect((await sellOut("glazed")).shortageId).not.toBe(shortageId);
  expect((await readStockItem("glazed"))?.shortageAsks).toBeUndefined();
  await produced("glazed");
});

test.each(["completed", "failed"] as const)(
  "a production whose report was deleted is asked after: %s",
  async (says) => {
    const stock = await sellOut("injeolmi");
    await accepted("injeolmi");
    factorySays = "producing";
    expect(await sweepIn(11 * minute)).toMatchObject({ overdue: 1, settled: 0 });
    expect(await of("stock.depleted", "injeolmi")).toHaveLength(says === "completed" ? 1 : 2);

    factorySays = says;
    expect(await sweepIn(60 * minute)).toMatchObject({ overdue: 0, settled: 1 });
    const { available, shortageId } = (await readStockItem("injeolmi")) ?? {};
    if (says === "completed") expect({ available, shortageId }).toEqual({ available: stock.shortageQuantity });
    else expect(shortageId).not.toBe(stock.shortageId);
    // The report arrives after all.
    expect(await settleProduction(reportOf(stock, says))).toEqual({ status: "repeated" });
    if (says === "failed") await produced("injeolmi");
  },
);

test("a factory that has lost an order gets it again", async () => {
  const { shortageId } = await sellOut("matcha-ring");
  await accepted("matcha-ring");
  expect((await sweepIn(11 * minute)).overdue).toBe(1);
  expect((await of("stock.depleted", "matcha-ring")).map(({ data }) => data.shortageId)).toEqual([
    shortageId,
    shortageId,
  ]);
  await produced("matcha-ring");
});

test("two concurrent sweeps ask once", async () => {
  await sellOut("strawberry-frosted");
  await Promise.all([sweepIn(11 * minute), sweepIn(11 * minute)]);
  expect(await of("stock.depleted", "strawberry-frosted")).toHaveLength(2);
  await produced("strawberry-frosted");
});

test("a clock that was set back delays no shortage", async () => {
  await sellOut("boston-cream");
  expect((await sweepIn(-24 * 60 * minute)).overdue).toBe(1);
  await produced("boston-cream");
});

test("units still reserved for owed orders are announced again", async () => {
  await dynamodb.send(
    new UpdateCommand({
      TableName: "StockTable",
      Key: stockKey("glazed"),
      UpdateExpression: "SET owed = :owed, reserved = :reserved",
      ExpressionAttributeValues: { ":owed": 7, ":reserved": 3 },
    }),
  );
  expect((await sweepIn(0)).reserved).toBe(1);
  expect(await of("stock.reserved", "glazed")).toMatchObject([{ data: { units: 3, missing: 4 } }]);
});

test("an operator closes a shortage: once, audited, and whatever is still short is requested anew", async () => {
  const { shortageId = "" } = await sellOut("hoyong-special");
  const closing = { productId: "hoyong-special", shortageId, reason: "The factory has burnt down." };
  expect(await closeShortage(closing, operator)).toEqual({ status: "closed", askedAnew: true });
  const next = (await readStockItem("hoyong-special"))?.shortageId;
  expect(next).not.toBe(shortageId);
  expect(await of("shortage.closed", "hoyong-special")).toMatchObject([{ data: { shortageId, available: 0 } }]);
  expect(await of("stock.depleted", "hoyong-special")).toMatchObject([{}, { data: { shortageId: next } }]);

  expect(await closeShortage(closing, operator)).toEqual({ status: "not-open" });
  expect(await closeShortage({ ...closing, productId: "bagel" }, operator)).toEqual({ status: "unknown-product" });
  expect(await listAudit({ limit: 5, action: "stock.close-shortage" })).toMatchObject({
    records: [{ status: "refused" }, { status: "succeeded", outcome: { askedAnew: true }, detail: { shortageId } }],
  });
});

test("an operator asks the factory again, under the same id and once a minute, however often it is pressed", async () => {
  const { shortageId = "", shortageQuantity: quantity } = await sellOut("cinnamon-twist");
  const asking = { productId: "cinnamon-twist", shortageId };
  const answers = await Promise.all([1, 2, 3].map(() => askFactoryAgain(asking, operator)));
  expect(answers.map(({ status }) => status).sort()).toEqual(["asked", "asked-just-now", "asked-just-now"]);
  expect(await of("stock.depleted", "cinnamon-twist")).toMatchObject([
    { data: { shortageId, quantity } },
    { data: { shortageId, quantity } },
  ]);
  expect(await askFactoryAgain({ ...asking, shortageId: "another" }, operator)).toEqual({ status: "not-open" });
  expect(await askFactoryAgain({ ...asking, productId: "bagel" }, operator)).toEqual({ status: "unknown-product" });
  expect(await listAudit({ limit: 5, action: "stock.ask-again", status: "succeeded" })).toMatchObject({
    records: [{ target: "cinnamon-twist", detail: { shortageId }, outcome: { quantity } }],
  });

  const closing = { productId: "cinnamon-twist", shortageId, reason: "The factory has lost it." };
  expect(await closeShortage(closing, operator)).toEqual({ status: "closed", askedAnew: true });
  expect((await readStockItem("cinnamon-twist"))?.shortageAskedByHandAt).toBeUndefined();
});

test("a shortage closed while there is enough stock stays closed", async () => {
  const { shortageId = "", shortageQuantity: quantity = 0 } = await sellOut("boston-cream");
  await dynamodb.send(
    new UpdateCommand({
      TableName: "StockTable",
      Key: stockKey("boston-cream"),
      UpdateExpression: "SET available = :plenty",
      ExpressionAttributeValues: { ":plenty": quantity },
    }),
  );
  const closing = { productId: "boston-cream", shortageId, reason: "Counted again." };
  expect(await closeShortage(closing, operator)).toEqual({ status: "closed", askedAnew: false });
  expect((await readStockItem("boston-cream"))?.shortageId).toBeUndefined();
});

async function sellOut(productId: string) {
  const { available = 0 } = (await readStockItem(productId)) ?? {};
  const lines = [{ productId, quantity: available }];
  if (available > 0) await placeOrder({ lines, customer: { email: "a@example.com" } }, Date.now() + 20_000);
  const stock = await readStockItem(productId);
  if (stock === undefined) throw new Error(`There is no ${productId}.`);
  return stock;
}

const sweepIn = (ms: number) => sweepShortages(Date.now() + 20_000, Date.now() + ms);

async function accepted(productId: string): Promise<void> {
  const { shortageId = "", shortageQuantity: quantity = 0, available = 0 } = (await readStockItem(productId)) ?? {};
  const call = { callbackUrl: "http://127.0.0.1/completions", signal: AbortSignal.timeout(20_000) };
  await requestProduction({ shortageId, productId, quantity, available }, call);
}

async function produced(productId: string): Promise<void> {
  await accepted(productId);
  const stock = await readStockItem(productId);
  if (stock) await settleProduction(reportOf(stock));
}

function reportOf(
  { shortageId: id = "", productId, shortageQuantity: quantity = 0 }: Awaited<ReturnType<typeof sellOut>>,
  status: "completed" | "failed" = "completed",
) {
  return { id, productId, quantity, status, settledAt: new Date().toISOString(), correlationId: "c" };
}

async function of(type: string, productId: string) {
  const events = (await announced()).filter(({ data }) => "productId" in data && data.productId === productId);
  return events.filter((event) => event.type === type) as { id: string; data: Record<string, unknown> }[];
}
