import { installPlatform } from "./platform.ts";

// Installs SST's components, which type-checking sst.config.ts and stacks/ needs. npm runs scripts in the project's
// folder.
await installPlatform(process.cwd(), (line) => console.log(line));
