import { once } from "node:events";
import { registerHooks } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import type { Context } from "aws-lambda";
import { nameOwnSources } from "../bundles/source-names.ts";
import { keepCompiled } from "../compile-cache.ts";
import { Authority } from "../iam/authority.ts";
import { freeMemoryWhenIdle } from "../idle-memory.ts";
import { importLeanHttp } from "../lean-http.ts";
import { yieldProcessor } from "./background.ts";
import { treatAsBundle } from "./bundled-code.ts";
import { captureOutput } from "./capture-output.ts";
import { writeConsoleAsJson } from "./json-console.ts";
import { type Boot, type Code, type InvocationError, type Invoke, responseLimit, type Told } from "./messages.ts";

type Handler = (event: unknown, context: Context) => unknown;

const boot = workerData as Boot;
const port = parentPort;
if (port === null) throw new Error("bootstrap.ts is the entry of a worker thread");

nameOwnSources();
const tell = (message: Told) => port.postMessage(message);
const output = captureOutput(tell);
if (boot.logFormat === "JSON") writeConsoleAsJson(() => output.requestId);
const files = new Set<string>();
freeMemoryWhenIdle();

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    if (resolved.url.startsWith("file:") && !resolved.url.includes("/node_modules/")) {
      files.add(fileURLToPath(resolved.url.replace(/[?#].*$/, "")));
    }
    return resolved;
  },
});

if (boot.background) yieldProcessor();
await importLeanHttp();
const { guardDynamoDb } = await import("../iam/guard-dynamodb.ts");
if (boot.role) guardDynamoDb(new Authority([boot.role], ({ line }) => console.error(line)));

process.on("unhandledRejection", (reason) => die("Runtime.UnhandledPromiseRejection", reason));
process.on("uncaughtException", (error) => die(undefined, error));
process.on("exit", () => output.flush());

const [code] = (await once(port, "message")) as [Code];
if (code.sources) treatAsBundle(code.file);
const handler = await load();
if (handler !== undefined) {
  port.on("message", (message: Invoke) => run(handler, message));
  tell({ type: "ready", files: [...files] });
  // For the next environment, which then needs neither the compiler nor the 10 MB that stripping TypeScript's types
  // takes.
  keepCompiled();
}

async function load(): Promise<Handler | undefined> {
  try {
    const module = (await import(pathToFileURL(code.file).href)) as Record<string, unknown>;
    const found = module[boot.exportName];
    if (typeof found !== "function")
      throw new TypeError(`${code.file} does not export a function "${boot.exportName}"`);
    if (found.length > 2) throw new TypeError("a handler with a callback is not supported: return a promise");
    return found as Handler;
  } catch (error) {
    tell({ type: "init-failed", error: describe(error), files: [...files] });
    return undefined;
  }
}

async function run(handler: Handler, { requestId, event, deadline }: Invoke): Promise<void> {
  output.requestId = requestId;
  try {
    const payload = JSON.stringify((await handler(JSON.parse(event), context(requestId, deadline))) ?? null) ?? "null";
    output.flush();
    tell(tooLarge(payload) ?? { type: "returned", payload });
  } catch (error) {
    output.flush();
    tell({ type: "threw", error: describe(error), fatal: false });
  }
}

function tooLarge(payload: string): Told | undefined {
  if (payload.length * 3 <= responseLimit) return undefined;
  if (Buffer.byteLength(payload) <= responseLimit) return undefined;
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${responseLimit} bytes).`;
  return { type: "threw", error: { errorType: "Function.ResponseSizeTooLarge", errorMessage }, fatal: false };
}

/** As on AWS, an uncaught error fails the invocation and ends the environment. */
function die(errorType: string | undefined, error: unknown): void {
  output.flush();
  const described = describe(error);
  tell({
    type: "threw",
    fatal: true,
    error: errorType
      ? { ...described, errorType, errorMessage: `${described.errorType}: ${described.errorMessage}` }
      : described,
  });
}

function describe(error: unknown): InvocationError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  const causes = error.cause instanceof Error ? ["Caused by:", ...(describe(error.cause).trace ?? [])] : [];
  const trace = [...(error.stack ?? String(error)).split("\n"), ...causes];
  return { errorType: error.name, errorMessage: error.message, trace };
}

function context(requestId: string, deadline: number): Context {
  return {
    awsRequestId: requestId,
    functionName: boot.functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: boot.functionArn,
    memoryLimitInMB: String(boot.memoryMb),
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME ?? "",
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME ?? "",
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done: noCallback,
    fail: noCallback,
    succeed: noCallback,
  };
}

function noCallback(): never {
  throw new Error("context.done, fail and succeed do not exist in this runtime: return a promise");
}
