import { pushDigestOpened } from "@donut/contracts/events/push";
import { Failure } from "@donut/core/messaging/failure";
import { closeDigest } from "@donut/core/push/digest";
import { fanOut } from "@donut/core/push/fan-out";
import { consume } from "./consume.ts";

export const handler = consume(pushDigestOpened.schema, async ({ correlationId, data }) => {
  const result = await closeDigest(data.digestId);
  if (result.status === "busy")
    throw new Failure("PushBusy", "The digest could not be closed: too many conflicts.", { retryable: true });
  await fanOut(result.notices, correlationId);
});
