import { findNodeAtLocation, type JSONPath, type ParseError, parse, parseTree } from "jsonc-parser";
import { pretty } from "./json-text.ts";

/** A place in a JSON text. */
export interface JsonPlace {
  /** A line of `jsonLines`, from 0; undefined if the text is not JSON. */
  line?: number;
  /** An offset in the original text: where it stops being JSON. */
  offset?: number;
}

const strict = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

/**
 * @param pointer RFC 6901; empty, or a single slash, for the whole
 * @returns where the value begins; if it is missing, where its parent does; in a text that is not JSON, where it stops
 * being JSON
 */
export function placeOf(text: string, pointer: string): JsonPlace {
  const offset = brokenAt(text);
  if (offset !== undefined) return { offset };
  const lines = pretty(text);
  const root = parseTree(lines, [], strict);
  if (!root) return { line: 0 };
  const path = pathOf(pointer);
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node) return { line: lines.slice(0, node.offset).split("\n").length - 1 };
  }
  return { line: 0 };
}

/** @returns how many leading characters of the text are JSON; undefined if all of it is */
export function brokenAt(text: string): number | undefined {
  const errors: ParseError[] = [];
  parse(text, errors, strict);
  return errors[0]?.offset;
}

function pathOf(pointer: string): JSONPath {
  return pointer
    .split("/")
    .slice(1)
    .filter((part, _, parts) => parts.length > 1 || part !== "")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
