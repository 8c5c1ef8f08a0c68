/** A pattern as in `filters` of an event source mapping: nested objects whose leaves are lists of conditions. */
export type EventPattern = Record<string, unknown>;

/**
 * Whether an event matches one of the patterns; with no pattern every event matches. The operators are those of event
 * filtering: equals (also null and ""), prefix, suffix, equals-ignore-case, numeric, exists, anything-but and $or.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html#filtering-syntax
 * DynamoDB's numbers are text in a record (`{"N": "1"}`), so that `numeric` never matches them, on AWS too.
 */
export const matchesAny = (patterns: EventPattern[], event: unknown) =>
  patterns.length === 0 || patterns.some((pattern) => matches(pattern, event));

export function matches(pattern: EventPattern, event: unknown): boolean {
  return Object.entries(pattern).every(([name, expected]) => {
    if (name === "$or" && Array.isArray(expected)) return expected.some((each) => matches(each, event));
    const values = Array.isArray(event) ? event.map((each) => field(each, name)) : [field(event, name)];
    if (Array.isArray(expected)) return matchesLeaf(expected, values.flat());
    return values.flat().some((value) => matches(expected as EventPattern, value));
  });
}

const field = (event: unknown, name: string): unknown =>
  typeof event === "object" && event !== null ? (event as Record<string, unknown>)[name] : undefined;

/** A list in the event matches if one of its values does. */
function matchesLeaf(conditions: unknown[], values: unknown[]): boolean {
  // `exists` only matches leaves, so an object in the event does not count.
  const leaves = values.filter((value) => value === null || (value !== undefined && typeof value !== "object"));
  return conditions.some((condition) => {
    if (isOperator(condition, "exists")) return leaves.length > 0 === condition.exists;
    return leaves.some((leaf) => holds(condition, leaf));
  });
}

function holds(condition: unknown, value: unknown): boolean {
  if (typeof condition !== "object" || condition === null) return condition === value;
  if (isOperator(condition, "anything-but")) {
    const excluded = condition["anything-but"];
    return !(Array.isArray(excluded) ? excluded : [excluded]).some((each) => holds(each, value));
  }
  if (isOperator(condition, "numeric")) return typeof value === "number" && inRange(condition.numeric, value);
  if (typeof value !== "string") return false;
  if (isOperator(condition, "prefix")) return startsWith(condition.prefix, value);
  if (isOperator(condition, "suffix")) return value.endsWith(String(condition.suffix));
  if (isOperator(condition, "equals-ignore-case")) return sameText(condition["equals-ignore-case"], value);
  throw new Error(`unknown operator in an event pattern: ${JSON.stringify(condition)}`);
}

function startsWith(prefix: unknown, value: string): boolean {
  if (!isOperator(prefix, "equals-ignore-case")) return value.startsWith(String(prefix));
  const wanted = String(prefix["equals-ignore-case"]);
  return sameText(wanted, value.slice(0, wanted.length));
}

const sameText = (expected: unknown, value: string) => String(expected).toLowerCase() === value.toLowerCase();

/** @param range as in `[">", 0, "<=", 5]` */
function inRange(range: unknown, value: number): boolean {
  const parts = range as (string | number)[];
  return parts.every((operator, index) => {
    if (index % 2 === 1) return true;
    const bound = Number(parts[index + 1]);
    switch (operator) {
      case "=":
        return value === bound;
      case ">":
        return value > bound;
      case ">=":
        return value >= bound;
      case "<":
        return value < bound;
      case "<=":
        return value <= bound;
      default:
        throw new Error(`unknown numeric operator in an event pattern: ${operator}`);
    }
  });
}

const isOperator = <K extends string>(condition: unknown, name: K): condition is Record<K, unknown> =>
  typeof condition === "object" && condition !== null && name in condition;
