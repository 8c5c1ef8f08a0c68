// Makes a checkout ready to run: installed packages, and with them Node 24. Plain JavaScript with nothing but Node's
// own modules, for any Node from 20 on: it runs before `npm ci`.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Node 24, the Lambda runtime's version, whatever Node the machine has. */
export const node24 = path.join(root, "node_modules/node/bin/node");

const { NODE_ENV: _, ...given } = process.env;

/** Nothing on this machine is behind a proxy. */
const unproxied = [given.no_proxy ?? given.NO_PROXY, "localhost,127.0.0.1,::1,[::1]"].filter(Boolean).join(",");

/**
 * The environment for commands of this project: its own tools and Node 24 come first on the PATH. Whether the user's
 * shell is for development or production is not asked.
 */
export const environment = {
  ...given,
  NO_PROXY: unproxied,
  no_proxy: unproxied,
  PATH: [path.join(root, "node_modules/node/bin"), path.join(root, "node_modules/.bin"), process.env.PATH].join(
    path.delimiter,
  ),
  // glibc gives each of the runtime's some fifty threads a pool of memory of its own: 100 MB that two pools do without.
  MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? "2",
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --disable-warning=ExperimentalWarning`.trim(),
};

/** Installs the packages in package-lock.json if that has not been done. If it fails, exits with advice. */
export function installPackages() {
  if (Number(process.versions.node.split(".")[0]) < 20) {
    fail(`Node ${process.versions.node} is too old to install this project: Node 20 or newer is needed to begin with.`);
  }
  if (!installed()) install();
  const { error, status, stderr } = spawnSync(node24, ["--version"], { encoding: "utf8" });
  if (error || status !== 0) fail(cannotRun(error?.message ?? stderr.trim()));
}

function install() {
  console.log("Installing packages (once, about a minute) …");
  const started = Date.now();
  // Even if NODE_ENV is "production", or an .npmrc omits packages.
  const all = ["--include=dev", "--include=optional", "--include=peer"];
  const { status } = spawnSync("npm", ["ci", ...all, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) fail("`npm ci` failed, see above. Is the npm registry reachable? Then run the same command again.");
  if (!existsSync(node24))
    fail(
      "Node 24 did not arrive with the packages: its install script has not run. npm 11 or newer is needed " +
        "(`npm i -g npm`), and `npm config get ignore-scripts` must say false.",
    );
  console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/** Whether node_modules matches package-lock.json; optional packages of other platforms may be missing. */
function installed() {
  const mark = path.join(root, "node_modules/.package-lock.json");
  if (!existsSync(mark) || !existsSync(node24)) return false;
  const packages = (file) => JSON.parse(readFileSync(file, "utf8")).packages;
  const present = packages(mark);
  return Object.entries(packages(path.join(root, "package-lock.json")))
    .filter(([name]) => name.startsWith("node_modules/"))
    .every(([name, { version, optional }]) => (present[name] ? present[name].version === version : optional));
}

/** @param {string} reason what the system, or its loader, says */
function cannotRun(reason) {
  return (
    `${node24} cannot be run here (${reason}). If node_modules comes from another system, delete it and run the same ` +
    "command again. If this system has no glibc, as Alpine, take one that has it, such as Debian; as a container's image, " +
    "node:24-slim in place of node:24-alpine."
  );
}

/** @param {string} message what went wrong and what to do next */
export function fail(message) {
  console.error(message);
  process.exit(1);
}
