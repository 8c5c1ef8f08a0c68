import { relative } from "node:path";
import { nameOwnSources } from "../bundles/source-names.ts";
import { localAccounts } from "../engines/oidc/accounts.ts";
import { keepHeapsSmall } from "../heap-limits.ts";
import { freeMemoryWhenIdle } from "../idle-memory.ts";
import { givenEndpoints } from "../runtime/engines.ts";
import { dropAwsSettings } from "../runtime/own-environment.ts";
import { portsFrom } from "../runtime/ports.ts";
import type { Runtime, RuntimeOptions } from "../runtime.ts";
import { startRuntime } from "../runtime.ts";
import { functionLines } from "./function-lines.ts";
import { closeInspector, openInspector } from "./inspector.ts";
import type { Output } from "./output.ts";
import { progressLines, seconds } from "./progress-lines.ts";

export interface StartOptions extends Pick<RuntimeOptions, "root" | "dataDir"> {
  verbose: boolean;
  /** The port for debuggers; without it none can attach. */
  inspect?: string;
}

/** A second signal within this time counts as the same one: sent to the whole group and also passed on by a parent. */
const sameSignalMs = 1_000;
/** How long stopping may take before the process exits anyway; the engines end with the process. */
const stopLimitMs = 8_000;

/** Runs the system until it is asked to stop. @returns the exit code */
export async function start({ root, dataDir, verbose, inspect }: StartOptions, output: Output): Promise<number> {
  nameOwnSources();
  keepHeapsSmall();
  freeMemoryWhenIdle();
  const end = endRequested();
  const inspector = inspect === undefined ? undefined : await openInspector(inspect);
  const given = givenEndpoints(process.env);
  for (const [service, url] of Object.entries(given)) {
    output.line(`No ${service} is started: a variable AWS_ENDPOINT_URL_… names ${url}`);
  }
  dropAwsSettings(process.env);
  const starting = startRuntime({
    root,
    dataDir,
    ports: portsFrom(process.env),
    given,
    enforce: process.env.OFFLINE_IAM !== "off",
    onProgress: progressLines(output),
    onLog: functionLines(output, verbose),
    debugging: inspect !== undefined,
  });
  const first = await Promise.race([starting, end]);
  if (first !== "end") {
    announce(first, { root, dataDir }, output);
    if (inspector) output.line(`Debuggers attach at ${inspector}; while they do, no function times out.`);
    const failure = await Promise.race([first.failed, end]);
    closeInspector();
    if (failure !== "end") output.problem(output.style("red", `${failure.message}\n${advice}`));
    await stop(first, output);
    return failure === "end" ? 0 : 1;
  }
  await stop(starting, output);
  return 0;
}

const advice =
  "The system stops, all data is kept. Is the disk full, or memory short? Start again with `npm start`; " +
  "if it goes on, `npm run reset` begins with empty data.";

/** @param starting may still be on its way */
async function stop(starting: Runtime | Promise<Runtime>, output: Output): Promise<void> {
  output.line("Stopping …");
  const leave = setTimeout(() => {
    output.problem("Something did not end in time and is cut off; data is kept.");
    process.exit(1);
  }, stopLimitMs);
  try {
    await (await starting).stop();
  } finally {
    clearTimeout(leave);
  }
  output.line("Stopped. All data is kept.");
}

function announce(runtime: Runtime, { root, dataDir }: { root: string; dataDir: string }, output: Output): void {
  const { httpApis, socketApis, sites, dynamodb, sqs, ses, push } = runtime.addresses;
  const rows = [
    ...Object.entries(sites),
    ...Object.entries(httpApis),
    ...Object.entries(socketApis),
    ["DynamoDB", dynamodb],
    ["SQS, SNS", sqs],
    ["SES, inbox", ses],
    ["Push, inbox", push],
  ] as const;
  const width = Math.max(...rows.map(([name]) => name.length));
  const inside = relative(root, dataDir);
  const folder = inside.startsWith("..") ? dataDir : inside;

  output.line();
  for (const [name, url] of rows) output.line(`  ${name.padEnd(width)}  ${output.style("cyan", url)}`);
  output.line();
  for (const { groups } of runtime.graph().userPools) {
    output.line("Accounts to sign in with, without a password:");
    for (const account of localAccounts(groups))
      output.line(`  ${account.email.padEnd(24)}${account.groups.join(", ")}`);
    output.line();
  }
  output.line(
    `Ready in ${seconds(performance.now())}. Data is kept in ${folder}, logs in ${folder}/logs. Ctrl-C stops.`,
  );
}

/**
 * Resolves at the first signal, or when the parent process is gone. A second Ctrl-C exits at once; other signals may
 * arrive several times without a user being impatient: from npm, from the group, from a supervisor.
 */
function endRequested(): Promise<"end"> {
  return new Promise((resolve) => {
    let since: number | undefined;
    const request = (signal?: NodeJS.Signals) => {
      const again = since !== undefined && performance.now() - since > sameSignalMs;
      if (again && signal === "SIGINT") process.exit(130);
      since ??= performance.now();
      resolve("end");
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, request);
    process.once("disconnect", () => request());
    if (process.connected === false) request();
    process.channel?.unref();
  });
}
