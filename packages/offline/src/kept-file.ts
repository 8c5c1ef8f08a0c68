import { existsSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import * as z from "zod";

/** What a user needs to know when a file of the data folder is damaged. */
export interface About {
  /** Its contents: `the messages in queues`. */
  holds: string;
  /** The effect of deleting it: `queues begin empty`. */
  without: string;
}

/**
 * @returns what the JSON file holds, or undefined if it is missing or empty. Throws with what to do about a damaged
 * one.
 */
export function readKept<T>(file: string, about: About, parse: (value: unknown) => T): T | undefined {
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, "utf8").trim();
  if (text === "") return undefined;
  try {
    return parse(JSON.parse(text));
  } catch (error) {
    throw damaged(file, about, error);
  }
}

/** Throws with what to do if the file is not an SQLite database; a missing file is fine. */
export function checkDatabase(file: string, about: About): void {
  if (!existsSync(file)) return;
  const database = new DatabaseSync(file, { timeout: 5_000 });
  try {
    whenDamaged(file, about, () => database.prepare("SELECT count(*) FROM sqlite_master").get());
  } finally {
    database.close();
  }
}

/** Runs `read`, which reads an SQLite database, and throws with what to do if that is not what `file` contains. */
export function whenDamaged<T>(file: string, about: About, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const isUnreadable = error instanceof Error && "errcode" in error && unreadable.has(Number(error.errcode) & 0xff);
    if (isUnreadable || error instanceof SyntaxError || error instanceof z.ZodError) throw damaged(file, about, error);
    throw error;
  }
}

/** https://www.sqlite.org/rescode.html: SQLITE_CORRUPT and SQLITE_NOTADB. */
const unreadable = new Set([11, 26]);

function damaged(file: string, { holds, without }: About, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(
    `${file} is damaged (${reason}). It holds ${holds}. Put a copy of it back; or move it away and start again: ` +
      `then ${without}. \`npm run reset\` begins with empty data everywhere.`,
    { cause },
  );
}
