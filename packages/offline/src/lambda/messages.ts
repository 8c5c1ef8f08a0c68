import type { Role } from "../iam/roles.ts";

/** What an environment's thread gets when it starts. */
export interface Boot {
  /** The handler's export. */
  exportName: string;
  functionName: string;
  functionArn: string;
  memoryMb: number;
  /** No caller waits for it: functions that answer a caller have priority for the processor. */
  background?: true;
  /** Absent: text. */
  logFormat?: "JSON";
  /** The permissions of its role; absent: everything is allowed. */
  role?: Role;
}

/** What a thread loads; it gets this as its first message. */
export interface Code {
  /** Absolute path of the module. */
  file: string;
  /** The project's own files in it, if it is a bundle. */
  sources?: string[];
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

/** An error as the Lambda runtime reports it; its JSON is the payload of a failed invocation. */
export interface InvocationError {
  errorType: string;
  errorMessage: string;
  trace?: string[];
}

/** The largest response, in bytes. */
export const responseLimit = 6 * 1024 * 1024 + 100;
