import { SynthError } from "../evaluation.ts";

interface Deployed<Inputs> {
  /** The resource's name in the engine, by which others refer to it. */
  name: string;
  /** The component that it belongs to. */
  owner: string;
  inputs: Inputs;
}

interface Parts {
  routes: Deployed<{ apiId: string; routeKey: string; target: string; authorizerId?: string | undefined }>[];
  integrations: Deployed<{ integrationUri: string }>[];
  authorizers: Deployed<unknown>[];
}

/** @returns an API's routes with the functions that answer them */
export function routesOf(api: string, { routes, integrations, authorizers }: Parts) {
  return (
    routes
      .filter((it) => it.inputs.apiId === api)
      .map(({ inputs: { routeKey, target, authorizerId } }) => {
        const authorizer = authorizers.find(({ name }) => name === authorizerId)?.owner;
        if (authorizerId && !authorizer) throw new SynthError(`${api} has no authorizer ${authorizerId}.`);
        return { route: routeKey, functionArn: functionBehind(target), ...(authorizer && { authorizer }) };
      })
      // SST makes routes as their functions become known, in no fixed order.
      .sort((a, b) => (a.route < b.route ? -1 : 1))
  );

  function functionBehind(target: string): string {
    const integration = integrations.find(({ name }) => target === `integrations/${name}`);
    if (!integration) throw new SynthError(`No function answers the route to ${target}.`);
    return integration.inputs.integrationUri;
  }
}
