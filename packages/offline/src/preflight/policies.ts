import type { Graph, Permission } from "../graph/types.ts";
import { atMost, type Finding } from "../limits/finding.ts";

const source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";
export const inlinePolicies = { limit: "Inline policies of a role (characters)", source, most: 10_240 };
export const managedPolicy = { limit: "A managed policy (characters)", source, most: 6_144 };
export const attachedPolicies = { limit: "Managed policies of a role", source, most: 10 };

/** The policy that allows a function to write its logs. */
const logging = 1;

/** @param physical makes the ARNs in a text as long as they are on AWS */
export function policyFindings(graph: Graph, physical: (text: string) => string): Finding[] {
  return [
    ...graph.functions.map(({ name, permissions }) =>
      atMost(inlinePolicies, name, charactersOf(permissions, physical), inlinePolicies.most),
    ),
    ...graph.functions.map(({ name, policies = [], managedPolicies = [] }) =>
      atMost(attachedPolicies, name, policies.length + managedPolicies.length + logging, attachedPolicies.most),
    ),
    ...graph.policies.map(({ name, permissions }) =>
      atMost(managedPolicy, name, charactersOf(permissions, physical), managedPolicy.most),
    ),
  ];
}

/** @returns the characters of the policy as IAM counts them, without white space */
export function charactersOf(permissions: Permission[], physical: (text: string) => string): number {
  if (permissions.length === 0) return 0;
  const Statement = permissions.map(({ actions, resources, conditions = [] }) => ({
    Action: oneOrMore(actions),
    ...(conditions.length > 0 && {
      Condition: Object.fromEntries(
        conditions.map(({ test, variable, values }) => [test, { [variable]: oneOrMore(values) }]),
      ),
    }),
    Effect: "Allow",
    Resource: oneOrMore(resources),
  }));
  return physical(JSON.stringify({ Statement, Version: "2012-10-17" })).replace(/\s/g, "").length;
}

function oneOrMore(list: string[]): string | string[] {
  return list.length === 1 ? (list[0] ?? "") : list;
}
