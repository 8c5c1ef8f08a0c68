import * as z from "zod";
import type { ResourcePermission } from "../graph/types.ts";
import { conditionFault } from "./conditions.ts";

const list = z.union([z.string().transform((it) => [it]), z.array(z.string())]);
const principalTypes = z.partialRecord(z.enum(["AWS", "Service"]), list);
const principal = z.union([z.literal("*").transform(() => ({ "*": ["*"] })), principalTypes]);

const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Principal: principal,
  Action: list,
  Resource: list,
  Condition: z.record(z.string(), z.record(z.string(), list)).default({}),
});

const policy = z.object({
  Version: z.enum(["2012-10-17", "2008-10-17"]).optional(),
  Id: z.string().optional(),
  Statement: z.union([z.array(statement), statement.transform((it) => [it])]),
});

/** @returns the policy in the form that a service takes in an attribute */
export function policyText(permissions: ResourcePermission[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: permissions.map(({ effect = "Allow", principals, actions, resources, conditions = [] }) => ({
      Effect: effect,
      Principal: principals.some(({ type }) => type === "*")
        ? "*"
        : Object.fromEntries(principals.map(({ type, identifiers }) => [type, identifiers])),
      Action: actions,
      Resource: resources,
      ...(conditions.length > 0 && { Condition: conditionsText(conditions) }),
    })),
  });
}

/** Throws on an invalid policy, or on one that the laptop cannot evaluate. */
export function parsePolicy(text: string): ResourcePermission[] {
  return policy.parse(JSON.parse(text)).Statement.map(({ Effect, Principal, Action, Resource, Condition }) => {
    const conditions = Object.entries(Condition).flatMap(([test, keys]) =>
      Object.entries(keys).map(([variable, values]) => ({ test, variable, values })),
    );
    for (const condition of conditions) {
      const fault = conditionFault(condition);
      if (fault) throw new Error(fault);
    }
    return {
      ...(Effect === "Deny" && { effect: Effect }),
      principals: Object.entries(Principal).map(([type, identifiers = []]) => ({
        type: type as ResourcePermission["principals"][number]["type"],
        identifiers,
      })),
      actions: Action,
      resources: Resource,
      ...(conditions.length > 0 && { conditions }),
    };
  });
}

/** @returns why a non-empty text is not a valid policy, or not one that the laptop can evaluate; undefined if it is */
export function policyFault(text: string | undefined): string | undefined {
  if (!text) return undefined;
  try {
    parsePolicy(text);
    return undefined;
  } catch (error) {
    return error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
  }
}

function conditionsText(conditions: NonNullable<ResourcePermission["conditions"]>) {
  const byTest: Record<string, Record<string, string[]>> = {};
  for (const { test, variable, values } of conditions) {
    byTest[test] = { ...byTest[test], [variable]: values };
  }
  return byTest;
}
