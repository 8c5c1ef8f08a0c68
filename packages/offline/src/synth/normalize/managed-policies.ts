import type { ManagedPolicy } from "../../graph/types.ts";
import type { Evaluation } from "../evaluation.ts";
import { outputsOf } from "../outputs.ts";
import { permissionsOf, policyDocument } from "./policy-document.ts";
import { everywhere, harmless, resourcesOf } from "./resources.ts";

const type = "aws:iam/policy:Policy";
const inputs = { ...everywhere, policy: policyDocument, description: harmless("for people") };

export function managedPolicies(evaluation: Evaluation): ManagedPolicy[] {
  return resourcesOf(evaluation, type, inputs).map(({ name, owner, inputs: { policy } }) => ({
    name: owner,
    arn: String(outputsOf(type, name, owner, {}).arn),
    permissions: permissionsOf(policy),
  }));
}
