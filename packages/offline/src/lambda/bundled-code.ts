import { readFileSync } from "node:fs";
import { isBuiltin, registerHooks, SourceMap } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * Makes this thread treat a bundle as Lambda does: nothing can be imported that is not in it. Its stack traces name the
 * sources; the map is read only when somebody looks at a trace.
 */
export function treatAsBundle(file: string): void {
  const url = pathToFileURL(file).href;
  registerHooks({
    resolve(specifier, context, next) {
      const isInside = context.parentURL !== url || isBuiltin(specifier);
      if (isInside) return next(specifier, context);
      throw Object.assign(new Error(`Cannot find package '${specifier}': it is not in the function's bundle`), {
        code: "ERR_MODULE_NOT_FOUND",
      });
    },
  });
  const sourceOf = sourceFinder(file);
  Error.prepareStackTrace = (error, callSites) => {
    const lines = callSites.map((site) => {
      const isMapped = site.getFileName() === url || site.getFileName() === file;
      const source = isMapped && sourceOf(site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1);
      return `\n    at ${source || site}`;
    });
    return headOf(error) + lines.join("");
  };
}

/** @returns what finds the place in the sources, as `file:line:column`, for a place in the bundle */
function sourceFinder(file: string) {
  let map: SourceMap | undefined;
  return (line: number, column: number): string | undefined => {
    map ??= new SourceMap(JSON.parse(readFileSync(`${file}.map`, "utf8")));
    const origin = map.findOrigin(line, column);
    if (!("fileName" in origin)) return undefined;
    return `${fromBundle(file, origin.fileName)}:${origin.lineNumber}:${origin.columnNumber}`;
  };
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
