import { DataDirInUseError, deleteDataDir } from "../runtime/data-dir.ts";
import type { Output } from "./output.ts";

/** Deletes all data of a stopped system. @returns the exit code */
export async function reset(dataDir: string, output: Output): Promise<number> {
  try {
    switch (await deleteDataDir(dataDir)) {
      case "deleted":
        output.line(`All data in ${dataDir} is deleted. The next start begins anew.`);
        return 0;
      case "absent":
        output.line(`There is no data: ${dataDir} does not exist.`);
        return 0;
      case "foreign":
        output.problem(`${dataDir} was not made by this system and is left alone.`);
        return 1;
    }
  } catch (error) {
    if (!(error instanceof DataDirInUseError)) throw error;
    output.problem(`Nothing is deleted. ${error.message}`);
    return 1;
  }
}
