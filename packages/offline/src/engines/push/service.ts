import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import * as z from "zod";
import { readBody } from "../../http/body.ts";
import { type Behaviour, behaviour, usual } from "./behaviour.ts";
import { inboxPage } from "./inbox-page.ts";
import { Receivers } from "./receivers.ts";
import type { PushStore } from "./store.ts";
import { takePush } from "./take-push.ts";
import { languageOf } from "./texts.ts";

interface Call {
  method: string;
  headers: IncomingMessage["headers"];
  body: Buffer | "too large";
}

interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** An object is sent as JSON. */
  body?: object | string | undefined;
}

const bodyLimit = 64 * 1024;
const shownPushes = 100;
const listedPushes = 1_000;

const subscribing = z.strictObject({
  applicationServerKey: z.string().refine(isPoint, "must be an uncompressed point of P-256, base64url"),
});

/**
 * - `POST /subscriptions` `{applicationServerKey}`: what `pushManager.subscribe()` gives, and `receiver`, an address of
 *   which `GET` streams the messages and `DELETE` ends the subscription;
 * - `POST` to the endpoint: a push, as an application server sends it;
 * - `GET /messages`, `DELETE /messages`; `GET` and `PUT /behaviour`; `/`: a page that lists what was pushed.
 */
export function createPushService(store: PushStore, origin: string): { listener: RequestListener; stop(): void } {
  let present: Behaviour = usual;
  const receivers = new Receivers(store);
  return {
    listener: (request, response) => {
      serve(request, response).catch(({ message }: Error) => write(response, { status: 500, body: { message } }));
    },
    stop: () => receivers.stop(),
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", headers } = request;
    const call = { method, headers, body: await readBody(request, bodyLimit) };
    const [, kind = "", id] = new URL(request.url ?? "/", origin).pathname.split("/");
    if (kind === "subscriptions") for (const [name, value] of allowed(headers.origin)) response.setHeader(name, value);
    const receiver = kind === "subscriptions" && method === "GET" && subscriptionAt(id);
    if (receiver) {
      receivers.add(receiver.id, response);
      return;
    }
    write(response, await answer(kind, id, call));
    if (kind === "push" && id !== undefined) receivers.deliver(id);
  }

  async function answer(kind: string, id: string | undefined, call: Call): Promise<Answer> {
    const { method } = call;
    if (kind === "subscriptions") return subscriptions(id, call);
    if (kind === "push" && id !== undefined && method === "POST") return push(id, call);
    if (kind === "messages" && method === "GET") return { status: 200, body: { messages: store.latest(listedPushes) } };
    if (kind === "messages" && method === "DELETE") {
      store.clear();
      return { status: 204 };
    }
    if (kind === "behaviour") return behave(call);
    if (kind === "" && method === "GET") return page(call.headers["accept-language"]);
    return notHere;
  }

  function subscriptionAt(receiverId: string | undefined) {
    const subscription = receiverId === undefined ? undefined : store.subscriptionOf(receiverId);
    return subscription?.unsubscribedAt ? undefined : subscription;
  }

  function subscriptions(receiverId: string | undefined, { method, body }: Call): Answer {
    if (method === "OPTIONS") return { status: 204 };
    if (receiverId === undefined && method === "POST") return subscribe(body);
    const subscription = subscriptionAt(receiverId);
    if (subscription === undefined || method !== "DELETE") return notHere;
    store.unsubscribe(subscription.id);
    return { status: 204 };
  }

  function subscribe(body: Call["body"]): Answer {
    const parsed = subscribing.safeParse(parse(body));
    if (!parsed.success) return refused(parsed.error);
    const { id, receiverId, publicKey, auth } = store.subscribe(parsed.data.applicationServerKey);
    return {
      status: 201,
      body: {
        endpoint: `${origin}/push/${id}`,
        expirationTime: null,
        keys: { p256dh: publicKey, auth },
        receiver: `${origin}/subscriptions/${receiverId}`,
      },
    };
  }

  async function push(id: string, call: Call): Promise<Answer> {
    const taken = await takePush(id, call, { store, origin, behaviour: present });
    const { status, reason, retryAfterSeconds, pushId } = taken;
    return {
      status,
      headers: {
        ...(pushId !== undefined && { location: `${origin}/messages/${pushId}` }),
        ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }),
      },
      body: reason,
    };
  }

  function behave({ method, body }: Call): Answer {
    if (method === "GET") return { status: 200, body: present };
    if (method !== "PUT") return { status: 405, body: { message: "GET or PUT" } };
    const parsed = behaviour.partial().safeParse(parse(body));
    if (!parsed.success) return refused(parsed.error);
    present = behaviour.parse({ ...present, ...parsed.data });
    return { status: 200, body: present };
  }

  function page(languages: string | undefined): Answer {
    return {
      status: 200,
      headers: {
        "content-type": "text/html; charset=utf-8",
        "referrer-policy": "no-referrer",
        "content-security-policy":
          "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; font-src 'self'; base-uri 'none'",
      },
      body: inboxPage(store.latest(shownPushes), { language: languageOf(languages), behaviour: present, origin }),
    };
  }
}

const notHere: Answer = { status: 404, body: { message: "There is nothing here." } };

function refused(error: z.ZodError): Answer {
  return { status: 400, body: { message: z.prettifyError(error) } };
}

/** These origins may subscribe; other sites may not. */
export const pagesOfThisMachine = (origin: string) => /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/.test(origin);

function allowed(origin: string | undefined): [string, string][] {
  if (origin === undefined) return [];
  return [
    ["access-control-allow-origin", origin],
    ["access-control-allow-methods", "GET, POST, DELETE"],
    ["access-control-allow-headers", "content-type"],
    ["vary", "origin"],
  ];
}

function write(response: ServerResponse, { status, headers, body }: Answer): void {
  const isText = typeof body === "string";
  response.writeHead(status, {
    "cache-control": "no-store",
    ...(body !== undefined && { "content-type": isText ? "text/plain; charset=utf-8" : "application/json" }),
    ...headers,
  });
  response.end(isText || body === undefined ? body : JSON.stringify(body));
}

function parse(body: Call["body"]): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

function isPoint(key: string): boolean {
  const raw = Buffer.from(key, "base64url");
  return raw.length === 65 && raw[0] === 4;
}
