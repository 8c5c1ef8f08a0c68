import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Email } from "aws-ses-v2-local/dist/store.js";
import * as z from "zod";
import { readBody } from "../../http/body.ts";
import type { Authority } from "../../iam/authority.ts";
import type { Refusal } from "../../iam/refusal.ts";
import type { Right } from "../../iam/statements.ts";
import { languageOf } from "../oidc/texts.ts";
import { answerFont } from "../page-fonts.ts";
import { type Behaviour, behaviour } from "./behaviour.ts";
import { bounceNotice, bounceOf } from "./bounce.ts";
import type { Configuration } from "./configuration.ts";
import { type Answer, configure, refuse } from "./configuration-api.ts";
import type { EventPublisher } from "./event-publisher.ts";
import { inboxPage } from "./inbox-page.ts";
import type { Packaged } from "./packaged.ts";
import { configurationSetArn, configuringRight, sendingRights } from "./rights.ts";

/** The parts of a mail that aws-ses-v2-local does not keep. */
const sending = z.object({
  ConfigurationSetName: z.string().optional(),
  EmailTags: z.array(z.object({ Name: z.string(), Value: z.string() })).optional(),
});

export interface Front {
  listener: RequestListener;
  /** Loads aws-ses-v2-local, once. */
  packaged(): Promise<Packaged>;
}

export interface FrontOptions {
  configuration: Configuration;
  publisher: EventPublisher;
  authority: Authority;
}

const bodyLimit = 25 * 1024 * 1024;

/**
 * Wraps aws-ses-v2-local and adds what it lacks: configuration sets with event destinations, bounces, and `GET` and `PUT
 * /behaviour`.
 *
 * @param load called once, with what decides whether an accepted mail reaches a mailbox
 */
export function createFront(
  load: (delivers: (mail: Email) => boolean) => Promise<Packaged>,
  { configuration, publisher, authority }: FrontOptions,
): Front {
  let loading: Promise<Packaged> | undefined;
  let present: Behaviour = { refuse: false, bounce: "none" };
  const requests = new AsyncLocalStorage<z.infer<typeof sending>>();
  return { listener, packaged };

  function listener(request: IncomingMessage, response: ServerResponse): void {
    answer(request, response).catch((error: Error) => write(response, refuse(500, "InternalFailure", error.message)));
  }

  function packaged(): Promise<Packaged> {
    loading ??= load(delivers);
    return loading;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/" } = request;
    const { pathname } = new URL(url, "http://localhost");
    if (answerFont(request, response)) return;
    if (method === "GET" && pathname === "/") return showInbox(request, response, (await packaged()).mails());
    const isSending = method === "POST" && pathname === "/v2/email/outbound-emails";
    const [, version, service, ...path] = pathname.split("/").map(decodeURIComponent);
    const isConfiguring =
      version === "v2" && service === "email" && ["configuration-sets", "identities"].includes(path[0] ?? "");
    if (!isSending && !isConfiguring && pathname !== "/behaviour")
      return (await packaged()).listener(request, response);

    const raw = await readBody(request, bodyLimit);
    if (raw === "too large") return write(response, refuse(413, "RequestTooLarge", "The request is too large."));
    const body = parse(raw.toString("utf8"));
    if (pathname === "/behaviour") return write(response, behave(method, body));
    const rights = isConfiguring ? [configuringRight(path, method)] : sendingRights(body, configuration);
    const refusal = refusalOf(request, rights);
    if (refusal) return write(response, refusal);
    if (isConfiguring) {
      const other = refuse(404, "UnknownOperationException", `Not offered here: ${method} ${pathname}`);
      return write(response, configure(configuration, { method, path, body }) ?? other);
    }
    if (present.refuse) return write(response, refuse(400, "MessageRejected", "SES is told to refuse mails."));
    const { data = {} } = sending.safeParse(body);
    // The inner listener's body parser skips a body that has already been read.
    const { listener } = await packaged();
    requests.run(data, () => listener(Object.assign(request, { body }), response));
  }

  function refusalOf({ headers }: IncomingMessage, rights: Right[]): Answer | undefined {
    const caller = authority.callerOf(headers);
    for (const right of rights) {
      const refusal = authority.refusal(caller, right);
      if (refusal) return refuse(403, "AccessDeniedException", inWordsOfSes(refusal));
    }
    return undefined;
  }

  function behave(method: string, body: unknown): Answer {
    if (method === "GET") return { status: 200, body: present };
    if (method !== "PUT") return { status: 405, body: { message: "GET or PUT" } };
    const parsed = behaviour.partial().safeParse(body);
    if (!parsed.success) return { status: 400, body: { message: z.prettifyError(parsed.error) } };
    present = behaviour.parse({ ...present, ...parsed.data });
    return { status: 200, body: present };
  }

  /** @returns whether it reaches a mailbox; bounces are published to topics */
  function delivers(mail: Email): boolean {
    const bounce = bounceOf(mail, present);
    if (bounce === undefined) return true;
    const { ConfigurationSetName: configurationSet, EmailTags = [] } = requests.getStore() ?? {};
    const tags = Object.fromEntries(EmailTags.map(({ Name, Value }) => [Name, [Value]]));
    const topicArns = configuration.topicsFor("BOUNCE", { from: mail.from, configurationSet });
    const set = configuration.setOf({ from: mail.from, configurationSet }) ?? "";
    publisher.tell(topicArns, configurationSetArn(set), bounceNotice(mail, bounce, { tags, at: new Date() }));
    const { to, cc, bcc } = mail.destination;
    return bounce.arrived || to.length + cc.length + bcc.length > bounce.recipients.length;
  }
}

function showInbox({ headers }: IncomingMessage, response: ServerResponse, mails: readonly Email[]): void {
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    // Mails show the store's pictures, and nothing in them runs.
    "content-security-policy":
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; " +
      "font-src 'self'; img-src http: https: data:; frame-ancestors 'none'; base-uri 'none'",
  });
  response.end(inboxPage(mails, languageOf(undefined, headers)));
}

function inWordsOfSes({ caller, right: { action, resource } }: Refusal): string {
  const user = caller.is === "function" ? caller.role.sessionArn : "unknown";
  return `User \`${user}' is not authorized to perform \`${action}' on resource \`${resource}'`;
}

function write(response: ServerResponse, { status, body, errorType }: Answer): void {
  const headers = { "content-type": "application/json", ...(errorType && { "x-amzn-errortype": errorType }) };
  response.writeHead(status, headers).end(JSON.stringify(body));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text || "{}");
  } catch {
    return undefined;
  }
}
