import * as z from "zod";
import { accountId, region } from "../../graph/addresses.ts";
import type { Context } from "../../iam/conditions.ts";
import type { Right } from "../../iam/statements.ts";
import type { Configuration } from "./configuration.ts";

const addresses = z.array(z.string()).optional();
const mail = z.object({
  FromEmailAddress: z.string().default(""),
  Destination: z.object({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses }).default({}),
  FeedbackForwardingEmailAddress: z.string().optional(),
  ConfigurationSetName: z.string().optional(),
  Content: z.record(z.string(), z.unknown()).default({}),
});

/**
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsesv2.html
 *
 * @returns the permissions needed to send a mail: on its sender's identity and on its configuration set
 */
export function sendingRights(body: unknown, configuration: Configuration): Right[] {
  const parsed = mail.safeParse(body);
  if (!parsed.success) return [];
  const { FromEmailAddress, ConfigurationSetName, Content } = parsed.data;
  const from = addressOf(FromEmailAddress);
  const set = configuration.setOf({ from, configurationSet: ConfigurationSetName });
  const action = "Raw" in Content ? "ses:SendRawEmail" : "ses:SendEmail";
  const context = contextOf(parsed.data);
  return [
    { action, resource: arn(`identity/${configuration.identityOf(from)}`), context },
    ...(set ? [{ action, resource: configurationSetArn(set), context }] : []),
  ];
}

/** @param path below `/v2/email/` */
export function configuringRight([collection, id = ""]: string[], method: string): Right {
  const verb = { GET: "Get", POST: "Create", PUT: "Put", DELETE: "Delete" }[method] ?? "Get";
  return collection === "identities"
    ? { action: `ses:${verb}EmailIdentity`, resource: id ? arn(`identity/${id}`) : "*" }
    : { action: `ses:${verb}ConfigurationSet`, resource: id ? configurationSetArn(id) : "*" };
}

export function configurationSetArn(name: string): string {
  return arn(`configuration-set/${name}`);
}

function contextOf({ FromEmailAddress, Destination, FeedbackForwardingEmailAddress }: z.output<typeof mail>): Context {
  const { ToAddresses = [], CcAddresses = [], BccAddresses = [] } = Destination;
  const name = /^\s*"?([^"<]*?)"?\s*</.exec(FromEmailAddress)?.[1];
  return {
    "ses:apiversion": ["2"],
    "ses:fromaddress": [addressOf(FromEmailAddress)],
    "ses:recipients": [...ToAddresses, ...CcAddresses, ...BccAddresses].map(addressOf),
    ...(name && { "ses:fromdisplayname": [name] }),
    ...(FeedbackForwardingEmailAddress && { "ses:feedbackaddress": [FeedbackForwardingEmailAddress] }),
  };
}

/** `Donuts <ads@donuts.example>` → `ads@donuts.example` */
function addressOf(sender: string): string {
  return /<([^>]+)>\s*$/.exec(sender)?.[1] ?? sender.trim();
}

function arn(resource: string): string {
  return `arn:aws:ses:${region}:${accountId}:${resource}`;
}
