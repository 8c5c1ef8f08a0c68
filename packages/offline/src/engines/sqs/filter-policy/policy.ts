import { jsonObject } from "../json-object.ts";
import { conditionFault, operators } from "./conditions.ts";

export type FilterPolicyScope = "MessageAttributes" | "MessageBody";

/**
 * One of the alternatives must match: for each path (`detail.scope`), one condition of its list must hold for a value.
 */
export type FilterPolicy = Map<string, unknown[]>[];

type ParsedFilterPolicy = { status: "valid"; policy: FilterPolicy } | { status: "invalid"; reason: string };

const mostBytes = 256 * 1024;
const mostKeys = 5;
const mostCombinations = 150;
const wildcards = { perPattern: 3, inAll: 100 };

/**
 * https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
 *
 * @returns the policy, or SNS's reason for refusing it, in its words
 */
export function parseFilterPolicy(text: string, scope: FilterPolicyScope): ParsedFilterPolicy {
  if (Buffer.byteLength(text) > mostBytes) return invalid("Filter policy is too long");
  const source = jsonObject(text);
  if (!source) return invalid("failed to parse JSON.");
  const structure = structureFault(source);
  if (structure) return invalid(structure);
  if (scope === "MessageAttributes" && isNested(source)) {
    return {
      status: "invalid",
      reason: "Filter policy scope MessageAttributes does not support nested filter policy",
    };
  }
  const policy = alternativesOf(source);
  const fault = complexityFault(policy, combinationsOf(source)) ?? firstFault(policy);
  return fault ? invalid(fault) : { status: "valid", policy };
}

/** The number of values of each key multiplied together and with the key's depth; alternatives are added up. */
export function combinationsOf(source: Record<string, unknown>, depth = 1, before = 1): number {
  return Object.entries(source).reduce((product, [key, value]) => {
    if (isAlternatives(key, value)) return sum(value.map((each) => combinationsOf(each, depth, product)));
    if (Array.isArray(value)) return product * value.length * depth;
    return combinationsOf(value as Record<string, unknown>, depth + 1, product);
  }, before);
}

function structureFault(source: Record<string, unknown>): string | undefined {
  for (const [key, value] of Object.entries(source)) {
    if (typeof value !== "object" || value === null) return `"${key}" must be an object or an array`;
    if (Array.isArray(value) && value.length === 0) return "Empty arrays are not allowed";
    const inner = isAlternatives(key, value) ? value : Array.isArray(value) ? [] : [value as Record<string, unknown>];
    for (const each of inner) {
      const fault = Object.keys(each).length === 0 ? "Empty objects are not allowed" : structureFault(each);
      if (fault) return fault;
    }
  }
  return undefined;
}

function isNested(source: Record<string, unknown>): boolean {
  return Object.entries(source).some(([key, value]) =>
    isAlternatives(key, value) ? value.some(isNested) : !Array.isArray(value),
  );
}

/**
 * With fewer than two objects, or with an operator as a key, `$or` is an ordinary key:
 * https://docs.aws.amazon.com/sns/latest/dg/and-or-logic.html#or-operator
 */
function isAlternatives(key: string, value: unknown): value is Record<string, unknown>[] {
  if (key !== "$or" || !Array.isArray(value) || value.length < 2) return false;
  return value.every(
    (each) =>
      typeof each === "object" &&
      each !== null &&
      !Array.isArray(each) &&
      !Object.keys(each).some((name) => operators.includes(name)),
  );
}

function alternativesOf(
  source: Record<string, unknown>,
  path: string[] = [],
  before: FilterPolicy = [new Map()],
): FilterPolicy {
  return Object.entries(source).reduce((alternatives, [key, value]) => {
    if (isAlternatives(key, value)) return value.flatMap((each) => alternativesOf(each, path, alternatives));
    const inner = [...path, key];
    if (!Array.isArray(value)) return alternativesOf(value as Record<string, unknown>, inner, alternatives);
    return alternatives.map((each) => new Map([...each, [inner.join("."), value]]));
  }, before);
}

function complexityFault(policy: FilterPolicy, combinations: number): string | undefined {
  const keys = new Set(policy.flatMap((each) => [...each.keys()]));
  if (keys.size > mostKeys) return `Filter policy can not have more than ${mostKeys} keys`;
  if (combinations > mostCombinations) return "Filter policy is too complex";
  const counts = conditionsOf(policy).map((condition) => wildcardsIn(condition));
  if (Math.max(0, ...counts) > wildcards.perPattern) {
    return `A single pattern must not contain more than ${wildcards.perPattern} wildcards`;
  }
  return sum(counts) > wildcards.inAll ? "Wildcard complexity exceeds the allowed limit" : undefined;
}

function firstFault(policy: FilterPolicy): string | undefined {
  return conditionsOf(policy)
    .map(conditionFault)
    .find((fault) => fault !== undefined);
}

/** Each list once, although alternatives share lists. */
function conditionsOf(policy: FilterPolicy): unknown[] {
  return [...new Set(policy.flatMap((each) => [...each.values()]))].flat();
}

function wildcardsIn(condition: unknown): number {
  if (typeof condition !== "object" || condition === null) return 0;
  const { wildcard, "anything-but": excluded } = condition as Record<string, unknown>;
  if (typeof wildcard === "string") return wildcard.replaceAll("\\*", "").split("*").length - 1;
  return Array.isArray(excluded) ? 0 : wildcardsIn(excluded);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function invalid(reason: string): ParsedFilterPolicy {
  return { status: "invalid", reason: `FilterPolicy: ${reason}` };
}
