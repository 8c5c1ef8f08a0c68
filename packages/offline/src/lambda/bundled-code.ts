import { isBuiltin, registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
import { nameSources } from "../bundles/source-names.ts";

/**
 * Makes this thread treat a bundle as Lambda does: nothing can be imported that is not in it. Its stack traces name the
 * sources.
 */
export function treatAsBundle(file: string): void {
  const { href } = pathToFileURL(file);
  registerHooks({
    resolve(specifier, context, next) {
      const isInside = context.parentURL !== href || isBuiltin(specifier);
      if (isInside) return next(specifier, context);
      throw Object.assign(new Error(`Cannot find package '${specifier}': it is not in the function's bundle`), {
        code: "ERR_MODULE_NOT_FOUND",
      });
    },
  });
  nameSources((url) => url === href);
}
