/** A parsed route key, and its target. */
export interface Route<T> {
  key: string;
  target: T;
}

export interface Match<T> extends Route<T> {
  pathParameters?: Record<string, string>;
}

interface Compiled<T> extends Route<T> {
  method: string;
  segments: string[];
}

/**
 * Matches requests as API Gateway does: the most specific path first (a literal segment before `{parameter}` before
 * `{proxy+}`), a named method before ANY, `$default` last.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function compileRoutes<T>(routes: Route<T>[]): (method: string, path: string) => Match<T> | undefined {
  const fallback = routes.find(({ key }) => key === "$default");
  const compiled = routes.filter(({ key }) => key !== "$default").map(compile);
  compiled.sort((a, b) => compare(rank(a), rank(b)));

  return (method, path) => {
    const segments = segmentsOf(path);
    for (const route of compiled) {
      if (route.method !== method && route.method !== "ANY") continue;
      const pathParameters = match(route.segments, segments);
      if (pathParameters === undefined) continue;
      const { key, target } = route;
      return Object.keys(pathParameters).length > 0 ? { key, target, pathParameters } : { key, target };
    }
    return fallback;
  };
}

function compile<T>({ key, target }: Route<T>): Compiled<T> {
  const [method = "ANY", path = "/"] = key.split(" ");
  return { key, target, method, segments: segmentsOf(path) };
}

const segmentsOf = (path: string) => path.replace(/^\//, "").split("/");

function match(pattern: string[], segments: string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const greedy = /^\{(.+)\+\}$/.exec(part)?.[1];
    const rest = segments.slice(index).join("/");
    if (greedy !== undefined) return rest === "" ? undefined : { ...parameters, [greedy]: decode(rest) };
    const segment = segments[index];
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (segment === undefined || (name === undefined && part !== segment)) return undefined;
    if (name === undefined) continue;
    if (segment === "") return undefined;
    parameters[name] = decode(segment);
  }
  return pattern.length === segments.length ? parameters : undefined;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Smaller is more specific, segment by segment, then by method. */
function rank({ segments, method }: Compiled<unknown>): number[] {
  const kinds = segments.map((segment) => (/\+\}$/.test(segment) ? 2 : /^\{/.test(segment) ? 1 : 0));
  return [...kinds, method === "ANY" ? 1 : 0];
}

function compare(a: number[], b: number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
