import { randomUUID } from "node:crypto";
import type { Email } from "aws-ses-v2-local/dist/store.js";
import { accountId, region } from "../../graph/addresses.ts";
import type { Behaviour } from "./behaviour.ts";

export interface Bounce {
  /** Whether the mail was delivered all the same. */
  arrived: boolean;
  type: "Permanent" | "Transient";
  subType: string;
  status: string;
  diagnosticCode: string;
  recipients: string[];
}

const noMailbox = {
  arrived: false,
  type: "Permanent",
  subType: "General",
  status: "5.1.1",
  diagnosticCode: "smtp; 550 5.1.1 user unknown",
} as const;
const suppressed = {
  arrived: false,
  type: "Permanent",
  subType: "OnAccountSuppressionList",
  status: "5.1.1",
  diagnosticCode: "Amazon SES did not send the message to this address because it is on the suppression list",
} as const;
const mailboxFull = {
  arrived: false,
  type: "Transient",
  subType: "MailboxFull",
  status: "4.2.2",
  diagnosticCode: "smtp; 452 4.2.2 mailbox full",
} as const;

const automaticReply = {
  arrived: true,
  type: "Transient",
  subType: "General",
  status: "4.0.0",
  diagnosticCode: "smtp; 250 automatic reply: out of office",
} as const;
const told = { permanent: noMailbox, transient: mailboxFull, reply: automaticReply };

/** The addresses of SES's mailbox simulator that bounce; they may have a label: `bounce+orders@…`. */
const simulator = /^(bounce|suppressionlist)(\+[^@]*)?@simulator\.amazonses\.com$/i;

/** @returns whose mailbox bounces a mail, and how; undefined when none does */
export function bounceOf(mail: Email, { bounce }: Behaviour): Bounce | undefined {
  const { to, cc, bcc } = mail.destination;
  const recipients = [...to, ...cc, ...bcc];
  if (bounce !== "none") return { ...told[bounce], recipients };
  const simulated = recipients.filter((address) => simulator.test(address));
  const [first] = simulated;
  if (first === undefined) return undefined;
  return { ...(/^bounce/i.test(first) ? noMailbox : suppressed), recipients: simulated };
}

/**
 * What SES publishes about a bounce.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export function bounceNotice(
  mail: Email,
  { type, subType, status, diagnosticCode, recipients }: Bounce,
  { tags, at }: { tags: Record<string, string[]>; at: Date },
) {
  const { messageId, from, destination, subject, headers = [] } = mail;
  return {
    eventType: "Bounce",
    bounce: {
      feedbackId: `${randomUUID()}-000000`,
      bounceType: type,
      bounceSubType: subType,
      bouncedRecipients: recipients.map((emailAddress) => ({ emailAddress, action: "failed", status, diagnosticCode })),
      timestamp: at.toISOString(),
      reportingMTA: "dsn; a8-70.smtp-out.amazonses.com",
    },
    mail: {
      timestamp: new Date(mail.at * 1000).toISOString(),
      source: from,
      sourceArn: `arn:aws:ses:${region}:${accountId}:identity/${from}`,
      sendingAccountId: accountId,
      messageId,
      destination: [...destination.to, ...destination.cc, ...destination.bcc],
      headersTruncated: false,
      headers: [
        { name: "From", value: from },
        { name: "To", value: destination.to.join(", ") },
        { name: "Subject", value: subject },
        ...headers,
      ],
      commonHeaders: { from: [from], to: destination.to, messageId, subject },
      tags,
    },
  };
}
