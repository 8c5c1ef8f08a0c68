/** The engine as a separate process, for tests that kill it: prints its address, then serves until it is ended. */
import { startEngine } from "./engine.ts";

const { url } = await startEngine(process.argv[2] ?? "");
process.stdout.write(`${url}\n`);
