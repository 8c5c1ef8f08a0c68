import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { LogEntry } from "../lambda/functions.ts";

export interface FunctionLogs {
  write(entry: LogEntry): void;
  close(): void;
}

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
    close() {
      for (const [name, { descriptor }] of files) close(name, descriptor);
    },
  };

  function append({ function: name, requestId = "-", line }: LogEntry): void {
    const file = files.get(name) ?? open(name);
    file.bytes += writeSync(file.descriptor, `${new Date().toISOString()} ${requestId} ${line}\n`);
    if (file.bytes < limitBytes) return;
    close(name, file.descriptor);
    renameSync(path(name), join(folder, `${name}.old.log`));
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
}
