import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Finding, holds } from "../limits/finding.ts";
import type { Evaluation } from "../synth/evaluation.ts";

const inputs = {
  limit: "Inputs that the provider knows",
  source: "https://www.pulumi.com/registry/packages/aws/api-docs/",
};

/**
 * Checks each resource's inputs against the types of the installed `@pulumi/aws`: an input misspelt in a transform has
 * no type.
 */
export async function inputFindings(platform: string, { resources }: Evaluation): Promise<Finding[]> {
  const byType = Map.groupBy(
    resources.filter(({ type }) => type.startsWith("aws:")),
    ({ type }) => type,
  );
  const findings = [...byType].map(async ([type, all]) => {
    const known = await knownInputs(platform, type);
    return all.map(({ name, inputs: given }) => {
      const unknown = Object.keys(given).filter((input) => !known.has(input));
      return holds(inputs, `${name} (${type})`, unknown.length === 0, unknown.join(", ") || "known", "known");
    });
  });
  return (await Promise.all(findings)).flat();
}

/** @param type Pulumi's name: `aws:sqs/queue:Queue` */
async function knownInputs(platform: string, type: string): Promise<Set<string>> {
  const [, module = "", resource = ""] = /^aws:([^:]+):(\w+)$/.exec(type) ?? [];
  const file = path.join(platform, "node_modules/@pulumi/aws", `${module}.d.ts`);
  const [, members = ""] =
    new RegExp(`export interface ${resource}Args \\{([^]*?)\\n\\}`).exec(await readFile(file, "utf8")) ?? [];
  return new Set([...members.matchAll(/^ {4}(\w+)\??:/gm)].map(([, name = ""]) => name));
}
