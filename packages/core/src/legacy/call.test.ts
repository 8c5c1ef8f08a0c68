import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postToLegacy } from "./call.ts";

const asked: (string | undefined)[] = [];
const server = createServer((request: IncomingMessage, response) => {
  asked.push(request.url);
  if (request.url === "/moved") response.writeHead(307, { location: "/elsewhere" });
  response.end("{}");
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

test("the key is sent only to its own address, never to one that a response names", async () => {
  const call = { name: "The factory", apiKey: "key", body: {}, signal: new AbortController().signal };
  expect(await postToLegacy({ ...call, url: `${url}/moved` })).toMatchObject({ status: "unavailable" });
  expect(asked).toEqual(["/moved"]);
  expect(await postToLegacy({ ...call, url })).toEqual({ status: "answered", body: {} });
});
