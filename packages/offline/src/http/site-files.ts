import { existsSync, readdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join, matchesGlob, posix } from "node:path";
import sirv from "sirv";
import type { Site } from "../graph/types.ts";

/**
 * Serves a site's built files as SST's StaticSite does on CloudFront: the same file and headers for each path. Only a
 * missing file below a folder is answered differently: S3 answers 403.
 */
export function serveFiles(folder: string, site: Pick<Site, "headers" | "fileOptions">) {
  const files = filesOf(folder, site.fileOptions);
  const folders = [
    ...new Set([...files.keys()].filter((it) => it.includes("/", 1)).map((it) => `/${it.split("/")[1]}`)),
  ];
  const send = sirv(folder, { etag: true, brotli: true, gzip: true, extensions: [] });

  return (request: IncomingMessage, response: ServerResponse): void => {
    for (const [name, value] of Object.entries(site.headers)) response.setHeader(name, value);
    if (request.method !== "GET" && request.method !== "HEAD") {
      return void response.writeHead(405, { allow: "GET, HEAD" }).end();
    }
    const file = answering(pathOf(request));
    const options = files.get(file);
    if (options === undefined || !existsSync(join(folder, file))) return void response.writeHead(404).end();
    if (!isRange(request.headers.range)) delete request.headers.range;
    if (options.cacheControl !== undefined) response.setHeader("cache-control", options.cacheControl);
    request.url = encodeURI(file);
    send(request, response);
  };

  /** In the order of `routeSite` in SST's router: files at the top, then folders, then the fallback page. */
  function answering(path: string): string {
    const atTop = namesFor(path).find((it) => files.has(it) && posix.dirname(it) === "/");
    if (atTop !== undefined) return atTop;
    if (!folders.some((it) => path.startsWith(it))) return "/index.html";
    if (path.endsWith("/")) return `${path}index.html`;
    return posix.extname(path) === "" ? `${path}/index.html` : path;
  }
}

/** The ranges that sirv handles correctly; for any other the whole file is sent, as RFC 9110 allows. */
function isRange(range: string | undefined): boolean {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range ?? "") ?? [];
  return first !== undefined && (last === "" || Number(first) <= Number(last));
}

type FileOptions = Site["fileOptions"][number];

/** @returns each file's options, by its path from the root: `/assets/app.js` */
function filesOf(folder: string, fileOptions: FileOptions[]): Map<string, FileOptions> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => posix.relative(folder, posix.join(it.parentPath, it.name)));
  const files = new Map<string, FileOptions>();
  for (const name of names) {
    const options = optionsOf(name, fileOptions);
    if (options) files.set(`/${name}`, options);
  }
  return files;
}

function optionsOf(name: string, fileOptions: FileOptions[]): FileOptions | undefined {
  const fits = (globs: string[]) => globs.some((glob) => matchesGlob(name, glob));
  return fileOptions.findLast(({ files, ignore }) => fits(files) && !fits(ignore));
}

function namesFor(path: string): string[] {
  return path.endsWith("/") ? [`${path}index.html`] : [path, `${path}.html`, `${path}/index.html`];
}

function pathOf(request: IncomingMessage): string {
  const [path = "/"] = (request.url ?? "/").split("?");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
