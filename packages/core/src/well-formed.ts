import { faultText } from "@donut/contracts/faults";

/**
 * What every text must be that comes from outside: JSON can hold what no database and no queue takes. Half of a surrogate
 * pair, as in "\ud83c", is a JavaScript string but no Unicode text; control characters, U+FFFE and U+FFFF are refused by SQS.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
const keepable = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

export interface TextFault {
  path: PropertyKey[];
  detail: string;
}

/** @returns what is wrong with the texts, and keys, of a JSON value, however deep it is */
export function textFaults(value: unknown): TextFault[] {
  return textsOf(value).flatMap(({ text, place }) => {
    const detail = faultIn(text);
    return detail === undefined ? [] : [{ path: pathOf(place), detail }];
  });
}

/** @returns the path to the first text, or key, of a JSON value that is no Unicode text */
export function firstIllFormed(value: unknown): PropertyKey[] | undefined {
  const found = textsOf(value).find(({ text }) => !text.isWellFormed());
  return found && pathOf(found.place);
}

export const illFormedReason = faultText("ill-formed");

/** @returns the first `most` characters of a text, at most, without any half of a surrogate pair */
export function beginningOf(text: string, most: number): string {
  const endsInPair = /[\ud800-\udbff]/.test(text[most - 1] ?? "") && text.length > most;
  return text.slice(0, endsInPair ? most - 1 : most).toWellFormed();
}

/** @returns as much of the beginning of a text as fits into so many bytes, without any half of a surrogate pair */
export function beginningInBytes(text: string, most: number): string {
  const bytes = Buffer.from(text);
  let end = Math.min(most, bytes.length);
  while (isWithinCharacter(bytes[end])) end -= 1;
  return bytes.toString("utf8", 0, end);
}

function isWithinCharacter(byte = 0): boolean {
  return byte >> 6 === 0b10;
}

function faultIn(text: string): string | undefined {
  if (!text.isWellFormed()) return illFormedReason;
  return keepable.test(text) ? undefined : faultText("queue-characters");
}

/** Where a value is: a chain, since a path of its own for each value of a deep one would take the square of its depth. */
interface Place {
  key: PropertyKey;
  of: Place | undefined;
}

function textsOf(value: unknown): { text: string; place: Place | undefined }[] {
  const texts: { text: string; place: Place | undefined }[] = [];
  const open: { value: unknown; place: Place | undefined }[] = [{ value, place: undefined }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, place } = next;
    if (typeof value === "string") texts.push({ text: value, place });
    if (typeof value !== "object" || value === null) continue;
    for (const [key, item] of Object.entries(value).reverse()) {
      if (!Array.isArray(value)) texts.push({ text: key, place });
      open.push({ value: item, place: { key: Array.isArray(value) ? Number(key) : key, of: place } });
    }
  }
  return texts;
}

function pathOf(place: Place | undefined): PropertyKey[] {
  const path: PropertyKey[] = [];
  for (let at = place; at; at = at.of) path.push(at.key);
  return path.reverse();
}
