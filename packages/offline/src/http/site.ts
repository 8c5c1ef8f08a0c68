import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { Site } from "../graph/types.ts";
import { watchSources } from "../watch/watch-sources.ts";
import { close, listen } from "./listen.ts";
import { createLocalServer } from "./local-server.ts";
import { type BuildResult, buildSite, buildsIn, keepNewest } from "./site-build.ts";
import { serveFiles } from "./site-files.ts";
import { hashSite } from "./site-hash.ts";
import { waitingPage } from "./site-waiting-page.ts";

export interface SiteOptions {
  /** With the real addresses in its environment. */
  site: Site;
  /** The project root. */
  root: string;
  dataDir: string;
  /** 0: a free one. */
  port: number;
  log(line: string): void;
  /** Whether editing the sources triggers a build. Default: true. */
  watch?: boolean;
}

export interface RunningSite {
  port: number;
  url: string;
  /** Settles when the current sources are served, or could not be built: then with the build's output. */
  ready: Promise<{ status: "served" } | { status: "failed"; output: string }>;
  stop(): Promise<void>;
}

/** The APIs and the sign-in know the site by one address, and a browser separates storage by address. */
function moveToLocalhost({ url = "", socket }: IncomingMessage, response: ServerResponse): void {
  const path = url.startsWith("/") ? url : "/";
  response.writeHead(307, { location: `http://localhost:${socket.localPort}${path}` }).end();
}

type Ready = Awaited<RunningSite["ready"]>;

/**
 * Serves a static site. It is built when its sources or its environment have changed; until that is done, the previous
 * build is served, or a page that waits for the first one.
 */
export async function startSite(options: SiteOptions): Promise<RunningSite> {
  const { site, root, dataDir, log } = options;
  const builds = join(dataDir, "sites", site.name);
  const stopping = new AbortController();
  let serving: { hash: string; handle: ReturnType<typeof serveFiles> } | undefined;
  let failure: string | undefined;

  const previous = (await buildsIn(builds))[0];
  if (previous !== undefined) serve(previous);
  const server = createLocalServer((request, response) => {
    const { host = "" } = request.headers;
    if (!host.startsWith("localhost")) return moveToLocalhost(request, response);
    if (serving !== undefined) return serving.handle(request, response);
    waitingPage(response, site.name, failure);
  });
  const port = await listen(server, options.port);
  const sources = hashSite(root, site);
  const watching = sources.then(({ folders }) => watch(options.watch === false ? [] : folders));
  const ready = Promise.all([sources.then(({ hash }) => update(hash)), watching])
    .then(([served]) => served)
    .catch(unexpected);
  let updating: Promise<unknown> = ready;
  return {
    port,
    url: `http://localhost:${port}`,
    ready,
    async stop() {
      stopping.abort();
      await (await watching.catch(() => undefined))?.close();
      await updating;
      await close(server);
    },
  };

  function watch(folders: string[]) {
    const ignored = [join(root, site.path, site.build.output)];
    const edited = () => {
      updating = updating.then(async () => update((await hashSite(root, site)).hash)).catch(unexpected);
    };
    return watchSources(folders, edited, { ignored });
  }

  async function update(hash: string): Promise<Ready> {
    if (stopping.signal.aborted) return { status: "failed", output: "stopped" };
    if (serving?.hash !== hash && !existsSync(join(builds, hash))) {
      log(`${site.name}: building${serving ? ", the previous build is served meanwhile" : ""}`);
      const build = { root, site, target: join(builds, hash), signal: stopping.signal };
      const result: BuildResult = await buildSite(build).catch((error: Error) => ({
        status: "failed",
        output: error.message,
      }));
      if (result.status === "failed") {
        if (stopping.signal.aborted) return result;
        failure = result.output;
        log(`${site.name}: the build failed${serving ? ", the previous one is still served" : ""}\n${result.output}`);
        return result;
      }
      log(`${site.name}: built in ${(result.milliseconds / 1000).toFixed(1)} s`);
    }
    if (serving?.hash !== hash) serve(hash);
    failure = undefined;
    await keepNewest(builds, hash);
    return { status: "served" };
  }

  /** Such as a package.json that is just being edited: the next edit triggers another try. */
  function unexpected(error: Error): Ready {
    if (!stopping.signal.aborted) log(`${site.name}: could not be built: ${error.message}`);
    return { status: "failed", output: error.message };
  }

  function serve(hash: string): void {
    serving = { hash, handle: serveFiles(join(builds, hash), site) };
  }
}
