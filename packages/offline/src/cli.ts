import { enableCompileCache } from "node:module";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { compileCacheDir } from "./compile-cache.ts";
import { importLeanHttp } from "./lean-http.ts";

enableCompileCache(compileCacheDir);
await importLeanHttp();

const usage = `Runs the system that sst.config.ts describes on this machine.

  start   starts everything and runs until Ctrl-C      --verbose: also what functions log
                                                         --inspect <port>: lets a debugger stop functions
  reset   deletes the data of a stopped system
  token   prints an ID token for scripts; token <e-mail>: of that account
  synth   brings the graph up to date with sst.config.ts and stacks/
  preflight  tells what AWS would refuse of a deploy    --stage <name>: of this stage, "production" by default

  --data-dir <folder>   where data is kept, .offline by default
Ports: PORT for the web site (3000), OFFLINE_PORT for the first of the others (4000).`;

/** Errors whose message tells the user what is wrong; for any other error the stack is printed as well. */
const meantForUsers = new Set(["Error", "DataDirInUseError", "PortsTakenError", "SynthError"]);

process.exitCode = await run(process.argv.slice(2));

async function run(args: string[]): Promise<number> {
  const { terminal } = await import("./cli/output.ts");
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        "data-dir": { type: "string", default: ".offline" },
        verbose: { type: "boolean", default: false },
        inspect: { type: "string" },
        stage: { type: "string", default: "production" },
      },
    });
    const root = process.cwd();
    const dataDir = resolve(root, values["data-dir"]);
    const [command, account] = positionals;
    switch (command === "token" ? command : positionals.join(" ")) {
      case "start":
        return await (await import("./cli/start-system.ts")).startSystem({ root, dataDir, ...values }, terminal);
      case "reset":
        return await (await import("./cli/reset.ts")).reset(dataDir, terminal);
      case "token":
        return await (await import("./cli/token.ts")).token(root, dataDir, account, terminal);
      case "synth":
        return await (await import("./cli/synth.ts")).synth(root, terminal);
      case "preflight":
        return await (await import("./cli/preflight.ts")).preflight(root, values.stage, terminal);
      default:
        terminal.problem(usage);
        return 2;
    }
  } catch (error) {
    terminal.problem(terminal.style("red", describe(error)));
    return 1;
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ((error as NodeJS.ErrnoException).code?.startsWith("ERR_PARSE_ARGS")) return `${error.message}\n\n${usage}`;
  return meantForUsers.has(error.name) ? error.message : (error.stack ?? error.message);
}
