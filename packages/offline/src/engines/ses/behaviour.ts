import * as z from "zod";

/** How SES and the mailboxes behind it behave, so that people can see a mail fail. */
export const behaviour = z.strictObject({
  /** Whether SES takes no mail: MessageRejected. */
  refuse: z.boolean(),
  /**
   * What becomes of the mails that SES takes: `transient`, the mailbox is full; `permanent`, there is no such mailbox;
   * `reply`, they arrive and are answered by a machine, which SES tells as a bounce.
   */
  bounce: z.enum(["none", "transient", "permanent", "reply"]),
});
export type Behaviour = z.infer<typeof behaviour>;
