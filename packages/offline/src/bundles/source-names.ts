import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ownBundleUrl } from "../own-code.ts";

const finders = new Map<string, ReturnType<typeof sourceFinder>>();
const bundled: ((url: string) => boolean)[] = [];

/** Makes this thread's stack traces name the sources of bundles; a map is read only when somebody looks at a trace. */
export function nameSources(isBundle: (url: string) => boolean): void {
  bundled.push(isBundle);
  Error.prepareStackTrace = (error, callSites) => {
    const lines = callSites.map((site) => `\n    at ${sourceOf(site) ?? site}`);
    return headOf(error) + lines.join("");
  };
}

/** The same for the runtime's own code, if this thread runs it from the bundle. */
export function nameOwnSources(): void {
  const folder = ownBundleUrl;
  if (folder !== undefined) nameSources((url) => url.startsWith(folder));
}

/** @returns the place in the sources, as `file:line:column` */
function sourceOf(site: NodeJS.CallSite): string | undefined {
  const url = site.getFileName();
  if (!url || !bundled.some((isBundle) => isBundle(url))) return undefined;
  const finder = finders.get(url) ?? sourceFinder(fileURLToPath(url));
  finders.set(url, finder);
  return finder(site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1);
}

function sourceFinder(file: string) {
  const map = mapOf(file);
  return (line: number, column: number): string | undefined => {
    const origin = map?.findOrigin(line, column);
    if (!origin || !("fileName" in origin)) return undefined;
    return `${fromBundle(file, origin.fileName)}:${origin.lineNumber}:${origin.columnNumber}`;
  };
}

/** Without a map the trace names the bundle: what throws here would hide the error itself. */
function mapOf(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${file}.map`, "utf8")));
  } catch {
    return undefined;
  }
}

function fromBundle(file: string, source: string): string {
  return source.startsWith("file:") ? fileURLToPath(source) : resolve(dirname(file), source);
}

/** An error may have any name and message, also ones that throw. */
function headOf(error: unknown): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}
