import { faultText } from "@donut/contracts/faults";

/**
 * JSON can contain text that databases and queues refuse. Half of a surrogate pair, as in "\ud83c", is a JavaScript
 * string but not valid Unicode; SQS refuses control characters, U+FFFE and U+FFFF.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
const keepable = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

// The number closest to 0 that DynamoDB can store.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
const smallest = 1e-130;

export interface Unkeepable {
  path: PropertyKey[];
  detail: string;
}

/** The rule for all external input. @returns the parts of a JSON value that cannot be stored, at any depth */
export function unkeepableIn(value: unknown): Unkeepable[] {
  return leavesOf(value).flatMap(({ leaf, place }) => {
    const detail = faultIn(leaf);
    return detail === undefined ? [] : [{ path: pathOf(place), detail }];
  });
}

/** @returns the path to the first string or key of a JSON value that is not valid Unicode */
export function firstIllFormed(value: unknown): PropertyKey[] | undefined {
  const found = leavesOf(value).find(({ leaf }) => typeof leaf === "string" && !leaf.isWellFormed());
  return found && pathOf(found.place);
}

export const illFormedReason = faultText("ill-formed");

/** @returns at most the first `most` characters of a text, never ending in half of a surrogate pair */
export function beginningOf(text: string, most: number): string {
  const endsInPair = /[\ud800-\udbff]/.test(text[most - 1] ?? "") && text.length > most;
  return text.slice(0, endsInPair ? most - 1 : most).toWellFormed();
}

/** @returns as much of a text as fits in this many bytes, never ending in half of a surrogate pair */
export function beginningInBytes(text: string, most: number): string {
  const bytes = Buffer.from(text);
  let end = Math.min(most, bytes.length);
  while (isWithinCharacter(bytes[end])) end -= 1;
  return bytes.toString("utf8", 0, end);
}

function isWithinCharacter(byte = 0): boolean {
  return byte >> 6 === 0b10;
}

function faultIn(leaf: string | number): string | undefined {
  if (typeof leaf === "number")
    return leaf !== 0 && Math.abs(leaf) < smallest ? faultText("near-zero", { least: smallest }) : undefined;
  if (!leaf.isWellFormed()) return illFormedReason;
  return keepable.test(leaf) ? undefined : faultText("queue-characters");
}

/** A value's location, as a linked list: storing a full path for each value would take quadratic space in deep ones. */
interface Place {
  key: PropertyKey;
  of: Place | undefined;
}

interface Leaf {
  leaf: string | number;
  place: Place | undefined;
}

/** @returns its strings, numbers and keys */
function leavesOf(value: unknown): Leaf[] {
  const leaves: Leaf[] = [];
  const open: { value: unknown; place: Place | undefined }[] = [{ value, place: undefined }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, place } = next;
    if (typeof value === "string" || typeof value === "number") leaves.push({ leaf: value, place });
    if (typeof value !== "object" || value === null) continue;
    for (const [key, item] of Object.entries(value).reverse()) {
      if (!Array.isArray(value)) leaves.push({ leaf: key, place });
      open.push({ value: item, place: { key: Array.isArray(value) ? Number(key) : key, of: place } });
    }
  }
  return leaves;
}

function pathOf(place: Place | undefined): PropertyKey[] {
  const path: PropertyKey[] = [];
  for (let at = place; at; at = at.of) path.push(at.key);
  return path.reverse();
}
