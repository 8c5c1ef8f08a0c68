import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { evaluate } from "./evaluate.ts";
import type { Answer } from "./evaluate-process.ts";
import { SynthError } from "./evaluation.ts";

const [root = "", platform = "", workspace = "", stage = ""] = process.argv.slice(2);

// Errors inside a Pulumi `apply` show up nowhere else.
process.on("unhandledRejection", (error) => answer({ error: describe(error) }));
process.on("uncaughtException", (error) => answer({ error: describe(error) }));

answer(
  await evaluate(root, platform, workspace, stage).then(
    (evaluation) => ({ evaluation }),
    (error: unknown) => ({ error: describe(error) }),
  ),
);

/** Only the first answer counts. Pulumi would comment on whatever a failed program leaves unfinished. */
function answer(message: Answer): void {
  process.removeAllListeners("exit");
  process.send?.(message, () => process.exit());
}

/** An error's message and the line of the user's files it came from. */
function describe(error: unknown): string {
  if (error instanceof SynthError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const frame = error.stack?.split("\n").map(placeOf).find(Boolean);
  return frame ? `${error.message}\n  at ${frame}` : error.message;
}

function placeOf(line: string): string | undefined {
  const [, location, row] = /\(?((?:file:\/\/)?\/[^()]+\.ts):(\d+):\d+\)?$/.exec(line.trim()) ?? [];
  if (!location) return undefined;
  const file = location.startsWith("file:") ? fileURLToPath(location) : location;
  const relative = path.relative(root, file);
  if (
    relative.startsWith("..") ||
    file.startsWith(import.meta.dirname) ||
    /(^|\/)(node_modules|\.sst)\//.test(relative)
  )
    return undefined;
  const source = readFileSync(file, "utf8").split("\n")[Number(row) - 1]?.trim();
  return `${relative}:${row}${source ? `: ${source}` : ""}`;
}
