import type { Permission } from "../graph/types.ts";
import { arnPattern, pattern } from "./patterns.ts";

export type Condition = NonNullable<Permission["conditions"]>[number];

/** Facts about a request besides its action and resource, by condition keys in lower case. */
export type Context = Readonly<Record<string, readonly string[] | undefined>>;

type Compare = (wanted: string) => (found: string) => boolean;

const number = (relation: (found: number, wanted: number) => boolean): Compare => {
  return (wanted) => (found) => relation(Number(found), Number(wanted));
};
const date = (relation: (found: number, wanted: number) => boolean): Compare => {
  return (wanted) => (found) => relation(milliseconds(found), milliseconds(wanted));
};

const equal = (a: unknown, b: unknown) => a === b;
const less = (a: number, b: number) => a < b;
const atMost = (a: number, b: number) => a <= b;
const more = (a: number, b: number) => a > b;
const atLeast = (a: number, b: number) => a >= b;

const comparisons: Record<string, Compare> = {
  StringEquals: (wanted) => (found) => found === wanted,
  StringEqualsIgnoreCase: (wanted) => (found) => found.toLowerCase() === wanted.toLowerCase(),
  StringLike: pattern,
  ArnEquals: arnPattern,
  ArnLike: arnPattern,
  Bool: (wanted) => (found) => found.toLowerCase() === wanted.toLowerCase(),
  BinaryEquals: (wanted) => (found) => found === wanted,
  NumericEquals: number(equal),
  NumericLessThan: number(less),
  NumericLessThanEquals: number(atMost),
  NumericGreaterThan: number(more),
  NumericGreaterThanEquals: number(atLeast),
  DateEquals: date(equal),
  DateLessThan: date(less),
  DateLessThanEquals: date(atMost),
  DateGreaterThan: date(more),
  DateGreaterThanEquals: date(atLeast),
};

/** The condition keys whose values the laptop knows, in lower case. */
const knownKeys = new Set([
  "aws:currenttime",
  "aws:epochtime",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principaltype",
  "aws:requestedregion",
  "aws:securetransport",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceowner",
  "dynamodb:enclosingoperation",
  "dynamodb:returnconsumedcapacity",
  "dynamodb:returnvalues",
  "dynamodb:select",
  "lambda:functionarn",
  "ses:apiversion",
  "ses:feedbackaddress",
  "ses:fromaddress",
  "ses:fromdisplayname",
  "ses:recipients",
]);

/** @returns why the laptop could not evaluate a condition; undefined if it can */
export function conditionFault({ test, variable, values }: Condition): string | undefined {
  const { operator, negated } = parse(test);
  if (operator !== "Null" && !comparisons[operator]) return `the condition operator ${test} is not supported`;
  if (operator === "Null" && negated) return `there is no condition operator ${test}`;
  if (!knownKeys.has(variable.toLowerCase())) return `the condition key ${variable} is not supported`;
  if (values.some((value) => /[$&]\{/.test(value))) return "policy variables are not supported";
  return undefined;
}

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 *
 * @returns whether a request meets the condition
 */
export function conditionTest(condition: Condition): (context: Context) => boolean {
  const fault = conditionFault(condition);
  if (fault) throw new Error(fault);
  const { operator, negated, ifExists, set } = parse(condition.test);
  const key = condition.variable.toLowerCase();
  if (operator === "Null") {
    const wantsAbsent = condition.values.includes("true");
    return (context) => isAbsent(context[key]) === wantsAbsent;
  }
  const compare = comparisons[operator] as Compare;
  const candidates = condition.values.map(compare);
  const fits = (found: string) => candidates.some((matches) => matches(found)) !== negated;
  return (context) => {
    const found = context[key] ?? [];
    if (found.length === 0) return ifExists || (set === undefined ? negated : set === "ForAllValues");
    if (set === "ForAllValues" || (set === undefined && negated)) return found.every(fits);
    return found.some(fits);
  };
}

function parse(test: string) {
  const [, set, name = test, exists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(test) ?? [];
  const operator = name.replace(/^(String|Numeric|Date|Arn)Not/, "$1");
  return { operator, negated: operator !== name, ifExists: exists !== undefined, set };
}

function isAbsent(values: readonly string[] | undefined): boolean {
  return values === undefined || values.length === 0;
}

/** A date, or the seconds since 1970. */
function milliseconds(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}
