import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import type { Email } from "aws-ses-v2-local/dist/store.js";

/**
 * Keeps the inbox across restarts: a mail is written to `file`, one per line, before SES confirms it, and is back in
 * the inbox after a restart. If a crash cut off the last line, its mail was never confirmed.
 *
 * @param delivers whether a mail reaches an inbox
 * @returns what reads the inbox, oldest first
 */
export function keepMails(file: string, delivers: (mail: Email) => boolean): () => readonly Email[] {
  // The module that holds sent mails, in memory.
  const store: typeof import("aws-ses-v2-local/dist/store.js") = createRequire(import.meta.url)(
    "aws-ses-v2-local/dist/store",
  );
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
  return () => store.getStoreReadonly().emails;
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
