/** The modules that begin threads, apart from the main one. From this folder, without extension. */
export const threadModules = [
  "engines/thread-entry",
  "engines/oidc/worker",
  "engines/push/worker",
  "engines/ses/worker",
  "engines/sqs/worker",
  "lambda/bootstrap",
] as const;

/** The URL of this folder; defined only in the bundle, whose files are elsewhere (bundles/own-bundle.ts). */
declare const SOURCES: string | undefined;

const isBundled = typeof SOURCES === "string";

/** The folder of the bundle that this code runs from, with a slash at its end; undefined if it runs from the sources. */
export const ownBundleUrl = isBundled ? new URL("./", import.meta.url).href : undefined;

/** @returns what a new thread runs: from the bundle if this code does, otherwise from the sources */
export function threadUrl(module: (typeof threadModules)[number]): URL {
  return isBundled ? new URL(bundledName(module), ownBundleUrl) : sourceUrl(`${module}.ts`);
}

/** @returns a file that no bundle contains; `import.meta` would look for it beside the bundle */
export function sourceUrl(path: string): URL {
  return new URL(path, isBundled ? SOURCES : import.meta.url);
}

/** @returns the name of a module's bundle */
export const bundledName = (module: string) => `${module.replaceAll("/", "-")}.mjs`;
