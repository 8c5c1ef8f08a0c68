import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Program, signIn } from "@donut/offline/engines/oidc/code-flow";
import type { Graph } from "@donut/offline/graph/types";
import { isRefusal } from "@donut/offline/iam/refusal";
import { type RuntimeAddresses, startRuntime } from "@donut/offline/runtime";
import { freePorts } from "@donut/offline/runtime/ports";
import { loadGraph } from "@donut/offline/synth/load-graph";
import * as z from "zod";

const inbox = z.object({
  emails: z.array(
    z.object({
      from: z.string(),
      destination: z.object({ to: z.array(z.string()) }),
      subject: z.string(),
      body: z.object({ text: z.string(), html: z.string().optional() }),
    }),
  ),
});

const root = resolve(import.meta.dirname, "../../..");

interface Call {
  method?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface TestSystem {
  addresses: RuntimeAddresses;
  dataDir: string;
  /** The site, as its issuer knows it. */
  program: Program;
  /** @returns the ID token of one of the initial accounts */
  tokenOf(email: string): Promise<string>;
  /** Calls an API by its logical name; the answer must be JSON. */
  call(api: string, path: string, call?: Call): ReturnType<typeof send>;
  /** @returns every mail that was sent, oldest first */
  mails(): Promise<z.infer<typeof inbox>["emails"]>;
  /** Pauses a queue's consumer, or resumes it: what must not happen yet does not, on however slow a machine. */
  setConsumer(queue: string, enabled: boolean): Promise<void>;
  /** Forbidden actions that functions and services tried, with the missing statement. */
  refusals: string[];
  /** Stops it and deletes its data. Throws if an action was refused unexpectedly. */
  stop(): Promise<void>;
}

/** Runs the whole deployed system, except its sites, on free ports and with its own data. */
export async function startSystem(
  change = (graph: Graph) => graph,
  isExpected = (_refusal: string) => false,
): Promise<TestSystem> {
  const dataDir = await mkdtemp(join(tmpdir(), "system-test-"));
  const withoutSites = async () => change({ ...(await loadGraph({ root })), sites: [] });
  const refusals: string[] = [];
  const note = (line: string) => void (isRefusal(line) && refusals.push(messageOf(line)));
  const runtime = await startRuntime({
    root,
    dataDir,
    ports: freePorts,
    loadGraph: withoutSites,
    watch: false,
    onLog: ({ line }) => note(line),
    onProgress: (progress) => "text" in progress && note(progress.text),
  });
  const { addresses } = runtime;
  const [pool] = runtime.graph().userPools;
  const program = {
    issuer: addresses.userPools[pool?.name ?? ""] ?? "",
    clientId: pool?.clients[0]?.name ?? "",
    callbackUrl: pool?.clients[0]?.callbackUrls[0] ?? "",
  };
  const tokenOf = async (email: string) => (await signIn(program, email)).id_token;
  const call: TestSystem["call"] = (api, path, given) => send(`${addresses.httpApis[api]}${path}`, given);
  return {
    addresses,
    dataDir,
    program,
    tokenOf,
    call,
    mails: async () => inbox.parse(await (await fetch(`${addresses.ses}/store`)).json()).emails,
    async setConsumer(queue, enabled) {
      const headers = { authorization: `Bearer ${await tokenOf("operator@example.com")}` };
      const { status, body } = await call("AdminApi", `/queues/${queue}/consumer`, {
        method: "PUT",
        headers,
        body: { enabled },
      });
      if (status !== 200) throw new Error(`The consumer of ${queue} was not changed: ${JSON.stringify(body)}`);
    },
    refusals,
    async stop() {
      await runtime.stop();
      await rm(dataDir, { recursive: true, force: true });
      const unexpected = refusals.filter((refusal) => !isExpected(refusal));
      if (unexpected.length > 0) throw new Error(`Rights are missing:\n${unexpected.join("\n")}`);
    },
  };
}

async function send(url: string, { method = "GET", body, headers }: Call = {}) {
  const response = await fetch(url, {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
}

/** A line of a function's log is plain text, or JSON for each message. */
function messageOf(line: string): string {
  return line.startsWith("{") ? JSON.parse(line).message : line;
}
