import type { Role } from "../iam/roles.ts";

/** What an environment's thread is given when it starts. */
export interface Boot {
  /** Absolute path of the module, and the name of its exported function. */
  file: string;
  exportName: string;
  functionName: string;
  functionArn: string;
  memoryMb: number;
  /** Nobody waits for it: whatever answers somebody has the processor first. */
  background?: true;
  /** Absent: text. */
  logFormat?: "JSON";
  /** What it may do; absent: everything. */
  role?: Role;
}

/** To the thread: one invocation. */
export interface Invoke {
  requestId: string;
  /** JSON text. */
  event: string;
  /** Milliseconds since the epoch when the invocation times out. */
  deadline: number;
}

/** From the thread. */
export type Told =
  | { type: "ready"; files: string[] }
  | { type: "init-failed"; error: InvocationError; files: string[] }
  | { type: "log"; stream: "stdout" | "stderr"; line: string; requestId?: string }
  | { type: "returned"; payload: string }
  | { type: "threw"; error: InvocationError; fatal: boolean };

/** As the Lambda runtime reports an error; the JSON of this is the payload of a failed invocation. */
export interface InvocationError {
  errorType: string;
  errorMessage: string;
  trace?: string[];
}

/** The most a response may hold, in bytes. */
export const responseLimit = 6 * 1024 * 1024 + 100;
