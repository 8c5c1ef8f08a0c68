import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import type { Invocation } from "../graph/types.ts";
import type { Functions } from "../lambda/functions.ts";
import { nameOf } from "./attributes.ts";

/**
 * Runs the functions that run at deploy, once per input: finished runs are recorded in `file`. A failed run is retried
 * at the next deploy.
 *
 * @returns what was run, as short notes, and what failed
 */
export async function runInvocations(
  invocations: Invocation[],
  functions: Pick<Functions, "invoke">,
  file: string,
): Promise<{ notes: string[]; failures: string[] }> {
  const done = await remembered(file);
  const notes: string[] = [];
  const failures: string[] = [];
  for (const { name, functionArn, input } of invocations) {
    const hash = createHash("sha256").update(functionArn).update(input).digest("hex");
    if (done[name] === hash) continue;
    const result = await functions.invoke(nameOf(functionArn), JSON.parse(input));
    if (result.status === "succeeded") {
      done[name] = hash;
      notes.push(`${nameOf(functionArn)} ran`);
      continue;
    }
    failures.push(
      `${nameOf(functionArn)} failed: ${result.status === "failed" ? result.error.errorMessage : result.status}`,
    );
  }
  if (notes.length > 0) await writeFile(file, `${JSON.stringify(done, null, 2)}\n`);
  return { notes, failures };
}

async function remembered(file: string): Promise<Record<string, string>> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT" || error instanceof SyntaxError) return {};
    throw error;
  }
}
