import { installPlatform } from "./platform.ts";

// SST's components, against which sst.config.ts and stacks/ are type-checked. npm runs scripts in the project's folder.
await installPlatform(process.cwd(), (line) => console.log(line));
