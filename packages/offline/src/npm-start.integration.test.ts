import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { temporaryFolder } from "../test/functions.ts";
import { notesGraph, people } from "../test/notes/graph.ts";
import { listening, openProject } from "../test/notes/project.ts";

const patience = { timeout: 60_000, interval: 25 };

const slow = `
import { writeFileSync } from "node:fs";
import { join } from "node:path";
export const handler = async () => {
  writeFileSync(join(process.env.LAMBDA_TASK_ROOT, "under-way"), "");
  await new Promise((resolve) => setTimeout(resolve, 1_800));
  return { statusCode: 201 };
};
`;

test.each([
  ["npm alone", "SIGKILL", (pid: number) => pid],
  ["npm alone", "SIGTERM", (pid: number) => pid],
  ["npm alone", "SIGHUP", (pid: number) => pid],
  ["the whole group", "SIGTERM", (pid: number) => -pid],
  ["the whole group, as when its terminal is closed,", "SIGHUP", (pid: number) => -pid],
] as const)(
  "%s gets %s while a call is under way: it is answered, and everything ends in order",
  async (_, signal, of) => {
    const { root, ports, npmStart } = await openProject();
    await writeFile(join(root, "handlers/api.ts"), slow);
    const running = await npmStart();
    const { write } = await running.ready();
    const answered = write("one");
    await vi.waitUntil(() => existsSync(join(root, "under-way")), patience);
    process.kill(of(running.child.pid ?? 0), signal);

    expect(await answered).toBe(201);
    expect((await running.exited).text).toMatch(/^Stopping …$[\s\S]*^Stopped\. All data is kept\.$/m);
    expect(await listening(ports)).toEqual([]);
  },
  150_000,
);

test("the user's variables for AWS, proxies and production have no effect", async () => {
  const graph = notesGraph({ userPools: [people] });
  const [api] = graph.httpApis;
  api?.authorizers.push({ name: "People", issuer: people.issuer, audiences: ["Desk"] });
  for (const route of api?.routes ?? []) route.authorizer = "People";
  const { root, npmStart, run } = await openProject(graph);
  await writeFile(join(root, "aws-config"), "[default]\nuse_fips_endpoint = true\nregion = eu-west-1\n");
  const nowhere = "http://127.0.0.1:9";
  const running = await npmStart({
    ...{ NODE_USE_ENV_PROXY: "1", HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere, http_proxy: nowhere },
    ...{
      AWS_USE_FIPS_ENDPOINT: "true",
      AWS_USE_DUALSTACK_ENDPOINT: "true",
      AWS_PROFILE: "work",
      AWS_REGION: "eu-west-1",
    },
    ...{ AWS_ENDPOINT_URL: nowhere, AWS_CONFIG_FILE: join(root, "aws-config"), AWS_MAX_ATTEMPTS: "none" },
    NODE_ENV: "production",
  });
  const { addresses } = await running.ready();
  const { text: token } = await run("token").exited;
  const call = (path: string, method = "GET") =>
    fetch(`${addresses.httpApis.NoteApi}${path}`, { method, headers: { authorization: `Bearer ${token.trim()}` } });
  expect((await call("/notes/one", "PUT")).status).toBe(201);
  const count = async () => ((await (await call("/count/one")).json()) as { count: number }).count;
  await vi.waitUntil(async () => (await count()) === 1, patience);
}, 150_000);

test.each([["start.mjs", "start"], ["test.mjs"], ["run.mjs", "packages/load/src/bench.ts"]])(
  "where Node 24 has been installed but cannot run, %s says what to do, and does nothing",
  async (...command) => {
    const root = await temporaryFolder();
    await cp(join(import.meta.dirname, "../../../scripts"), join(root, "scripts"), { recursive: true });
    await mkdir(join(root, "node_modules/node/bin"), { recursive: true });
    for (const lock of ["package-lock.json", "node_modules/.package-lock.json"]) {
      await writeFile(join(root, lock), JSON.stringify({ packages: {} }));
    }
    // As where there is no glibc: the program is there, what should load it is not.
    await writeFile(join(root, "node_modules/node/bin/node"), "#!/lib64/no-such-loader\n", { mode: 0o755 });

    const [script = "", ...args] = command;
    const { status, stdout, stderr } = spawnSync(process.execPath, [join("scripts", script), ...args], {
      cwd: root,
      encoding: "utf8",
    });
    expect({ status, stdout, lines: stderr.trim().split("\n").length }).toEqual({ status: 1, stdout: "", lines: 1 });
    expect(stderr).toMatch(/cannot be run here \(spawnSync .* ENOENT\).*delete it.*node:24-slim/);
  },
);
