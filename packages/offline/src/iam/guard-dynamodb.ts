import http, { type ClientRequest, IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { shareReplacedBuiltins } from "../lean-http.ts";
import type { Authority } from "./authority.ts";
import { dynamoDbRights } from "./dynamodb-rights.ts";
import { refusalText } from "./refusal.ts";

/**
 * Evaluates every DynamoDB request of this thread before it is sent, and answers forbidden ones in place of DynamoDB.
 * The engine itself evaluates nothing, and a proxy would add a hop to every call.
 */
export function guardDynamoDb(authority: Authority): void {
  const send = http.request;
  http.request = ((...args: Parameters<typeof send>) => {
    const request = send(...args);
    const [, service, operation] = /^(DynamoDB|DynamoDBStreams)_\d+\.(\w+)$/.exec(targetOf(request)) ?? [];
    if (service && operation) evaluateAtEnd(request, operation, authority);
    return request;
  }) as typeof send;
  shareReplacedBuiltins();
}

function evaluateAtEnd(request: ClientRequest, operation: string, authority: Authority): void {
  const end = request.end.bind(request);
  const written: Buffer[] = [];
  request.write = (chunk: string | Uint8Array) => {
    written.push(Buffer.from(chunk));
    return true;
  };
  request.end = ((chunk?: string | Uint8Array) => {
    const body = written.length === 0 ? chunk : Buffer.concat([...written, Buffer.from(chunk ?? "")]);
    const refused = refusalOf(request, operation, body, authority);
    if (refused === undefined) return end(body);
    process.nextTick(() => answerInstead(request, refused));
    return request;
  }) as typeof request.end;
}

/** @returns the text of the refusal */
function refusalOf(
  request: ClientRequest,
  operation: string,
  body: string | Uint8Array | undefined,
  authority: Authority,
): string | undefined {
  const caller = authority.callerOf({ authorization: String(request.getHeader("authorization") ?? "") });
  if (caller.is === "administrator") return undefined;
  for (const right of dynamoDbRights(operation, parse(body))) {
    const refusal = authority.refusal(caller, right);
    if (refusal) return refusalText(refusal);
  }
  return undefined;
}

function answerInstead(request: ClientRequest, message: string): void {
  const body = JSON.stringify({ __type: "com.amazon.coral.service#AccessDeniedException", Message: message });
  const response = new IncomingMessage(new Socket());
  response.statusCode = 400;
  response.headers = {
    "content-type": "application/x-amz-json-1.0",
    "content-length": String(Buffer.byteLength(body)),
  };
  response.push(body);
  response.push(null);
  // Without it, ending a request that was never sent is an error.
  Object.assign(request, { res: response });
  request.emit("response", response);
  response.once("close", () => request.destroy());
}

function parse(body: string | Uint8Array | undefined): object {
  try {
    return JSON.parse(String(body instanceof Uint8Array ? Buffer.from(body).toString() : (body ?? "{}"))) as object;
  } catch {
    // DynamoDB reports what is wrong with it.
    return {};
  }
}

function targetOf(request: ClientRequest): string {
  return String(request.getHeader("x-amz-target") ?? "");
}
