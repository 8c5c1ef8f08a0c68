import { type ChildProcessByStdio, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { killGroup } from "../kill-group.ts";

export interface GuardedProcess {
  /** The first of the command's output lines that matches, or undefined if the process ended without one. */
  line(matching: RegExp): Promise<string | undefined>;
  /** Settles when the process has ended, for whatever reason, with the end of its output. */
  exited: Promise<{ code: number | null; output: string }>;
  /** Asks the process to end, kills it after `graceMs`, and resolves when it is gone. */
  stop(graceMs?: number): Promise<void>;
}

const outputKept = 4_000;

/**
 * The command runs under a small shell that reads a pipe held open only by this process. When the pipe closes, by
 * `stop` or because this process was killed with -9, the shell ends the command, so it never becomes an orphan. It runs
 * in its own session, so that Ctrl-C reaches only this process, which then stops everything in order.
 */
const guard = `
exec 3<&0
"$@" </dev/null 3<&- &
command=$!
(read -r _ <&3; kill "$command" 2>/dev/null) &
watch=$!
wait "$command"
code=$?
kill "$watch" 2>/dev/null
exit $code
`;

/** Starts `command`, which ends no later than this process. */
export function startGuarded(command: string, args: string[]): GuardedProcess {
  const shell = spawn("sh", ["-c", guard, "guard", command, ...args], {
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  const output = collect(shell);
  const exited = new Promise<{ code: number | null; output: string }>((resolve) => {
    shell.once("error", (error) => resolve({ code: null, output: error.message }));
    shell.once("close", (code) => resolve({ code, output: output.text.trim() }));
  });
  shell.stdin.on("error", () => {});

  return {
    exited,
    line: (matching) => Promise.race([output.line(matching), exited.then(() => undefined)]),
    async stop(graceMs = 3_000) {
      shell.stdin.end();
      const insist = setTimeout(() => killGroup(shell.pid), graceMs);
      await exited;
      clearTimeout(insist);
    },
  };
}

/** Keeps the end of the command's output from both streams. */
function collect(shell: ChildProcessByStdio<Writable, Readable, Readable>) {
  const pieces = new EventEmitter();
  const output = { text: "", line };
  for (const stream of [shell.stdout, shell.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (piece: string) => {
      output.text = (output.text + piece).slice(-outputKept);
      pieces.emit("piece");
    });
  }
  return output;

  async function line(matching: RegExp): Promise<string> {
    for (;;) {
      const found = output.text.split("\n").find((text) => matching.test(text));
      if (found !== undefined) return found;
      await once(pieces, "piece");
    }
  }
}
