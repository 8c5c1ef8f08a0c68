import { alarmMessage, changeOf } from "@donut/core/alert/alarm-message";
import { mailChange } from "@donut/core/alert/alert-mail";
import { Failure } from "@donut/core/messaging/failure";
import { Resource } from "sst";
import { consume } from "./consume.ts";

/** Mails operations about alarms. */
export const handler = consume(alarmMessage, async (message, { signal }) => {
  const change = changeOf(message);
  if (change.status === "other") return;
  const addresses = { from: Resource.OpsMail.sender, to: Resource.OperationsEmail.value, web: Resource.Console.url };
  const result = await mailChange(change, addresses, signal);
  if (result.status === "not-sent") throw new Failure("MailNotSent", result.reason, { retryable: true });
});
