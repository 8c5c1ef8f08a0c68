import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { temporaryFolder } from "../../test/functions.ts";
import type { Site } from "../graph/types.ts";
import { withProcessLock } from "../process-lock.ts";
import { startSite } from "./site.ts";

const build = `
const { mkdirSync, readFileSync, writeFileSync, appendFileSync } = require("node:fs");
appendFileSync(".builds", "x");
const text = readFileSync("src/page.txt", "utf8") + readFileSync("../lib/shared.txt", "utf8");
if (text.includes("broken")) { console.error("page.txt is broken"); process.exit(2); }
mkdirSync("dist/assets", { recursive: true });
writeFileSync("dist/index.html", "<p>" + text + process.env.VITE_API + "</p>" + " ".repeat(2000));
writeFileSync("dist/assets/app-1a2b3c4d.js", "/* " + "x".repeat(5000) + " */");
writeFileSync("dist/assets/app-1a2b3c4d.js.map", "{}");
writeFileSync("dist/about us.html", "about us");
`;

/** A project with a site that depends on a workspace package. */
async function project() {
  const root = await temporaryFolder();
  for (const folder of ["web/src", "lib", "node_modules"]) await mkdir(join(root, folder), { recursive: true });
  await writeFile(join(root, "build.cjs"), build);
  await writeFile(join(root, "web/package.json"), JSON.stringify({ dependencies: { "@x/lib": "*" } }));
  await writeFile(join(root, "web/src/page.txt"), "one ");
  await writeFile(join(root, "lib/shared.txt"), "lib ");
  await mkdir(join(root, "node_modules/@x"));
  await symlink("../../lib", join(root, "node_modules/@x/lib"));
  return root;
}

const site: Site = {
  name: "Web",
  url: "",
  path: "web",
  build: { command: "node ../build.cjs", output: "dist" },
  environment: { VITE_API: "http://api" },
  headers: { "x-content-type-options": "nosniff" },
  fileOptions: [
    { files: ["**"], ignore: ["**/*.map"], cacheControl: "no-cache" },
    { files: ["assets/**"], ignore: ["**/*.map"], cacheControl: "public, max-age=31536000, immutable" },
  ],
};

async function start(root: string, given: Partial<Parameters<typeof startSite>[0]> = {}) {
  const lines: string[] = [];
  const dataDir = join(root, ".offline");
  const running = await startSite({
    site,
    root,
    dataDir,
    port: 0,
    log: (line) => lines.push(line),
    watch: false,
    ...given,
  });
  onTestFinished(() => running.stop());
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${running.url}${path}`, { headers });
  return { ...running, lines, get, builds: async () => (await readFile(join(root, "web/.builds"), "utf8")).length };
}

test("a site is built with its environment and served", async () => {
  const { ready, get } = await start(await project());
  expect(await ready).toEqual({ status: "served" });
  const page = await get("/");
  expect(await page.text()).toContain("<p>one lib http://api</p>");
  expect(Object.fromEntries(page.headers)).toMatchObject({
    "content-type": expect.stringMatching(/^text\/html/),
    "cache-control": "no-cache",
    "x-content-type-options": "nosniff",
    etag: expect.any(String),
  });
  const same = await get("/", { "if-none-match": page.headers.get("etag") ?? "" });
  expect([same.status, same.headers.get("cache-control")]).toEqual([304, "no-cache"]);
});

test("paths without a file get the page", async () => {
  const { ready, get } = await start(await project());
  await ready;
  for (const path of ["/orders/o-1", "/orders/o.1", "/orders/?assets/", "/../../package.json", "/%"]) {
    const page = await get(path);
    expect([path, page.status, page.headers.get("cache-control")]).toEqual([path, 200, "no-cache"]);
    expect(await page.text()).toContain("<p>one");
  }
});

test("files can only be read, also in ranges", async () => {
  const { ready, get, url } = await start(await project());
  await ready;
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
    const refused = await fetch(url, { method });
    expect([method, refused.status, refused.headers.get("allow")]).toEqual([method, 405, "GET, HEAD"]);
  }
  expect((await fetch(url, { method: "HEAD" })).status).toBe(200);
  const part = async (range: string) => {
    const answer = await get("/", { range });
    return [answer.status, (await answer.text()).length];
  };
  const whole = [200, (await (await get("/")).text()).length];
  expect(await part("bytes=3-5")).toEqual([206, 3]);
  for (const range of ["bytes=5-2", "bytes=-5", "bytes=x", "lines=1-2", ""]) expect(await part(range)).toEqual(whole);
});

test("a site is at localhost; its IP address redirects there", async () => {
  const { ready, port } = await start(await project());
  await ready;
  const answer = await fetch(`http://127.0.0.1:${port}/orders?of=me`, { redirect: "manual" });
  expect([answer.status, answer.headers.get("location")]).toEqual([307, `http://localhost:${port}/orders?of=me`]);
  expect((await fetch(`http://[::1]:${port}/`)).url).toBe(`http://localhost:${port}/`);
});

test("other programs' cookies do no harm, up to a stated limit", async () => {
  const { ready, get } = await start(await project());
  await ready;
  expect((await get("/", { cookie: `other=${"x".repeat(20_000)}` })).status).toBe(200);
  const refused = await get("/", { cookie: `other=${"x".repeat(70_000)}` });
  expect([refused.status, await refused.text()]).toEqual([431, expect.stringContaining("delete the cookies")]);
});

test("a file at the top needs no extension", async () => {
  const { ready, get } = await start(await project());
  await ready;
  expect(await (await get("/about%20us")).text()).toBe("about us");
});

test.each(["/assets/absent-1a2b3c4d.js", "/assets/app-1a2b3c4d.js.map", "/assets/", "/assets/app", "/assetsandmore"])(
  "as on CloudFront, whatever begins like a folder is looked for as a file, and never the page: %s",
  async (path) => {
    const { ready, get } = await start(await project());
    await ready;
    const missing = await get(path);
    expect([missing.status, missing.headers.get("x-content-type-options")]).toEqual([404, "nosniff"]);
  },
);

test("assets are immutable and compressed", async () => {
  const { ready, get } = await start(await project());
  await ready;
  for (const encoding of ["br", "gzip"]) {
    const script = await get("/assets/app-1a2b3c4d.js", { "accept-encoding": encoding });
    expect(Object.fromEntries(script.headers)).toMatchObject({
      "content-encoding": encoding,
      "cache-control": "public, max-age=31536000, immutable",
      "content-type": expect.stringMatching(/javascript/),
      vary: "Accept-Encoding",
    });
    expect(await script.text()).toHaveLength(5006);
  }
});

test("unchanged sources are not built again, changed ones and a changed environment are", async () => {
  const root = await project();
  const first = await start(root);
  await first.ready;
  await first.stop();
  const second = await start(root);
  expect(await second.ready).toEqual({ status: "served" });
  expect(second.lines).toEqual([]);
  await second.stop();
  await writeFile(join(root, "lib/shared.txt"), "newer ");
  const third = await start(root);
  // Until the build is done, the previous one is served.
  expect(await (await third.get("/")).text()).toContain("one lib");
  await third.ready;
  expect(await (await third.get("/")).text()).toContain("one newer");
  await third.stop();
  const fourth = await start(root, { site: { ...site, environment: { VITE_API: "http://moved" } } });
  await fourth.ready;
  expect(await (await fourth.get("/")).text()).toContain("http://moved");
  expect(await fourth.builds()).toBe(3);
  expect(await readdir(join(root, ".offline/sites/Web"))).toHaveLength(2);
});

test("a failed build is reported with its output, and the previous one stays", async () => {
  const root = await project();
  await writeFile(join(root, "web/src/page.txt"), "broken");
  const first = await start(root);
  expect(await first.ready).toMatchObject({ status: "failed", output: expect.stringContaining("page.txt is broken") });
  const page = await first.get("/");
  expect([page.status, await page.text()]).toEqual([503, expect.stringContaining("page.txt is broken")]);
  await first.stop();
  await writeFile(join(root, "web/src/page.txt"), "one ");
  const second = await start(root);
  await second.ready;
  await second.stop();
  await writeFile(join(root, "web/src/page.txt"), "broken");
  const third = await start(root);
  expect(await third.ready).toMatchObject({ status: "failed" });
  expect(await (await third.get("/")).text()).toContain("<p>one lib");
  expect(third.lines.at(-1)).toContain("the previous one is still served\npage.txt is broken");
});

test("two runtimes that build at the same time each serve what they built", async () => {
  const root = await project();
  const build = { ...site.build, command: 'node ../build.cjs && node -e "setTimeout(() => {}, 300)"' };
  const running = await Promise.all(
    ["one", "two"].map((name) =>
      start(root, { site: { ...site, build, environment: { VITE_API: name } }, dataDir: join(root, `.${name}`) }),
    ),
  );
  await Promise.all(running.map(({ ready }) => ready));
  const pages = await Promise.all(running.map(async ({ get }) => (await get("/")).text()));
  expect(pages).toEqual([expect.stringContaining("lib one</p>"), expect.stringContaining("lib two</p>")]);
});

test("a site stops at once while it waits until another system has built", async () => {
  const root = await project();
  const lock = join(root, "web/node_modules/.offline-build.lock");
  await withProcessLock(lock, async () => {
    const { lines, ready, stop, builds } = await start(root);
    await vi.waitUntil(() => lines.includes("Web: building"));
    await stop();
    expect(await ready).toMatchObject({ status: "failed" });
    await expect(builds()).rejects.toThrow("ENOENT");
  });
});

test("an edit is built and served without a restart", async () => {
  const root = await project();
  const { ready, get } = await start(root, { watch: true });
  await ready;
  await writeFile(join(root, "lib/shared.txt"), "edited ");
  await vi.waitFor(async () => expect(await (await get("/")).text()).toContain("one edited"), { timeout: 10_000 });
});
