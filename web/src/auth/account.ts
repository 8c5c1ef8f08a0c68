import { persisted } from "../ui/persisted.ts";

/**
 * The e-mail address of the account that is signed in with this browser; undefined if nobody is. Shared by all tabs, and
 * all that outlives the page: the tokens do not.
 */
export const account = persisted<string | undefined>("donut.account", (stored) =>
  typeof stored === "string" ? stored : undefined,
);
