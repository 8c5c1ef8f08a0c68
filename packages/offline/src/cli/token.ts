import { localAccounts } from "../engines/oidc/accounts.ts";
import { signIn } from "../engines/oidc/code-flow.ts";
import { withAddresses } from "../graph/addresses.ts";
import { readAnnouncement } from "../runtime/data-dir.ts";
import { readGraphFile } from "../synth/graph-file.ts";
import type { Output } from "./output.ts";

/**
 * Signs in as `email`, by default as the first group's account, and prints the ID token: what scripts send as
 * `authorization: Bearer …`.
 *
 * @returns the exit code
 */
export async function token(root: string, dataDir: string, email: string | undefined, output: Output): Promise<number> {
  const running = await readAnnouncement(dataDir);
  if (running?.addresses === undefined) {
    output.problem("The system does not run: start it with `npm start`, then ask again.");
    return 1;
  }
  const file = await readGraphFile(root);
  const pool = file && withAddresses(file.graph.userPools, running.addresses)[0];
  const client = pool?.clients[0];
  const callbackUrl = client?.callbackUrls[0];
  if (client === undefined || callbackUrl === undefined) {
    output.problem("Nobody signs in to this system: it has no user pool with a client.");
    return 1;
  }
  const account = email ?? localAccounts(pool?.groups ?? [])[0]?.email ?? "";
  const program = { issuer: pool?.issuer ?? "", clientId: client.name, callbackUrl };
  output.line((await signIn(program, account)).id_token);
  return 0;
}
