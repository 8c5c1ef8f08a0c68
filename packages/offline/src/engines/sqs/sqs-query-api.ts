import { randomUUID } from "node:crypto";
import { escapeXml } from "./fauxqs.ts";
import { type Answer, type Outcome, perform, queryCode } from "./sqs-api.ts";
import type { Context } from "./sqs-input.ts";
import { queryInput } from "./sqs-query-input.ts";
import { queryOutput } from "./sqs-query-output.ts";

const namespace = "http://queue.amazonaws.com/doc/2012-11-05/";

/**
 * Answers a request of the AWS query protocol, which SDKs used until November 2023. @param url its path may name the
 * queue
 */
export async function answerSqsQuery(url: string, body: string, context: Context): Promise<Answer> {
  const parameters = new Map(new URLSearchParams(body));
  const action = parameters.get("Action") ?? "";
  const [path = ""] = url.split("?");
  const input = () => ({ ...(path.length > 1 && { QueueUrl: path }), ...queryInput(parameters) });
  const outcome = await perform(action, input, context);
  const [status, document] =
    outcome.status === "done" ? [200, success(action, outcome.output)] : [outcome.http, failure(outcome)];
  return { status, headers: { "content-type": "text/xml" }, body: `<?xml version="1.0"?>${document}` };
}

function success(action: string, output: object): string {
  const metadata = `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;
  const result = queryOutput(action, output);
  return `<${action}Response xmlns="${namespace}"><${action}Result>${result}</${action}Result>${metadata}</${action}Response>`;
}

function failure({ code, message, http }: Extract<Outcome, { status: "refused" }>): string {
  // The query protocol has its own error code for a missing queue.
  const text = code === "QueueDoesNotExist" ? "The specified queue does not exist for this wsdl version." : message;
  const type = http < 500 ? "Sender" : "Receiver";
  const error = `<Type>${type}</Type><Code>${queryCode(code)}</Code><Message>${escapeXml(text)}</Message><Detail/>`;
  return `<ErrorResponse xmlns="${namespace}"><Error>${error}</Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`;
}
