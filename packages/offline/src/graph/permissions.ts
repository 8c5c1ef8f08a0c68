import type { Graph, LambdaFunction, Permission } from "./types.ts";

/** @returns all that a function may do, in its role itself and by the app's managed policies */
export function permissionsOf({ policies }: Pick<Graph, "policies">, fn: LambdaFunction): Permission[] {
  const attached = policies.filter(({ name }) => fn.policies?.includes(name));
  return [...fn.permissions, ...attached.flatMap(({ permissions }) => permissions)];
}
