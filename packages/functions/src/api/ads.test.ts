import { stockDepleted, stockReplenished } from "@donut/contracts/events/stock";
import { listAudit } from "@donut/core/audit/audit";
import { hearOfSupply } from "@donut/core/campaign/hear-of-supply";
import { seedCampaigns } from "@donut/core/campaign/seed";
import { stopToken } from "@donut/core/campaign/stop-link";
import { createEvent } from "@donut/core/messaging/event";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callApi, startEngines } from "../testing.ts";
import { handler } from "./ads.ts";
import { handler as campaigns } from "./campaigns.ts";

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines(() => ({ AdStopSecret: { value: "secret" } }));
  await seedCampaigns();
});
afterAll(() => engines.stop());

const operator = { groups: ["operators"], claims: { name: "Mina" } };
let shortages = 0;

async function runShort(productId: string) {
  const shortageId = `short-${++shortages}`;
  await hearOfSupply(createEvent(stockDepleted, { shortageId, productId, quantity: 10, available: 0 }));
  return { shortageId, token: stopToken({ shortageId, productId }, "secret") };
}
const refill = (productId: string, productionOrderId: string) =>
  hearOfSupply(createEvent(stockReplenished, { productionOrderId, productId, quantity: 10 }));
const look = (token: string) => callApi(handler, `/stop?token=${token}`);
const press = (token: string) =>
  callApi(handler, "/stop", {
    method: "POST",
    body: new URLSearchParams({ token }).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
const campaign = async (id: string) =>
  (await callApi(campaigns, "/campaigns", operator)).body.campaigns.find((it: { id: string }) => it.id === id);
const put = (id: string, status: string, who: object = operator) =>
  callApi(campaigns, `/campaigns/${id}/status`, { method: "PUT", body: { status }, ...who });

test("opening the link stops nothing, pressing its button does, and pressing it again changes nothing", async () => {
  const { token } = await runShort("hoyong-special");
  const page = await look(token);
  expect(page.status).toBe(200);
  expect(page.body).toContain("Stop these ads?");
  expect(page.body).toContain("이 광고를 멈출까요?");
  expect(page.headers).toMatchObject({
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "content-security-policy": expect.stringContaining("default-src 'none'"),
  });
  expect((await campaign("hoyong-video")).status).toBe("stop_requested");

  for (let time = 0; time < 2; time++) expect((await press(token)).body).toContain("These ads are stopped");
  expect(await campaign("hoyong-video")).toMatchObject({
    status: "stopped",
    history: [{ by: "ad-manager" }, { status: "stop_requested", by: "stock", productId: "hoyong-special" }],
  });
  expect((await look(token)).body).toContain("stopped already");
});

test("the link of a shortage that is over stops nothing, even if the next one is open", async () => {
  const { shortageId, token } = await runShort("injeolmi");
  await refill("injeolmi", shortageId);
  for (const answer of [await look(token), await press(token)])
    expect(answer.body).toContain("nothing needs to be stopped");
  await runShort("injeolmi");
  expect((await press(token)).body).toContain("nothing needs to be stopped");
  expect((await campaign("classics")).status).toBe("stop_requested");
});

test("a forged link and an expired one are refused", async () => {
  const { shortageId, token } = await runShort("boston-cream");
  const old = stopToken({ shortageId, productId: "boston-cream" }, "secret", Date.now() - 8 * 24 * 3600_000);
  for (const [wrong, status] of [
    ["", 403],
    ["x.y", 403],
    [`${token}x`, 403],
    [old, 410],
  ] as const) {
    expect((await look(wrong)).status).toBe(status);
    expect((await press(wrong)).status).toBe(status);
  }
  expect((await campaign("classics")).status).toBe("stop_requested");
});

test("operators stop and resume campaigns, and the history names them", async () => {
  const { shortageId } = await runShort("strawberry-frosted");
  expect((await put("pink-week", "running")).body.campaign.status).toBe("stop_requested");
  expect((await put("pink-week", "stopped")).body.campaign.status).toBe("stopped");
  expect(await put("pink-week", "running")).toMatchObject({
    status: 409,
    body: { type: expect.stringMatching(/\/still-short$/) },
  });
  await refill("strawberry-frosted", shortageId);
  expect((await put("pink-week", "running")).body.campaign).toMatchObject({
    status: "running",
    history: [
      { status: "running", by: "operator", actor: "Mina" },
      { status: "may_resume", by: "stock" },
      { status: "stopped", by: "operator", actor: "Mina" },
      { status: "stop_requested", by: "stock" },
    ],
  });
  expect((await put("pink-week", "stopped")).body.type).toMatch(/\/nothing-short$/);

  const audit = await listAudit({ limit: 10, target: "pink-week" });
  expect(audit.status === "page" && audit.records).toMatchObject([
    { action: "campaign.stop", status: "refused", outcome: { result: "not-asked" } },
    { action: "campaign.resume", status: "succeeded", actor: { name: "Mina" } },
    { action: "campaign.resume", status: "refused", outcome: { result: "still-short" } },
    { action: "campaign.stop", status: "succeeded" },
    { action: "campaign.resume", status: "succeeded", outcome: { result: "already" } },
  ]);
});

test("viewers may look, operators may change, others may do neither", async () => {
  const viewer = { groups: ["viewers"] };
  expect((await callApi(campaigns, "/campaigns", viewer)).status).toBe(200);
  expect((await put("pink-week", "stopped", viewer)).status).toBe(403);
  expect((await callApi(campaigns, "/campaigns", { groups: [] })).status).toBe(403);
  expect((await callApi(campaigns, "/campaigns")).status).toBe(401);
});

test("campaigns are listed page by page, the latest change of status first", async () => {
  const get = async (query: string) => (await callApi(campaigns, `/campaigns${query}`, operator)).body;
  const all = await get("");
  expect(all.next).toBeUndefined();
  const sinceOf = (list: { since: string }[]) => list.map(({ since }) => since);
  expect(sinceOf(all.campaigns)).toEqual(sinceOf(all.campaigns).toSorted().reverse());
  const first = await get("?limit=3");
  const second = await get(`?limit=3&cursor=${first.next}`);
  expect(first.campaigns).toHaveLength(3);
  expect([...first.campaigns, ...second.campaigns]).toEqual(all.campaigns);
  expect(second.next).toBeUndefined();
});

test.each([
  ["/campaigns?limit=0", "/limit"],
  ["/campaigns?limit=101", "/limit"],
  ["/campaigns?limit=x", "/limit"],
  ["/campaigns?cursor=x", "/cursor"],
  [`/campaigns?cursor=${Buffer.from('{"id":"classics"}').toString("base64url")}`, "/cursor"],
])("GET %s is answered with a problem", async (path, pointer) => {
  const { status, body } = await callApi(campaigns, path, operator);
  expect(status).toBe(400);
  expect(body.errors[0].pointer).toBe(pointer);
});

test("an invalid change is explained", async () => {
  expect((await put("nothing", "stopped")).status).toBe(404);
  const answer = await put("pink-week", "paused");
  expect(answer.status).toBe(400);
  expect(answer.body.errors[0].pointer).toBe("/status");
});
