import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { functionBundles } from "@donut/offline/preflight/function-bundles";
import { evaluateInProcess } from "@donut/offline/synth/evaluate-process";
import { installPlatform } from "@donut/offline/synth/platform";
import { root } from "@donut/testing/shop";
import { median } from "./figures.ts";
import type { Row } from "./rows.ts";

const measured = [
  { name: "SalesFunction", aim: "≤ 500 kB" },
  { name: "OrderLineFunction", aim: "≤ 500 kB" },
  { name: "VipQueueConsumer", aim: "≤ 350 kB" },
  { name: "AlertMailQueueConsumer", aim: "≤ 350 kB" },
];
const loads = 10;

/** What a cold start of some deployed functions has to load. */
export async function coldStartRows(): Promise<Row[]> {
  const { evaluation } = await evaluateInProcess(root, await installPlatform(root, () => {}), "bench");
  const folder = await mkdtemp(path.join(tmpdir(), "donut-states-cold-"));
  try {
    const rows: Row[] = [];
    for (const { name, aim } of measured) {
      const { handler = "", esbuild } = evaluation.functions.find(({ functionID }) => functionID === name) ?? {};
      const code = (await functionBundles(root, [handler], esbuild)).get(handler)?.code ?? "";
      const file = path.join(folder, `${name}.mjs`);
      await writeFile(file, code);
      const kb = Math.round(code.length / 1_000);
      rows.push({
        what: `code of ${name}, as deployed`,
        value: `${kb} kB`,
        aim,
        figure: { name: `code of ${name}, kB`, value: kb },
      });
      rows.push({ what: "  processor time to load it", value: `${median(timesToLoad(file)).toFixed(0)} ms` });
    }
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Each time in a new process, in milliseconds. */
function timesToLoad(file: string): number[] {
  const script = `const before = process.cpuUsage();
    await import(${JSON.stringify(file)});
    const { user, system } = process.cpuUsage(before);
    console.log((user + system) / 1000);`;
  const env = { PATH: process.env.PATH, AWS_REGION: "us-east-1" };
  return Array.from({ length: loads }, () =>
    Number(execFileSync(process.execPath, ["--input-type=module", "-e", script], { env, encoding: "utf8" })),
  );
}
