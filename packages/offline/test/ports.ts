import { claimPort } from "../src/engines/ports.ts";
import type { Ports } from "../src/runtime/ports.ts";

/** Free ports for a runtime, for tests that call every listener, including unannounced ones. */
export async function ownPorts(): Promise<Ports> {
  const parts = [
    "web",
    "apis",
    "dynamodb",
    "messaging",
    "mail",
    "signIn",
    "lambda",
    "cloudwatch",
    "push",
    "logs",
  ] as const;
  const claimed = await Promise.all(parts.map(async (part) => [part, await claimPort(0)] as const));
  return Object.fromEntries(claimed) as unknown as Ports;
}
