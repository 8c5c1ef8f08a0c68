import type * as z from "zod";
import { firstIllFormed } from "./keepable.ts";

/** @returns a list position as text, to be passed back for the next page */
export function encodeCursor(position: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** @returns the position; undefined if the text is not a cursor of this list */
export function decodeCursor<Position>(cursor: string, position: z.ZodType<Position>) {
  try {
    const json: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return firstIllFormed(json) === undefined ? position.safeParse(json) : ({ success: false } as const);
  } catch {
    return { success: false as const };
  }
}
