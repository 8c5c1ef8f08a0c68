import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { deploy } from "./deploy/deploy.ts";
import type { Graph } from "./graph/types.ts";
import type { ReportedRefusal } from "./iam/refusal.ts";
import type { LogEntry } from "./lambda/functions.ts";
import { type Application, startApplication } from "./runtime/application.ts";
import { Cleanups } from "./runtime/cleanups.ts";
import { lockDataDir } from "./runtime/data-dir.ts";
import { type GivenEndpoints, startEngines } from "./runtime/engines.ts";
import { openFunctionLogs } from "./runtime/function-logs.ts";
import { claimPorts, type Ports } from "./runtime/ports.ts";
import { type Progress, step } from "./runtime/progress.ts";
import { secretsFileName } from "./synth/secrets.ts";
import { watchSources } from "./watch/watch-sources.ts";

export interface RuntimeOptions {
  /** The folder of `sst.config.ts`. */
  root: string;
  /** Everything that outlives the runtime is stored here. Only one runtime at a time may use it. */
  dataDir: string;
  ports: Ports;
  /** Default: the graph of `sst.config.ts`, read from `graph.json` if that is up to date. */
  loadGraph?(): Promise<Graph>;
  /** The value of `Resource.App.stage` in functions. */
  stage?: string;
  /** Services that run elsewhere. */
  given?: GivenEndpoints;
  /** Whether functions have only their roles' permissions, as on AWS. Default: true. */
  enforce?: boolean;
  /** Whether edits of handlers, sites and stacks take effect at run time. Default: true. */
  watch?: boolean;
  /** A debugger may stop functions: none times out, and their messages stay hidden. Default: false. */
  debugging?: boolean;
  onProgress?(progress: Progress): void;
  /** Called with every line that a function writes; all lines are in `<dataDir>/logs` too. */
  onLog?(entry: LogEntry): void;
}

export interface RuntimeAddresses {
  /** By the API's and the site's logical name. */
  httpApis: Record<string, string>;
  socketApis: Record<string, string>;
  sites: Record<string, string>;
  /** The issuers' addresses, where people sign in. */
  userPools: Record<string, string>;
  dynamodb: string;
  /** DynamoDB without the guard: faster, for programs but not for web pages. */
  databaseEngine: string;
  sqs: string;
  sns: string;
  /** SES, and its inbox page. */
  ses: string;
  /** The push service, and its page of pushed messages. */
  push: string;
  lambda: string;
}

export interface Runtime {
  addresses: RuntimeAddresses;
  /** The current graph: it changes when the stacks are edited. */
  graph(): Graph;
  /** Settles when every site serves its current sources, or could not be built. */
  sitesReady: Promise<void>;
  /** Settles with the reason when the runtime cannot go on; it must still be stopped. */
  failed: Promise<Error>;
  /** Stops everything in order. Safe to call again. */
  stop(): Promise<void>;
}

/**
 * Runs the system that `sst.config.ts` describes on this machine. When the promise resolves, APIs answer. Throws
 * DataDirInUseError, PortsTakenError, and errors whose message tells the user what is wrong; then nothing is left
 * running.
 */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { root, dataDir, stage = "dev", given = {}, enforce = true, watch = true, debugging = false } = options;
  const report = options.onProgress ?? (() => {});
  const onProgress = (text: string) => report({ type: "note", text });
  const loadGraph =
    options.loadGraph ?? (async () => (await import("./synth/load-graph.ts")).loadGraph({ root, onProgress }));
  const cleanups = new Cleanups();
  try {
    const lock = await lockDataDir(dataDir);
    cleanups.add(() => lock.release());
    const ports = await claimPorts(options.ports, neededPorts(given));
    const logs = openFunctionLogs(join(dataDir, "logs"));
    cleanups.add(() => logs.close());

    const log = (entry: LogEntry) => {
      logs.write(entry);
      options.onLog?.(entry);
    };
    const refused = ({ functionName, line }: ReportedRefusal) => {
      if (functionName === undefined) return report({ type: "warning", text: line });
      log({ function: functionName, stream: "stderr", line });
    };
    const starting = startEngines(given, { ports, dataDir, report, refused });
    cleanups.add(async () => (await starting.catch(() => undefined))?.stop());
    const [loaded, engines] = await Promise.all([step(report, "Reading the graph", loadGraph()), starting]);

    const settings = { root, dataDir, stage, ports, engines, enforce, refused, watch, debugging, report, log, logs };
    if (!enforce) report({ type: "warning", text: "functions may do everything: their roles are not enforced" });
    let graph = loaded;
    await converge(graph);
    let application: Application = await startApplication(graph, settings);
    cleanups.add(() => application.stop());

    if (watch) {
      let refreshing: Promise<void> = Promise.resolve();
      const described = ["sst.config.ts", "stacks", secretsFileName].map((name) => join(root, name));
      const edited = () => {
        refreshing = refreshing.then(refresh);
      };
      const watcher = await watchSources(described, edited, { warn: (text) => report({ type: "warning", text }) });
      cleanups.add(async () => {
        await watcher.close();
        await refreshing;
      });
    }
    const { httpApis, socketApis, sites, userPools, lambda } = application.addresses;
    const { dynamodb: databaseEngine, ...endpoints } = engines.endpoints;
    const dynamodb = engines.databaseAddress;
    const addresses = { httpApis, socketApis, sites, userPools, lambda, dynamodb, databaseEngine, ...endpoints };
    await lock.announce(addresses);
    return {
      addresses,
      graph: () => graph,
      sitesReady: application.sitesReady,
      failed: engines.failed,
      stop: () => cleanups.run(),
    };

    async function converge(wanted: Graph): Promise<void> {
      const { changes, leftAlone } = await step(report, "Deploying to the engines", deploy(wanted, engines.endpoints));
      if (changes.length > 0) report({ type: "note", text: summary(changes) });
      if (leftAlone.length > 0) {
        report({ type: "note", text: `no longer described, kept with all data: ${leftAlone.join(", ")}` });
      }
    }

    /** An edit that cannot be applied changes nothing: the system continues as before. */
    async function refresh(): Promise<void> {
      try {
        const wanted = await loadGraph();
        if (isDeepStrictEqual(wanted, graph)) {
          report({ type: "note", text: "the stacks describe what already runs" });
          return;
        }
        await converge(wanted);
        await restart(wanted);
        report({ type: "note", text: "the edited stacks are running" });
      } catch (error) {
        report({ type: "warning", text: `${(error as Error).message}\nThe system goes on as it was before the edit.` });
      }
    }

    async function restart(wanted: Graph): Promise<void> {
      await application.stop();
      try {
        application = await startApplication(wanted, settings);
        graph = wanted;
      } catch (error) {
        application = await startApplication(graph, settings);
        throw error;
      }
    }
  } catch (error) {
    await cleanups.run();
    throw error;
  }
}

function neededPorts(given: GivenEndpoints): (keyof Ports)[] {
  return [
    "web",
    "apis",
    "signIn",
    "lambda",
    "cloudwatch",
    "push",
    "logs",
    ...(given.dynamodb ? [] : (["dynamodb"] as const)),
    ...(given.sqs ? [] : (["messaging"] as const)),
    ...(given.ses ? [] : (["mail"] as const)),
  ];
}

function summary(changes: string[]): string {
  if (changes.length <= 5) return changes.join("; ");
  return `${changes.slice(0, 4).join("; ")}; and ${changes.length - 4} more`;
}
