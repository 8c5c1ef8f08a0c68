import { OpenAPIRegistry, OpenApiGeneratorV31 } from "@asteasolutions/zod-to-openapi";
import { errorsOf, pointerTo } from "@donut/contracts/errors-of";
import { unkeepableIn } from "@donut/core/keepable";
import type { RouteConfig, RouteConfigToEnv, RouteHandler } from "@hono/zod-openapi";
import { zValidator } from "@hono/zod-validator";
import { type Env, Hono, type MiddlewareHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import * as z from "zod";
import { invalidInput } from "./problem.ts";

type Info = { title: string; description: string };
type Body = NonNullable<NonNullable<RouteConfig["request"]>["body"]>;
/** The handler sees the variables that the route's middleware sets. */
type EnvOf<R extends RouteConfig, E extends Env> = R["middleware"] extends MiddlewareHandler | MiddlewareHandler[]
  ? RouteConfigToEnv<R> & E
  : E;

/** A route: its input and output, used by its handler, its validation and its description. */
export function createRoute<P extends string, const R extends Omit<RouteConfig, "path"> & { path: P }>(route: R): R {
  return route;
}

/**
 * Hono with routes that are validated and described by their zod schemas.
 *
 * It does for our routes what OpenAPIHono of @hono/zod-openapi does, with the same libraries and types. That class
 * passes all of zod to `extendZodWithOpenApi`, so every bundle would contain all of zod: 360 kB more, mostly
 * translations.
 */
export class DescribedApi<E extends Env> extends Hono<E> {
  readonly openAPIRegistry = new OpenAPIRegistry();

  /** Handles the route once the request is valid; otherwise answers with a problem. */
  openapi<R extends RouteConfig>({ middleware = [], ...route }: R, handler: RouteHandler<R, EnvOf<R, E>>): this {
    this.openAPIRegistry.registerPath(route);
    const handlers = [middleware].flat();
    this.on(
      [route.method.toUpperCase()],
      [routingPath(route.path)],
      ...handlers,
      ...validators(route),
      handler as never,
    );
    return this;
  }

  /** Adds the routes of a part, and their description. */
  include(part: DescribedApi<E>): void {
    for (const definition of part.openAPIRegistry.definitions)
      if (definition.type === "route") this.openAPIRegistry.registerPath(definition.route);
    this.route("/", part);
  }

  /** Serves the description. */
  document(path: string, info: Info): void {
    this.get(path, (c) => {
      const generator = new OpenApiGeneratorV31(this.openAPIRegistry.definitions);
      // Relative to where the document is served, whatever the API's path is.
      const servers = [{ url: "." }];
      return c.json(generator.generateDocument({ openapi: "3.1.0", info: { version: "1.0.0", ...info }, servers }));
    });
  }
}

/** `/orders/{id}` in Hono's notation. */
export function routingPath(path: string): string {
  return path.replaceAll(/\/\{(.+?)\}/g, "/:$1");
}

function validators({ request = {} }: RouteConfig): MiddlewareHandler[] {
  const { query, params, headers, body } = request;
  return [
    ...(query ? [valid("query", query)] : []),
    ...(params ? [valid("param", params)] : []),
    ...(headers && !Array.isArray(headers) ? [valid("header", headers)] : []),
    ...(body ? bodyValidators(body) : []),
  ];
}

function bodyValidators({ content }: Body): MiddlewareHandler[] {
  const types = Object.keys(content);
  return types.flatMap((type) => {
    const described = content[type];
    if (!described || !("schema" in described) || !(described.schema instanceof z.ZodType)) return [];
    return [takesOnly(types), valid(type === "application/json" ? "json" : "form", described.schema)];
  });
}

/** Whatever a schema accepts must also be something that can be stored. */
function valid(target: "query" | "param" | "header" | "json" | "form", schema: z.ZodType): MiddlewareHandler {
  return zValidator(target, schema, (result, c) => {
    if (!result.success) return invalidInput(c, errorsOf(result.error as z.ZodError));
    const faults = unkeepableIn(result.data);
    if (faults.length === 0) return undefined;
    return invalidInput(
      c,
      faults.map(({ path, detail }) => ({ pointer: pointerTo(path), detail })),
    );
  });
}

/** 415 for a body of any other media type. */
function takesOnly(types: string[]): MiddlewareHandler {
  return async (c, next) => {
    const given = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
    const taken = given !== undefined && types.some((type) => alike(type, given));
    if (!taken && (given !== undefined || (await c.req.text()) !== "")) throw new HTTPException(415);
    await next();
  };
}

/** All JSON media types count as the same, and so do all form types. */
function alike(type: string, given: string): boolean {
  if (type === "application/json") return /^application\/([a-z.-]+\+)?json$/.test(given);
  return type === given || (type === "application/x-www-form-urlencoded" && given === "multipart/form-data");
}
