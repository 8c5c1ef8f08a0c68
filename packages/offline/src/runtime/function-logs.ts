import { closeSync, fstatSync, mkdirSync, openSync, readSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { LoggedLine } from "../cloudwatch-logs/log-events.ts";
import type { LogEntry } from "../lambda/functions.ts";

export interface FunctionLogs {
  write(entry: LogEntry): void;
  /** The last lines of a function, oldest first: up to 256 kB of them. */
  tail(functionName: string): LoggedLine[];
  close(): void;
}

const tailBytes = 256 * 1024;

/**
 * Writes each function's output to `<folder>/<function>.log`; it survives even if this process is killed the next
 * moment. A file that reaches `limitBytes` becomes `<function>.old.log`, and replaces the previous one.
 */
export function openFunctionLogs(folder: string, limitBytes = 5_000_000): FunctionLogs {
  const files = new Map<string, { descriptor: number; bytes: number }>();

  return {
    write(entry) {
      try {
        append(entry);
      } catch {
        // A full disk, or a deleted folder, must not stop the system just because of its logs.
        files.delete(entry.function);
      }
    },
    tail(name) {
      const current = endOf(path(name), tailBytes);
      const earlier = endOf(oldPath(name), tailBytes - current.length);
      return linesIn(earlier + current);
    },
    close() {
      for (const [name, { descriptor }] of files) close(name, descriptor);
    },
  };

  function append({ function: name, requestId = "-", line }: LogEntry): void {
    const file = files.get(name) ?? open(name);
    file.bytes += writeSync(file.descriptor, `${new Date().toISOString()} ${requestId} ${line}\n`);
    if (file.bytes < limitBytes) return;
    close(name, file.descriptor);
    renameSync(path(name), oldPath(name));
  }

  function open(name: string) {
    mkdirSync(folder, { recursive: true });
    const descriptor = openSync(path(name), "a");
    const file = { descriptor, bytes: fstatSync(descriptor).size };
    files.set(name, file);
    return file;
  }

  function close(name: string, descriptor: number): void {
    closeSync(descriptor);
    files.delete(name);
  }

  function path(name: string): string {
    return join(folder, `${name}.log`);
  }

  function oldPath(name: string): string {
    return join(folder, `${name}.old.log`);
  }
}

/** The whole lines in a file's last bytes; nothing if there is no such file. */
function endOf(file: string, bytes: number): string {
  if (bytes <= 0) return "";
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, "r");
    const { size } = fstatSync(descriptor);
    const start = Math.max(0, size - bytes);
    const read = Buffer.alloc(size - start);
    const text = read.subarray(0, readSync(descriptor, read, 0, read.length, start)).toString("utf8");
    return start === 0 ? text : text.slice(text.indexOf("\n") + 1);
  } catch {
    return "";
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** What is written without a line's beginning belongs to the line before it. */
function linesIn(text: string): LoggedLine[] {
  const lines: LoggedLine[] = [];
  for (const line of text.trimEnd().split("\n")) {
    const [, time, written] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) \S+ (.*)$/.exec(line) ?? [];
    const previous = lines.at(-1);
    if (time !== undefined) lines.push({ at: Date.parse(time), text: written ?? "" });
    else if (previous) previous.text += `\n${line}`;
  }
  return lines;
}
