import type * as z from "zod";
import { type Fault, faultOf, faultText } from "./faults.ts";
import type { ProblemError } from "./problems.ts";

/**
 * @returns one error per faulty place in the input, addressed as in `/lines/0/quantity`. It has a code if its text is
 * zod's own; the codes of our own texts follow from the texts (faults.ts).
 */
export function errorsOf(error: z.core.$ZodError): ProblemError[] {
  return error.issues.flatMap((issue): ProblemError[] => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({
        pointer: pointerTo([...issue.path, key]),
        detail: faultText("unknown-field"),
      }));
    const detail = issue.message;
    return [{ pointer: pointerTo(issue.path), detail, ...(!faultOf(detail) && generalFault(issue)) }];
  });
}

/** @returns the JSON pointer (RFC 6901) of a path */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function generalFault(issue: z.core.$ZodIssue): Fault {
  switch (issue.code) {
    case "invalid_type":
      // The issue of a finished error no longer contains the input.
      if (issue.message.endsWith("received undefined")) return { code: "missing" };
      return { code: "wrong-type", params: { expected: issue.expected } };
    case "too_small":
      return { code: isNumber(issue.origin) ? "too-small" : "too-short", params: { least: String(issue.minimum) } };
    case "too_big":
      return { code: isNumber(issue.origin) ? "too-large" : "too-long", params: { most: String(issue.maximum) } };
    case "invalid_format":
      return { code: "wrong-format", params: { format: issue.format } };
    case "invalid_value":
      return { code: "one-of", params: { values: issue.values.map(String).join(", ") } };
    default:
      return { code: "invalid" };
  }
}

function isNumber(origin: string): boolean {
  return origin === "number" || origin === "int" || origin === "bigint";
}
