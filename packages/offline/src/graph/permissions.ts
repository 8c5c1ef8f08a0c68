import type { Graph, LambdaFunction, Permission } from "./types.ts";

/** @returns everything a function may do, by its role's own statements and the app's managed policies */
export function permissionsOf({ policies }: Pick<Graph, "policies">, fn: LambdaFunction): Permission[] {
  const attached = policies.filter(({ name }) => fn.policies?.includes(name));
  return [...fn.permissions, ...attached.flatMap(({ permissions }) => permissions)];
}
