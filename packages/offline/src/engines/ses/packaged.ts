import type { RequestListener } from "node:http";
import type { Email } from "aws-ses-v2-local/dist/store.js";
import { keepMails } from "./kept-mails.ts";

/** aws-ses-v2-local at work. */
export interface Packaged {
  listener: RequestListener;
  /** The inbox, oldest first. */
  mails(): readonly Email[];
}

/**
 * Loads aws-ses-v2-local, with the mails of `file` in its inbox.
 *
 * @param delivers whether a mail reaches an inbox
 */
export async function loadPackaged(file: string, delivers: (mail: Email) => boolean): Promise<Packaged> {
  const { default: sesPackage } = await import("aws-ses-v2-local");
  // For a CommonJS package, Node's default import is the whole `exports`.
  const { default: serve } = sesPackage as unknown as { default: typeof sesPackage };
  // The package exports its listener only together with a server.
  const server = await serve({ port: 0, host: "127.0.0.1" });
  const [listener] = server.listeners("request") as RequestListener[];
  server.close();
  if (listener === undefined) throw new Error("The SES engine answers no requests.");
  return { listener, mails: keepMails(file, delivers) };
}
