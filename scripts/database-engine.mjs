import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { environment, fail, root } from "./setup.mjs";

const version = "1.2.1";
const name = `@dynoxide/${process.platform}-${process.arch}`;

/** Adds DynamoDB's engine for this platform; package-lock.json contains only the one for Linux on x86-64. */
export function addDatabaseEngine() {
  if (existsSync(path.join(root, "node_modules", name)) || isOnPath("dynoxide")) return;
  console.log(`Installing DynamoDB's engine for this platform (once): ${name} …`);
  const { status } = spawnSync(
    "npm",
    ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error", `${name}@${version}`],
    { cwd: root, stdio: ["ignore", "ignore", "inherit"], shell: process.platform === "win32" },
  );
  if (status === 0) return;
  fail(
    `${name}@${version} cannot be installed, see above. Install dynoxide ${version} from ` +
      "https://github.com/nubo-db/dynoxide/releases, put it on the PATH, and run the same command again.",
  );
}

function isOnPath(command) {
  return (environment.PATH ?? "").split(path.delimiter).some((folder) => existsSync(path.join(folder, command)));
}
