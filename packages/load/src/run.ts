// `npm run load -- <scenario> [--rate 20] [--seconds 30]`: steady load on a running system. Prints the figures and
// whether they are within the scenario's limits (exit code 1 if not). `--base http://localhost:4000` is where the APIs
// are served side by side; on AWS each has its own URL: `--sales-url` and `--lab-url`.
import { parseArgs } from "node:util";
import { steadily } from "./orders.ts";
import { type ScenarioName, scenario, scenarioNames } from "./scenarios.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    base: { type: "string", default: "http://localhost:4000" },
    "sales-url": { type: "string" },
    "lab-url": { type: "string" },
    rate: { type: "string", default: "20" },
    seconds: { type: "string", default: "30" },
  },
});
const name = scenarioNames.find((it) => it === positionals[0]);
const rate = Number(values.rate);
const seconds = Number(values.seconds);
if (name === undefined || !(rate > 0) || !(seconds > 0)) {
  console.error(
    `npm run load -- <${scenarioNames.join(" | ")}> [--rate <a second>] [--seconds <n>] ` +
      "[--base <url> | --sales-url <url> --lab-url <url>]",
  );
  process.exit(2);
}
process.exitCode = (await run(name)) ? 0 : 1;

async function run(name: ScenarioName): Promise<boolean> {
  const { expected, withinMs, ...load } = await scenario(name, {
    sales: withoutSlash(values["sales-url"] ?? `${withoutSlash(values.base)}/sales`),
    lab: withoutSlash(values["lab-url"] ?? `${withoutSlash(values.base)}/lab`),
  });
  const result = await steadily({ ...load, rate, seconds });
  const sum = Object.values(result.answers).reduce((total, count) => total + count, 0);
  const good = expected.reduce((total, status) => total + (result.answers[status] ?? 0), 0);
  const checks = [
    [`answers that are ${expected.join(" or ")}`, `${good} of ${sum}`, good >= 0.99 * sum && sum > 0],
    ["calls without an answer", `${result.failed}`, result.failed === 0],
    [`97.5 % within ${withinMs} ms`, `${result.p97Ms} ms`, result.p97Ms <= withinMs],
  ] as const;
  console.log(`${name}: ${(sum / seconds).toFixed(1)}/s, p50 ${result.p50Ms} ms, p99 ${result.p99Ms} ms`);
  for (const [what, value, ok] of checks) console.log(`${ok ? "ok  " : "FAIL"}  ${what}: ${value}`);
  return checks.every(([, , ok]) => ok);
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, "");
}
