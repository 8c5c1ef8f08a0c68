import { topology } from "./topology.ts";
import { webOrigin } from "./web-origin.ts";

/** @param browser whether the web app calls it; then it may, and no other site */
export function httpApi(name: string, { browser }: { browser: boolean }): sst.aws.ApiGatewayV2 {
  const api = new sst.aws.ApiGatewayV2(name, {
    cors: browser && {
      allowOrigins: [webOrigin],
      allowMethods: ["GET", "POST", "PUT", "DELETE"],
      allowHeaders: ["authorization", "content-type", "idempotency-key", "prefer", "x-api-key", "x-correlation-id"],
      exposeHeaders: ["location", "retry-after", "x-correlation-id", "x-request-id"],
      maxAge: "1 hour",
    },
  });
  topology.apis.push({ name, url: api.url });
  return api;
}
