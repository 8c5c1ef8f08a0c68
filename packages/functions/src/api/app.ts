import { faultText } from "@donut/contracts/faults";
import { correlationIdPattern, withContext } from "@donut/core/context";
import type { Context, MiddlewareHandler } from "hono";
import { handle, type LambdaContext, type LambdaEvent } from "hono/aws-lambda";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { routePath } from "hono/route";
import { v7 } from "uuid";
import { logger } from "../logger.ts";
import { DescribedApi, routingPath } from "./described-api.ts";
import { invalidInput, problem } from "./problem.ts";

export interface ApiEnv {
  Bindings: { event: LambdaEvent; lambdaContext?: LambdaContext };
}

export type ApiContext = Context<ApiEnv>;

const usualBodyBytes = 64 * 1024;

/** An HTTP API: every response has `x-request-id` and `x-correlation-id`, and every error is a problem (RFC 9457). */
export function createApi<Env extends ApiEnv = ApiEnv>(
  info: { title: string; description: string },
  { maxBodyBytes = usualBodyBytes } = {},
) {
  const app = new DescribedApi<Env>();
  app.use(traced);
  app.use(
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: (c) =>
        problem(c, 413, {
          kind: "too-large",
          title: "The request is too large",
          detail: `The body may have ${maxBodyBytes} bytes.`,
          params: { most: maxBodyBytes },
        }),
    }),
  );
  app.notFound((c) =>
    problem(c, 404, {
      kind: "not-found",
      title: "There is nothing here",
      detail: `${c.req.method} ${c.req.path} is not part of this API. Its calls are listed in /openapi.json.`,
    }),
  );
  app.onError((error, c) => {
    if (error instanceof HTTPException) return known(error, c, mediaTypesOf(app, c));
    logger.error("Unexpected error", { method: c.req.method, path: c.req.path, error });
    return problem(c, 500, {
      kind: "unexpected",
      title: "Something went wrong on our side",
      detail: `Try again later. If it stays, tell us the request id ${c.res.headers.get("x-request-id")}.`,
    });
  });
  app.document("/openapi.json", info);
  return app;
}

/** @returns the Lambda handler of an API. */
export function lambdaHandler<Env extends ApiEnv>(app: DescribedApi<Env>) {
  return handle(app);
}

const traced: MiddlewareHandler<ApiEnv> = (c, next) => {
  const requestId = c.env?.lambdaContext?.awsRequestId ?? v7();
  const given = c.req.header("x-correlation-id");
  const correlationId = given !== undefined && correlationIdPattern.test(given) ? given : v7();
  c.header("x-request-id", requestId);
  c.header("x-correlation-id", correlationId);
  return withContext({ correlationId, requestId }, next);
};

/** @param mediaType of the bodies that are accepted here */
function known(error: HTTPException, c: Context, mediaType: string) {
  if (error.status === 415)
    return problem(c, 415, {
      kind: "media-type",
      title: "The body is of another media type",
      detail: `Send the body with the header content-type: ${mediaType}.`,
      params: { mediaType },
    });
  if (error.status === 400)
    return invalidInput(c, [{ pointer: "", detail: faultText("ill-formed-body", { mediaType }) }]);
  return problem(c, error.status as 400, { kind: "refused", title: "Not possible", detail: error.message });
}

/** @returns the media types that the API's description lists for the requested route */
function mediaTypesOf<Env extends ApiEnv>({ openAPIRegistry }: DescribedApi<Env>, c: Context): string {
  const path = routePath(c);
  const types = openAPIRegistry.definitions.flatMap((definition) => {
    if (definition.type !== "route") return [];
    const { method, path: described, request } = definition.route;
    const isMeant = method === c.req.method.toLowerCase() && routingPath(described) === path;
    return isMeant ? Object.keys(request?.body?.content ?? {}) : [];
  });
  return types.join(" or ");
}
