import type { MessageAttribute } from "../fauxqs.ts";
import { jsonObject } from "../json-object.ts";
import type { Scalar } from "./conditions.ts";

/** A value of a message, and the list elements that contain it. */
export interface Field {
  value: Scalar;
  elements: ReadonlyMap<number, number>;
}

/** By path; a list has a field for each of its values. */
export type Fields = Map<string, Field[]>;

/** @returns undefined if the body is not a JSON object: no body policy matches it */
export function fieldsOfBody(body: string): Fields | undefined {
  const object = jsonObject(body);
  if (!object) return undefined;
  const fields: Fields = new Map();
  let lists = 0;
  add([], object, new Map());
  return fields;

  function add(path: string[], value: unknown, elements: Field["elements"]): void {
    if (Array.isArray(value)) {
      const list = lists++;
      value.forEach((each, index) => {
        add(path, each, isScalar(each) ? elements : new Map([...elements, [list, index]]));
      });
      return;
    }
    if (isScalar(value)) {
      append(fields, path.join("."), { value, elements });
      return;
    }
    for (const [name, each] of Object.entries(value as Record<string, unknown>)) add([...path, name], each, elements);
  }
}

/** Binary attributes are ignored. */
export function fieldsOfAttributes(attributes: Record<string, MessageAttribute>): Fields {
  const fields: Fields = new Map();
  for (const [name, { DataType, StringValue = "" }] of Object.entries(attributes)) {
    for (const value of scalarsOf(DataType, StringValue)) append(fields, name, { value, elements: new Map() });
  }
  return fields;
}

function scalarsOf(type: string, text: string): Scalar[] {
  if (type === "String.Array") return listIn(text).filter(isScalar);
  if (type === "Number" || type.startsWith("Number.")) return [Number(text)];
  return type === "String" || type.startsWith("String.") ? [text] : [];
}

function listIn(text: string): unknown[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

function isScalar(value: unknown): value is Scalar {
  return typeof value !== "object" || value === null;
}

function append(fields: Fields, path: string, field: Field): void {
  const known = fields.get(path);
  if (known) known.push(field);
  if (!known) fields.set(path, [field]);
}
