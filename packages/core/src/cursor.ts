import type * as z from "zod";

/** @returns a position in a list as text that callers hand back to get what follows */
export function encodeCursor(position: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** @returns the position, unless the text is no cursor or one of another list */
export function decodeCursor<Position>(cursor: string, position: z.ZodType<Position>) {
  try {
    return position.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    return { success: false as const };
  }
}
