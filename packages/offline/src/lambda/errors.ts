import type { InvocationError } from "./messages.ts";

/** What ended an environment's thread, in the words of the Lambda service. */
export function asInvocationError(error: unknown): InvocationError {
  if (!(error instanceof Error)) return { errorType: "Error", errorMessage: String(error) };
  if ((error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY") {
    return {
      errorType: "Runtime.OutOfMemory",
      errorMessage: "Runtime exited with error: the function's memory is used up",
    };
  }
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split("\n") ?? [] };
}

export function exitError(code: number, requestId?: string): InvocationError {
  const exit =
    code === 0 ? "Runtime exited without providing a reason" : `Runtime exited with error: exit status ${code}`;
  return { errorType: "Runtime.ExitError", errorMessage: requestId ? `RequestId: ${requestId} Error: ${exit}` : exit };
}

export function runTimeout(requestId: string, timeoutMs: number): InvocationError {
  return { errorType: "Sandbox.Timedout", errorMessage: `RequestId: ${requestId} Error: ${timedOut(timeoutMs)}` };
}

export function initTimeout(timeoutMs: number): InvocationError {
  return { errorType: "Sandbox.Timedout", errorMessage: `Init: ${timedOut(timeoutMs)}` };
}

/** The error as lines to log: its stack, or whatever is known. */
export function traceOf({ errorType, errorMessage, trace }: InvocationError): string[] {
  return trace?.length ? trace : [`${errorType}: ${errorMessage}`];
}

const timedOut = (timeoutMs: number) => `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;
