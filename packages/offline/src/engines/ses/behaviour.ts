import * as z from "zod";

/** How SES and the mailboxes behind it behave, so that people can try out failures. */
export const behaviour = z.strictObject({
  /** Whether SES refuses every mail: MessageRejected. */
  refuse: z.boolean(),
  /**
   * What happens to accepted mails: `transient`, the mailbox is full; `permanent`, there is no such mailbox; `reply`,
   * they arrive and get an automatic reply, which SES reports as a bounce.
   */
  bounce: z.enum(["none", "transient", "permanent", "reply"]),
});
export type Behaviour = z.infer<typeof behaviour>;
