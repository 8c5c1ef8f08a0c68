import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";

/** The release this package is tested with. */
export const dynoxideVersion = "1.2.1";
export const dynoxidePackage = `@dynoxide/${process.platform}-${process.arch}`;

/**
 * @returns the path of the dynoxide executable: from the platform's npm package, otherwise from PATH. Throws with what
 * to install.
 */
export function dynoxideBinary(searchPath = process.env.PATH ?? ""): string {
  const found = candidates(searchPath).find(isExecutable);
  if (found) return found;
  throw new Error(
    `DynamoDB's engine is not installed: no package ${dynoxidePackage} and no "dynoxide" on the PATH. ` +
      `Run "npm install --no-save ${dynoxidePackage}@${dynoxideVersion}", or install dynoxide ${dynoxideVersion} ` +
      "from https://github.com/nubo-db/dynoxide/releases and put it on the PATH.",
  );
}

function candidates(searchPath: string): string[] {
  const onPath = searchPath
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, "dynoxide"));
  try {
    const manifest = createRequire(import.meta.url).resolve(`${dynoxidePackage}/package.json`);
    return [join(manifest, "..", "dynoxide"), ...onPath];
  } catch {
    return onPath;
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
