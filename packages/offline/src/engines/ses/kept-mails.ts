import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import type { Email } from "aws-ses-v2-local/dist/store.js";

/** The module of aws-ses-v2-local that holds what was sent, in memory. */
const store: typeof import("aws-ses-v2-local/dist/store.js") = createRequire(import.meta.url)(
  "aws-ses-v2-local/dist/store",
);

/**
 * Lets the inbox outlive the engine: a mail stands in `file`, one per line, before SES answers that it is sent, and is
 * in the inbox again after a restart. A last line that was cut off by a crash belongs to a mail that was not answered.
 *
 * @param delivers whether a mail reaches an inbox
 */
export function keepMails(file: string, delivers: (mail: Email) => boolean): void {
  const { saveEmail, clearStore } = store;
  for (const mail of readMails(file)) saveEmail(mail);
  Object.assign(store, {
    saveEmail(mail: Email) {
      if (!delivers(mail)) return;
      appendFileSync(file, `${JSON.stringify(mail)}\n`);
      saveEmail(mail);
    },
    clearStore() {
      rmSync(file, { force: true });
      clearStore();
    },
  });
}

function readMails(file: string): Email[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, "utf8");
  if (!text.endsWith("\n")) appendFileSync(file, "\n");
  return text.split("\n").flatMap((line) => parse(line) ?? []);
}

function parse(line: string): Email | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
