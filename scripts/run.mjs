// `npm run bench`, `load` and `torture`: runs one of the project's programs in the environment of `npm start`.
import { spawn } from "node:child_process";
import { environment, fail, installPackages, node24, root } from "./setup.mjs";

installPackages();
const program = spawn(node24, process.argv.slice(2), { cwd: root, env: environment, stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => program.kill(signal));
program.on("error", (error) => fail(`Node 24 cannot be started: ${error.message}`));
program.on("exit", (code) => process.exit(code ?? 1));
