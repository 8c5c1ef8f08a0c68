// `npm start`, `npm run reset`, `npm run synth`: sets up what is missing, then runs the offline runtime on Node 24.
// Plain JavaScript with nothing but Node's own modules, for any Node from 20 on: it runs before `npm ci`.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { addDatabaseEngine } from "./database-engine.mjs";
import { whenNpmEnds } from "./npm-process.mjs";
import { environment, fail, installPackages, node24, root } from "./setup.mjs";

const [command = "start", ...args] = process.argv.slice(2);
installPackages();
if (command === "start") addDatabaseEngine();

// The runtime's own (compile-cache.ts). Its first files need it before they can name it: Node would load the compiler
// that strips their types, 19 MB.
const compiled = path.join(root, "node_modules/.cache/offline/compiled");

const options = JSON.parse(readFileSync(path.join(root, "packages/offline/node-options.json"), "utf8"));

// The channel tells the runtime to stop when this process is gone, even if it was killed with -9.
const runtime = spawn(node24, [...options, "packages/offline/src/cli.ts", command, ...args], {
  cwd: root,
  env: { ...environment, NODE_COMPILE_CACHE: compiled },
  stdio: ["inherit", "inherit", "inherit", "ipc"],
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => runtime.kill(signal));
whenNpmEnds(() => runtime.kill("SIGTERM"));
runtime.on("error", (error) => fail(`Node 24 cannot be started: ${error.message}`));
runtime.on("exit", (code) => process.exit(code ?? 1));
