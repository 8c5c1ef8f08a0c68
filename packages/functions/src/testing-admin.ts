import { readFile } from "node:fs/promises";
import { compileRoutes } from "@donut/offline/api-gateway/routes";
import type { Graph } from "@donut/offline/graph/types";
import type { LambdaEvent } from "hono/aws-lambda";
import type { lambdaHandler } from "./api/app.ts";

type Handler = ReturnType<typeof lambdaHandler>;

const root = new URL("../../../", import.meta.url);
const { graph } = JSON.parse(await readFile(new URL("graph.json", root), "utf8")) as { graph: Graph };
const routes = graph.httpApis.find(({ name }) => name === "AdminApi")?.routes ?? [];
const match = compileRoutes(routes.map(({ route, functionArn }) => ({ key: route, target: functionArn })));

/** Answers as the operators' API does: with the function that the deployed route leads to. */
export const adminApi = (async (event: LambdaEvent, context) => {
  const { http } = event.requestContext as { http: { method: string; path: string } };
  const target = match(http.method, http.path)?.target;
  const fn = graph.functions.find(({ arn }) => arn === target);
  if (!fn) throw new Error(`No route of the operators' API fits ${http.method} ${http.path}.`);
  const { handler } = (await import(new URL(fn.handler.replace(/\.handler$/, ".ts"), root).href)) as {
    handler: Handler;
  };
  return handler(event, context);
}) as Handler;
