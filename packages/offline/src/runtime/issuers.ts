import { localAccounts } from "../engines/oidc/accounts.ts";
import { startIssuer } from "../engines/oidc/start.ts";
import type { UserPool } from "../graph/types.ts";
import type { Report } from "./progress.ts";
import { supervise } from "./supervise.ts";

export interface IssuersOptions {
  port: number;
  dataDir: string;
  report: Report;
}

/** Runs the pools' issuers at their real addresses, and restarts any that dies. */
export function startIssuers(pools: UserPool[], { port, dataDir, report }: IssuersOptions) {
  const note = (text: string) => report({ type: "warning", text });
  const starting = pools.map(async (pool) => {
    const accounts = localAccounts(pool.groups);
    const issuer = await supervise({
      name: "The sign-in",
      note,
      start: () => startIssuer({ port, dataDir, pool, accounts }),
    });
    issuer.failed.then(({ message }) => note(`${message}\nNobody can sign in until the system is started again.`));
    return issuer;
  });
  const settled = Promise.allSettled(starting);
  const ready = Promise.all(starting).then(() => {});
  // Callers that wait for it get the error; the system may stop before anybody does.
  ready.catch(() => {});

  return {
    /** Resolves when people can sign in. */
    ready,
    async stop(): Promise<void> {
      for (const it of await settled) if (it.status === "fulfilled") await it.value.stop();
    },
  };
}
