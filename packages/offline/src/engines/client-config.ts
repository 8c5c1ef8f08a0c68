import { region } from "../graph/addresses.ts";

/** The local engines check no signature, but every SDK client needs credentials to sign with. */
export const credentials = { accessKeyId: "offline", secretAccessKey: "offline" };

/** What an SDK client needs to talk to the engine at `endpoint`. */
export const clientConfig = (endpoint: string) => ({ endpoint, region, credentials, maxAttempts: 3 });
