import { mkdir } from "node:fs/promises";
import type { UserPool } from "../../graph/types.ts";
import { threadUrl } from "../../own-code.ts";
import { startEngineThread } from "../engine-thread.ts";
import { claimPort } from "../ports.ts";
import type { Account } from "./accounts.ts";

export interface IssuerSettings {
  /** The port of the pool's issuer. */
  port: number;
  dataDir: string;
  /** With real addresses. */
  pool: UserPool;
  /** The accounts offered; any other address signs in as a customer. */
  accounts: Account[];
}

export interface Issuer {
  /** Resolves when it ends without having been stopped. */
  crashed: Promise<Error>;
  stop(): Promise<void>;
}

/**
 * Starts an OpenID provider in place of a Cognito user pool with managed login, in its own thread. Its signing keys,
 * sessions and tokens are in `<dataDir>/sign-in.sqlite`: a restart signs nobody out. Throws PortInUseError.
 */
export async function startIssuer(settings: IssuerSettings): Promise<Issuer> {
  await mkdir(settings.dataDir, { recursive: true });
  const port = await claimPort(settings.port);
  const { crashed, stop } = await startEngineThread("sign-in", threadUrl("engines/oidc/worker"), {
    workerData: { ...settings, port },
  });
  return { crashed, stop };
}
