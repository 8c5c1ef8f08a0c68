import { access, constants, realpath } from "node:fs/promises";
import { join } from "node:path";

/**
 * @returns where a root's bundles are kept: with its packages, so that every system of this root shares them; or with
 *   the system's own data, if the packages belong to somebody else or cannot be written to
 */
export async function bundlesFolder(root: string, dataDir: string): Promise<string> {
  const packages = join(root, "node_modules");
  const isOwn = await realpath(packages).then(
    async (real) => real === join(await realpath(root), "node_modules"),
    () => false,
  );
  const isWritable =
    isOwn &&
    (await access(packages, constants.W_OK).then(
      () => true,
      () => false,
    ));
  return isWritable ? join(packages, ".cache/offline/bundles") : join(dataDir, "bundles");
}
