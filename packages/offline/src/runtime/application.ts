import { join } from "node:path";
import { startGateway } from "../api-gateway/gateway.ts";
import { createBundler } from "../bundles/bundler.ts";
import { bundlesFolder } from "../bundles/folder.ts";
import { startCloudWatch } from "../cloudwatch/start.ts";
import { startLogsApi } from "../cloudwatch-logs/logs-api.ts";
import { runInvocations } from "../deploy/invocations.ts";
import { type Addresses, apiPath, withAddresses } from "../graph/addresses.ts";
import type { Graph, LambdaFunction } from "../graph/types.ts";
import { startSite } from "../http/site.ts";
import { Authority } from "../iam/authority.ts";
import { eventSourceFaults } from "../iam/event-source-rights.ts";
import type { ReportedRefusal } from "../iam/refusal.ts";
import { roleOf, rolesOf } from "../iam/roles.ts";
import { startControlApi } from "../lambda/control-api.ts";
import { createFunctions, type LogEntry } from "../lambda/functions.ts";
import { createMappings } from "../lambda/mappings.ts";
import { debuggingLimitMs } from "../lambda/time-limits.ts";
import { startTriggers } from "../triggers/start.ts";
import { Cleanups } from "./cleanups.ts";
import type { Engines } from "./engines.ts";
import { functionVariables } from "./environment.ts";
import type { FunctionLogs } from "./function-logs.ts";
import { startIssuers } from "./issuers.ts";
import type { Ports } from "./ports.ts";
import type { Report } from "./progress.ts";

export interface ApplicationOptions {
  root: string;
  dataDir: string;
  stage: string;
  /** Claimed ports: none is 0. */
  ports: Ports;
  engines: Pick<Engines, "endpoints" | "dynamodbFile" | "enforce">;
  /** Whether functions have only their roles' permissions. */
  enforce: boolean;
  /** Called once for each thing that a function may not do. */
  refused(refusal: ReportedRefusal): void;
  /** Whether edits take effect at run time. */
  watch: boolean;
  /** A debugger may stop functions: nothing that waits for one times out. */
  debugging: boolean;
  report: Report;
  log(entry: LogEntry): void;
  /** What functions have written. */
  logs: Pick<FunctionLogs, "tail">;
}

export interface Application {
  addresses: Addresses & { lambda: string };
  /** Settles when every site serves its current sources, or could not be built. */
  sitesReady: Promise<void>;
  stop(): Promise<void>;
}

/** Runs a graph's functions, triggers, APIs and sites on engines that already contain its resources. */
export async function startApplication(graph: Graph, options: ApplicationOptions): Promise<Application> {
  const { root, dataDir, ports, engines, enforce, refused, watch, debugging, report, log, logs } = options;
  const cleanups = new Cleanups();
  const addresses = addressesOf(graph, options);
  const endpoints = {
    ...engines.endpoints,
    lambda: addresses.lambda,
    cloudwatch: `http://127.0.0.1:${ports.cloudwatch}`,
    logs: `http://127.0.0.1:${ports.logs}`,
  };
  const placed = withAddresses(graph, addresses);
  const roles = enforce ? rolesOf(graph) : undefined;
  if (enforce) refuseBlindMappings(graph);
  const authority = new Authority(roles, refused);
  try {
    await engines.enforce(roles);
    const issuers = startIssuers(placed.userPools, { port: ports.signIn, dataDir, report });
    cleanups.add(() => issuers.stop());
    const cloudwatch = await startCloudWatch({
      graph,
      endpoints,
      dataDir,
      authority,
      port: ports.cloudwatch,
      log: (text) => report({ type: "warning", text }),
    });
    cleanups.add(() => cloudwatch.stop());
    const logsApi = await startLogsApi({ graph, linesOf: logs.tail, authority, port: ports.logs });
    cleanups.add(() => logsApi.stop());
    const bundler = debugging ? undefined : createBundler(root, await bundlesFolder(root, dataDir));
    cleanups.add(async () => bundler?.stop());
    const functions = await createFunctions({
      graph,
      root,
      log,
      measured: cloudwatch.addInvocation,
      environment: (fn) => functionVariables(fn, { ...options, graph, addresses, endpoints }),
      inBackground: (fn) => isInBackground(graph, fn),
      onSchedule: (fn) => graph.schedules.some(({ functionArn }) => functionArn === fn.arn),
      ...(enforce && { role: (fn) => roleOf(graph, fn) }),
      debugging,
      ...(bundler && { bundleOf: bundler.bundleOf }),
      ...(watch && { watch: sourceFolders(graph, root) }),
      onReload: (names) => report({ type: "note", text: `${names.join(", ")}: reloaded after an edit` }),
    });
    cleanups.add(() => functions.stop());
    const mappings = createMappings({ graph, dataDir });
    const controlApi = await startControlApi({ graph, functions, mappings, authority, port: ports.lambda });
    cleanups.add(() => controlApi.stop());
    const triggers = await startTriggers({
      graph,
      functions,
      mappings,
      endpoints,
      dataDir,
      ...(engines.dynamodbFile && { dynamoFile: engines.dynamodbFile }),
      debugging,
      failed: (mapping, events) => {
        if (mapping.countsEvents) cloudwatch.addFailedEvents(mapping.name, events);
      },
      log: (text) => report({ type: "warning", text }),
    });
    cleanups.add(() => triggers.stop());

    // After the triggers: a stream that is read from its end would miss what these functions write.
    const { failures } = await runInvocations(graph.invocations, functions, join(dataDir, "invocations.json"));
    for (const text of failures) report({ type: "warning", text });

    const gateway = await startGateway({
      graph: placed,
      functions,
      authority,
      port: ports.apis,
      origins: Object.values(addresses.sites),
      ...(debugging && { integrationTimeoutMs: debuggingLimitMs }),
      log: (text) => report({ type: "warning", text }),
    });
    cleanups.add(() => gateway.stop());

    const sites = await Promise.all(
      placed.sites.map((site, index) =>
        startSite({
          site,
          root,
          dataDir,
          port: ports.web + index,
          watch,
          log: (text) => report({ type: "note", text }),
        }),
      ),
    );
    for (const site of sites) cleanups.add(() => site.stop());
    await issuers.ready;
    const sitesReady = Promise.all(sites.map(({ ready }) => ready)).then(() => {});
    return { addresses, sitesReady, stop: () => cleanups.run() };
  } catch (error) {
    await cleanups.run();
    throw error;
  }
}

/** As in a deploy: Lambda creates a mapping only if the function's role may read its source. */
function refuseBlindMappings(graph: Graph): void {
  const faults = eventSourceFaults(graph);
  if (faults.length === 0) return;
  throw new Error(
    faults.map(({ mapping, error, statement }) => `${mapping}: ${error}\n  Its role needs ${statement}`).join("\n"),
  );
}

/**
 * The top-level folders that contain handlers: their imports are there too. Not the root, where the data is written.
 */
function sourceFolders({ functions }: Graph, root: string): string[] {
  const folders = functions
    .map(({ handler }) => handler.split("/"))
    .flatMap(([top, ...rest]) => (rest.length > 0 ? top : []));
  return [...new Set(folders)].map((folder) => join(root, folder ?? ""));
}

function addressesOf(graph: Graph, { ports, engines }: ApplicationOptions): Application["addresses"] {
  const sockets = graph.socketApis.map(({ name }) => [name, `ws://localhost:${ports.apis}/${apiPath(name)}`]);
  const apis = graph.httpApis.map(({ name }) => [name, `http://localhost:${ports.apis}/${apiPath(name)}`]);
  const pools = graph.userPools.map(({ name }) => [name, `http://localhost:${ports.signIn}`]);
  const sites = graph.sites.map(({ name }, index) => [name, `http://localhost:${ports.web + index}`]);
  return {
    sqs: engines.endpoints.sqs,
    push: engines.endpoints.push,
    lambda: `http://127.0.0.1:${ports.lambda}`,
    httpApis: Object.fromEntries(apis),
    socketApis: Object.fromEntries(sockets),
    sites: Object.fromEntries(sites),
    userPools: Object.fromEntries(pools),
  };
}

/** Consumers of queues and streams, except those that post to sockets: people wait for what they post. */
function isInBackground({ eventSourceMappings }: Graph, { arn, permissions }: LambdaFunction): boolean {
  const posts = permissions.some(({ actions }) => actions.includes("execute-api:ManageConnections"));
  return !posts && eventSourceMappings.some(({ functionArn }) => functionArn === arn);
}
