import type { LogEntry } from "../lambda/functions.ts";
import type { Output } from "./output.ts";

/** Lines of one function printed in ten seconds; further lines are only counted. */
const mostLines = 20;
const windowMs = 10_000;

interface Window {
  until: number;
  lines: number;
}

/**
 * @returns prints what functions write: everything with `verbose`, otherwise only errors and warnings, and of a flood
 * only the first lines
 */
export function functionLines(output: Output, verbose: boolean, now = () => performance.now()) {
  const windows = new Map<string, Window>();
  return (entry: LogEntry): void => {
    const { level, text } = understand(entry);
    if (verbose) {
      print(entry, level, text);
      return;
    }
    if (level === "info") return;
    const window = windowOf(entry.function);
    window.lines++;
    if (window.lines <= mostLines) print(entry, level, text);
    if (window.lines === mostLines + 1) print(entry, "warning", "… more of this in its log file");
  };

  function windowOf(name: string): Window {
    const known = windows.get(name);
    if (known && known.until > now()) return known;
    const window = { until: now() + windowMs, lines: 0 };
    windows.set(name, window);
    return window;
  }

  function print(entry: LogEntry, level: Level, text: string): void {
    const colour = level === "error" ? "red" : level === "warning" ? "yellow" : "dim";
    const line = `${output.style(colour, entry.function)} ${text}`;
    if (level === "info") output.line(line);
    if (level !== "info") output.problem(line);
  }
}

type Level = "error" | "warning" | "info";

const levels: Record<string, Level> = {
  ERROR: "error",
  CRITICAL: "error",
  FATAL: "error",
  WARN: "warning",
  WARNING: "warning",
};

/** Structured loggers write one JSON object per line, with `level` and `message`. */
function understand({ line, stream }: LogEntry): { level: Level; text: string } {
  const structured = parse(line);
  if (!structured) return { level: stream === "stderr" ? "warning" : "info", text: line };
  const level = levels[String(structured.level).toUpperCase()] ?? "info";
  const uncaught = structured.message as { stackTrace?: unknown[]; errorMessage?: unknown } | undefined;
  if (Array.isArray(uncaught?.stackTrace)) {
    return { level, text: uncaught.stackTrace.join("\n") || String(uncaught.errorMessage) };
  }
  const error = structured.error as { name?: unknown; message?: unknown } | undefined;
  const cause = error?.message ? ` (${error.name ?? "Error"}: ${error.message})` : "";
  return { level, text: `${structured.message ?? line}${cause}` };
}

function parse(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
