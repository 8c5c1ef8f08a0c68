import { accountId, region } from "../graph/addresses.ts";
import type { Linkable, Resource } from "./evaluation.ts";
import { outputsOf } from "./outputs.ts";
import { type Pulumi, plain } from "./pulumi.ts";

/** Replaces Pulumi's engine with mocks. @returns what is registered from then on; it grows while a program runs. */
export async function recordResources(
  pulumi: Pulumi,
  app: string,
  stage: string,
): Promise<{ resources: Resource[]; linkables: Linkable[] }> {
  const resources: Resource[] = [];
  const linkables: Linkable[] = [];
  const parents = new Map<string, string>();

  await pulumi.runtime.setMocks(
    {
      newResource(args) {
        const inputs = plain(args.inputs);
        const owner = ownerOf(parents, args.type, args.name);
        resources.push({ type: args.type, name: args.name, owner, custom: args.custom ?? false, inputs });
        const outputs = outputsOf(args.type, args.name, owner, inputs);
        return { id: outputs.id, state: { ...args.inputs, ...outputs } };
      },
      call: ({ token, inputs }) =>
        token.startsWith("aws:iam/getPolicyDocument")
          ? { ...inputs, json: JSON.stringify(plain(inputs)) }
          : { ...inputs, region, partition: "aws", accountId },
    },
    app,
    stage,
    false,
  );

  const monitor = pulumi.runtime.getMonitor();

  const registerResource = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, done) => {
    parents.set(`${request.getType()}::${request.getName()}`, request.getParent());
    return registerResource(request, done);
  };

  // The real engine leaves the root stack out of a resource's type, and SST derives the links' types from it.
  const newUrn = monitor.newUrn.bind(monitor);
  monitor.newUrn = (parent, type, name) => newUrn(parent && isStack(parent) ? undefined : parent, type, name);

  // SST registers a LinkRef for every linkable; its outputs are what `Resource.<target>` holds.
  const registerResourceOutputs = monitor.registerResourceOutputs.bind(monitor);
  monitor.registerResourceOutputs = (request, done) => {
    const linkable = linkableFrom(plain(request.getOutputs().toJavaScript()));
    if (linkable) linkables.push(linkable);
    registerResourceOutputs(request, done);
  };

  return { resources, linkables };
}

/** A component's resources have its name; those of a site, nested several components deep, have the site's. */
function ownerOf(parents: Map<string, string>, type: string, name: string): string {
  const [parent, ...ancestors] = ancestorsOf(parents, `${type}::${name}`);
  if (!parent) return name;
  return [parent, ...ancestors].find((it) => it.type.endsWith("Site"))?.name ?? parent.name;
}

function ancestorsOf(parents: Map<string, string>, key: string): { type: string; name: string }[] {
  const parent = parents.get(key);
  if (!parent || isStack(parent)) return [];
  const [, , qualifiedType = "", name = ""] = parent.split("::");
  const type = qualifiedType.split("$").at(-1) ?? "";
  return [{ type, name }, ...ancestorsOf(parents, `${type}::${name}`)];
}

function isStack(urn: string): boolean {
  return urn.includes("::pulumi:pulumi:Stack::");
}

function linkableFrom(outputs: Record<string, unknown>): Linkable | undefined {
  const { target, properties, include } = outputs as {
    target?: unknown;
    properties?: Linkable["properties"];
    include?: { type: string; value?: unknown }[];
  };
  if (typeof target !== "string" || !properties?.type) return undefined;
  const explicit = include?.find((it) => it.type === "typescript.type")?.value;
  return { name: target, properties, ...(typeof explicit === "string" && { typescriptType: explicit }) };
}
