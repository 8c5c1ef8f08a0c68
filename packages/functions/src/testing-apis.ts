import { readFile } from "node:fs/promises";
import type { Graph } from "@donut/offline/graph/types";
import type { lambdaHandler } from "./api/app.ts";
import { callApi } from "./testing.ts";

/** The part of JSON Schema that the APIs' descriptions use. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

export interface Operation {
  /** The function that answers it: `sales`. */
  api: string;
  method: string;
  /** As described: `/orders/{id}`. */
  path: string;
  parameters: { in: "path" | "query" | "header"; name: string; required: boolean; schema: Schema }[];
  body?: { type: string; required: boolean; schema: Schema };
  handler: ReturnType<typeof lambdaHandler>;
  /** @returns the schema itself if it is a reference */
  resolve(schema: Schema): Schema;
}

interface Document {
  paths: Record<string, Record<string, DescribedOperation>>;
  components?: { schemas?: Record<string, Schema> };
}

interface DescribedOperation {
  parameters?: { in: "path" | "query" | "header"; name: string; required?: boolean; schema?: Schema }[];
  requestBody?: { required?: boolean; content: Record<string, { schema?: Schema }> };
}

const root = new URL("../../../", import.meta.url);
const inApis = /^packages\/functions\/src\/api\/(.+)\.handler$/;

/** @returns every operation that the deployed APIs describe in their `/openapi.json` */
export async function everyOperation(): Promise<Operation[]> {
  const { graph } = JSON.parse(await readFile(new URL("graph.json", root), "utf8")) as { graph: Graph };
  const behindRoutes = new Set(graph.httpApis.flatMap(({ routes }) => routes.map(({ functionArn }) => functionArn)));
  const apis = graph.functions.flatMap(({ arn, handler }) =>
    behindRoutes.has(arn) ? (inApis.exec(handler)?.slice(1) ?? []) : [],
  );
  const operations = (await Promise.all(apis.sort().map(operationsOf))).flat();
  // The operators' API also describes operations that other functions answer under the same URL.
  const own = new Set(operations.flatMap(({ api, ...it }) => (api === "admin" ? [] : [nameOf(it)])));
  return operations.filter((it) => it.api !== "admin" || !own.has(nameOf(it)));
}

function nameOf({ method, path }: Pick<Operation, "method" | "path">): string {
  return `${method} ${path}`;
}

async function operationsOf(api: string): Promise<Operation[]> {
  const module = new URL(`packages/functions/src/api/${api}.ts`, root).href;
  const { handler } = (await import(module)) as { handler: ReturnType<typeof lambdaHandler> };
  const { status, body } = await callApi(handler, "/openapi.json");
  if (status !== 200) throw new Error(`The API ${api} does not describe itself: ${status}.`);
  const { paths, components } = body as Document;
  const resolve = (schema: Schema): Schema => {
    const name = schema.$ref?.split("/").at(-1);
    return name === undefined ? schema : resolve(components?.schemas?.[name] ?? {});
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => {
      const [[type, { schema = {} }] = ["", {}]] = Object.entries(requestBody?.content ?? {});
      return {
        ...{ api, path, handler, resolve, method: method.toUpperCase() },
        parameters: parameters.map(({ in: place, name, required = false, schema = {} }) => ({
          ...{ in: place, name, required, schema },
        })),
        ...(requestBody && { body: { type, required: requestBody.required ?? false, schema } }),
      };
    }),
  );
}
