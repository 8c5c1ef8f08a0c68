import type { SocketApi } from "../graph/types.ts";

type Route = SocketApi["routes"][number];

/** Messages cannot select these routes. */
const predefined = ["$connect", "$disconnect", "$default"];

/**
 * A message's route: the one it names, or `$default` if that route does not exist or the message is not JSON.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
 */
export function routeOfMessage({ routes, routeSelection }: SocketApi, message: string): Route | undefined {
  const key = namedRoute(message, routeSelection);
  const named = routes.find(({ route }) => route === key && !predefined.includes(route));
  return named ?? routes.find(({ route }) => route === "$default");
}

function namedRoute(message: string, path: string[]): string | undefined {
  let found: unknown;
  try {
    found = JSON.parse(message);
  } catch {
    return undefined;
  }
  for (const name of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  return ["string", "number", "boolean"].includes(typeof found) ? String(found) : undefined;
}
