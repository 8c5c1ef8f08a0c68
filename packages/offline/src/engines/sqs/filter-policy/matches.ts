import type { MessageAttribute } from "../fauxqs.ts";
import { holds } from "./conditions.ts";
import { type Field, type Fields, fieldsOfAttributes, fieldsOfBody } from "./fields.ts";
import type { FilterPolicy, FilterPolicyScope } from "./policy.ts";

/**
 * Whether a subscription's filter matches the message. Each key of one alternative must match a value of the message;
 * if those values are in a list of objects, they must be in the same object:
 * https://github.com/aws/event-ruler#and-and-or-relationship-among-fields-with-ruler
 */
export function matches(
  policy: FilterPolicy,
  scope: FilterPolicyScope,
  message: { body: string; attributes: Record<string, MessageAttribute> },
): boolean {
  const fields = scope === "MessageBody" ? fieldsOfBody(message.body) : fieldsOfAttributes(message.attributes);
  if (!fields) return false;
  return policy.some((keys) => holdsTogether([...keys], fields, new Map()));
}

function holdsTogether(
  [key, ...others]: [path: string, conditions: unknown[]][],
  fields: Fields,
  elements: Field["elements"],
): boolean {
  if (!key) return true;
  const [path, conditions] = key;
  const found = fields.get(path) ?? [];
  // "exists": false only matches if at least one attribute is present.
  if (found.length === 0) {
    const isAbsenceWanted = fields.size > 0 && conditions.some((condition) => existsOf(condition) === false);
    return isAbsenceWanted && holdsTogether(others, fields, elements);
  }
  return found.some(
    (field) =>
      isCompatible(field.elements, elements) &&
      conditions.some((condition) => holdsFor(condition, field)) &&
      holdsTogether(others, fields, new Map([...elements, ...field.elements])),
  );
}

/** "The key must have a non-null and non-empty value." */
function holdsFor(condition: unknown, { value }: Field): boolean {
  const exists = existsOf(condition);
  if (exists === undefined) return holds(condition, value);
  return exists && value !== null && value !== "";
}

function existsOf(condition: unknown): boolean | undefined {
  return (condition as { exists?: boolean } | null)?.exists;
}

function isCompatible(one: Field["elements"], other: Field["elements"]): boolean {
  return [...one].every(([list, index]) => (other.get(list) ?? index) === index);
}
