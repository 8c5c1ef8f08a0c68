import { BlockList, isIP } from "node:net";

export type Scalar = string | number | boolean | null;

/**
 * @returns SNS's reason for refusing a value of a filter policy's list, in its words; undefined if it accepts it. SNS
 * compiles policies with https://github.com/aws/event-ruler, the source of these texts.
 */
export function conditionFault(condition: unknown): string | undefined {
  if (Array.isArray(condition)) return "Match value must be String, number, true, false, or null";
  if (typeof condition !== "object" || condition === null) return undefined;
  const [entry, another] = Object.entries(condition);
  if (!entry) return "Match expression name not found";
  const [operator, operand] = entry;
  const fault = Object.hasOwn(operandFaults, operator) ? operandFaults[operator] : undefined;
  if (!fault) return `Unrecognized match type ${operator}`;
  return fault(operand) ?? (another && "Only one key allowed in match expression");
}

/** Whether a condition holds for a single value. `exists` looks at the whole message, see matches.ts. */
export function holds(condition: unknown, value: Scalar): boolean {
  if (typeof condition !== "object" || condition === null) return condition === value;
  const [[operator, operand] = ["", undefined]] = Object.entries(condition);
  if (operator === "anything-but") return !excludes(operand, value);
  if (operator === "numeric") return typeof value === "number" && isInRange(operand as (string | number)[], value);
  return typeof value === "string" && holdsForText(operator, String(operand), value);
}

export const operators = [
  "anything-but",
  "numeric",
  "prefix",
  "suffix",
  "equals-ignore-case",
  "wildcard",
  "cidr",
  "exists",
];

const operandFaults: Record<string, ((operand: unknown) => string | undefined) | undefined> = {
  prefix: textFault("prefix"),
  suffix: textFault("suffix"),
  "equals-ignore-case": textFault("equals-ignore-case"),
  wildcard: wildcardFault,
  cidr: cidrFault,
  numeric: numericFault,
  "anything-but": anythingButFault,
  exists: (operand) =>
    typeof operand === "boolean" ? undefined : "exists match pattern must be either true or false.",
};

function textFault(operator: string) {
  return (operand: unknown) => (typeof operand === "string" ? undefined : `${operator} match pattern must be a string`);
}

function wildcardFault(operand: unknown): string | undefined {
  if (typeof operand !== "string") return "wildcard match pattern must be a string";
  const twice = operand.indexOf("**");
  return twice === -1 ? undefined : `Consecutive wildcard characters at pos ${twice + 1}`;
}

function cidrFault(operand: unknown): string | undefined {
  if (typeof operand !== "string") return "prefix match pattern must be a string";
  const [address = "", mask, ...more] = operand.split("/");
  if (mask === undefined || more.length > 0) return "Malformed CIDR, one '/' required";
  if (!/^-?\d+$/.test(mask)) return "Malformed CIDR, mask bits must be an integer";
  const version = isIP(address);
  if (version === 0) return `Nonstandard IP address: ${address}`;
  if (Number(mask) < 0) return "Malformed CIDR, mask bits must not be negative";
  const bits = version === 4 ? 32 : 128;
  return Number(mask) > bits ? `IPv${version} mask bits must be < ${bits}` : undefined;
}

/** `["=", 1]`, `[">", 1]`, or a range from the bottom up: `[">=", 1, "<", 5]`. */
function numericFault(operand: unknown): string | undefined {
  if (!Array.isArray(operand)) return "Value of numeric must be an array.";
  const [operator, value, second, top, ...more] = operand as unknown[];
  if (operand.length === 0) return "Invalid member in numeric match: ]";
  if (typeof operator !== "string") return `Invalid member in numeric match: ${operator}`;
  if (!/^([<>]=?|=)$/.test(operator)) return `Unrecognized numeric range operator: ${operator}`;
  if (typeof value !== "number") return `Value of ${operator === "=" ? "equals" : operator} must be numeric`;
  if (operand.length === 2) return undefined;
  if (!operator.startsWith(">")) return "Too many elements in numeric expression";
  if (typeof second !== "string") return `Bad value in numeric range: ${second}`;
  if (!/^<=?$/.test(second)) return `Bad numeric range operator: ${second}`;
  if (typeof top !== "number") return `Value of ${second} must be numeric`;
  if (top <= value) return "Bottom must be less than top";
  return more.length > 0 ? "Too many terms in numeric range expression" : undefined;
}

/** Of the operators, SNS accepts prefix and wildcard here; it refused `suffix` when its answers were recorded. */
function anythingButFault(operand: unknown): string | undefined {
  if (Array.isArray(operand)) {
    const kinds = new Set(operand.map((value) => typeof value));
    if (!isSubset(kinds, ["string", "number"])) {
      return "Inside anything but list, start|null|boolean is not supported.";
    }
    return kinds.size === 1
      ? undefined
      : "Inside anything but list, either all values are number or string, mixed type is not supported";
  }
  if (typeof operand === "string" || typeof operand === "number") return undefined;
  if (typeof operand !== "object" || operand === null) {
    return "Value of anything-but must be an array or single string/number value.";
  }
  const [[operator, pattern] = ["", undefined], another] = Object.entries(operand);
  if (operator !== "prefix" && operator !== "wildcard") return `Unsupported anything-but pattern: ${operator}`;
  return operandFaults[operator]?.(pattern) ?? (another && "Only one key allowed in match expression");
}

function isSubset(kinds: Set<string>, allowed: string[]): boolean {
  return [...kinds].every((kind) => allowed.includes(kind));
}

function excludes(operand: unknown, value: Scalar): boolean {
  if (Array.isArray(operand)) return operand.includes(value);
  return holds(operand, value);
}

function isInRange(range: (string | number)[], value: number): boolean {
  const bounds = [range.slice(0, 2), range.slice(2)].filter(({ length }) => length > 0);
  return bounds.every(([operator, bound]) => {
    const difference = value - Number(bound);
    if (operator === "=") return difference === 0;
    if (operator === ">") return difference > 0;
    if (operator === ">=") return difference >= 0;
    return operator === "<" ? difference < 0 : difference <= 0;
  });
}

function holdsForText(operator: string, operand: string, value: string): boolean {
  if (operator === "prefix") return value.startsWith(operand);
  if (operator === "suffix") return value.endsWith(operand);
  if (operator === "equals-ignore-case") return value.toLowerCase() === operand.toLowerCase();
  if (operator === "wildcard") return wildcard(operand).test(value);
  return operator === "cidr" && isInNetwork(operand, value);
}

/** `*` matches any text, `\*` and `\\` match themselves. */
function wildcard(pattern: string): RegExp {
  const source = pattern.replace(/\\[*\\]|[.*+?^${}()|[\]\\]/g, (part) => {
    if (part === "*") return ".*";
    return part.length === 2 ? part : `\\${part}`;
  });
  return new RegExp(`^${source}$`, "s");
}

function isInNetwork(cidr: string, address: string): boolean {
  const [network = "", bits = ""] = cidr.split("/");
  const version = isIP(network);
  if (version === 0 || isIP(address) !== version) return false;
  const family = version === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family);
  return list.check(address, family);
}
