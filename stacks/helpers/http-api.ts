import { topology } from "./topology.ts";
import { webOrigin } from "./web-origin.ts";

interface HttpApiArgs {
  /** Whether the web app calls it; CORS then allows the web app and no other site. */
  browser: boolean;
  /** Names of the topics and queues that messages enter through it, for the console's map. */
  feeds?: string[];
  /** The authorization (`signedInOnly`) that every route requires unless it says `auth: false`. */
  guard?: (api: sst.aws.ApiGatewayV2) => sst.aws.ApiGatewayV2RouteArgs;
}

export function httpApi(name: string, { browser, feeds, guard }: HttpApiArgs): sst.aws.ApiGatewayV2 {
  const api: sst.aws.ApiGatewayV2 = new sst.aws.ApiGatewayV2(name, {
    cors: browser && {
      allowOrigins: [webOrigin],
      allowMethods: ["GET", "POST", "PUT", "DELETE"],
      allowHeaders: [
        "authorization",
        "content-type",
        "idempotency-key",
        "prefer",
        "x-admission",
        "x-api-key",
        "x-correlation-id",
      ],
      // `date`: the web app counts down by the server's clock.
      exposeHeaders: ["date", "location", "retry-after", "x-correlation-id", "x-request-id"],
      maxAge: "1 hour",
    },
    transform: {
      route: {
        args(route) {
          if (guarded) route.auth ??= guarded.auth;
        },
      },
    },
  });
  const guarded = guard?.(api);
  topology.apis.push({ name, kind: "http", url: api.url, ...(feeds && { feeds }) });
  return api;
}
