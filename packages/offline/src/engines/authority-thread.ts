import type { MessagePort } from "node:worker_threads";
import { Authority } from "../iam/authority.ts";
import type { Role } from "../iam/roles.ts";

/** In an engine's thread: an authority that gets role changes from its parent and reports refusals to it. */
export function openAuthority(port: MessagePort | null, roles: Role[] | undefined): Authority {
  const authority = new Authority(roles, (refused) => port?.postMessage({ refused }));
  port?.on("message", (message: string | { roles?: Role[] }) => {
    if (typeof message === "string") return;
    authority.enforce(message.roles);
    port.postMessage({ done: true });
  });
  return authority;
}
