import { askToStop } from "@donut/core/campaign/ask-to-stop";
import { Failure } from "@donut/core/messaging/failure";
import { stockDepleted } from "@donut/core/stock/events";
import { consume } from "./consume.ts";

export const handler = consume(stockDepleted.schema, async (event, { signal }) => {
  const result = await askToStop(event, signal);
  if (result.status === "failed")
    throw new Failure("MailNotSent", result.reason, { retryable: true, ...pause(result) });
  if (result.status === "being-asked")
    throw new Failure("MailBeingSent", "Another delivery of this message may be sending the mail.", {
      retryable: true,
      ...pause(result),
    });
});

function pause({ retryAfterSeconds }: { retryAfterSeconds?: number }) {
  return retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
}
