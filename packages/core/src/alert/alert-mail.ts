import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";
import type { DeadLetter } from "../dead-letters/dead-letter.ts";
import { readDeadLetters } from "../dead-letters/read-dead-letters.ts";
import { houseMail, styles } from "../mail/house.ts";
import { type Html, html } from "../mail/html.ts";
import { type Mail, sendMail } from "../mail/send-mail.ts";
import { readQueues } from "../queues/topology.ts";
import type { AlarmChange } from "./alarm-message.ts";
import { noteCause } from "./alerts.ts";

export type Mailed =
  | { status: "sent" }
  /** It has been sent already. */
  | { status: "repeated" }
  | { status: "not-sent"; reason: string };

export interface Addresses {
  from: string;
  to: string;
  /** The web app's URL, without a trailing slash. */
  web: string;
}

type Change = AlarmChange & { status: "raised" | "cleared" };

const shownMessages = 5;
const keptForSeconds = 30 * 24 * 3600;
const nothingMore = "No further mail comes for this queue until it is empty.";

/**
 * Mails operations that a queue has dead letters, with links to the first ones, or that none are left. An alarm changes
 * state once per burst of messages, so a burst causes one mail. A mail whose outcome is unknown is sent again: a
 * duplicate is better than none.
 */
export async function mailChange(change: Change, addresses: Addresses, signal?: AbortSignal): Promise<Mailed> {
  const key = { alarm: `mail#${change.alarm}`, raisedAt: `${change.at}#${change.status}` };
  if (!(await claim(key))) return { status: "repeated" };
  const mail = change.status === "raised" ? await raisedMail(change, addresses) : clearedMail(change, addresses);
  const sent = await sendMail({ ...mail, from: addresses.from, to: addresses.to }, signal);
  if (sent.status !== "sent") return { status: "not-sent", reason: sent.reason };
  await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.AlertTable.name,
      Key: key,
      UpdateExpression: "SET sent = :true",
      ExpressionAttributeValues: { ":true": true },
    }),
  );
  return { status: "sent" };
}

/** @returns false if the mail was sent before */
async function claim(key: { alarm: string; raisedAt: string }): Promise<boolean> {
  try {
    await dynamodb.send(
      new PutCommand({
        TableName: Resource.AlertTable.name,
        Item: { ...key, expiresAt: Math.floor(Date.now() / 1000) + keptForSeconds },
        ConditionExpression: "attribute_not_exists(sent)",
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

type Content = Pick<Mail, "subject" | "text" | "html">;

async function raisedMail(change: Change, { web }: Addresses): Promise<Content> {
  const queue = readQueues().find(({ name }) => name === change.queue);
  const deadLetters = queue ? await readDeadLetters(queue, { limit: shownMessages }) : undefined;
  const messages = deadLetters?.status === "page" ? deadLetters.messages : [];
  const present = (deadLetters?.status === "page" && deadLetters.index?.present) || messages.length;
  const first = messages.at(-1);
  await noteCause(change, {
    deadLetters: present,
    ...(first?.type !== undefined && { type: first.type }),
    ...(first?.lastError && { error: { name: first.lastError.name, message: first.lastError.message } }),
  });
  const title = `${change.queue}: ${deadLettersIn(present)}`;
  const page = queuePage(web, change.queue);
  const link = (id: string) => `${page}?message=${encodeURIComponent(id)}`;
  return {
    subject: title,
    text: [
      `Since ${minuteOf(change.at)}.`,
      ...messages.map((message) => `${summary(message)}\n${link(message.id)}`),
      `All of them: ${page}`,
      nothingMore,
    ].join("\n\n"),
    html: alertHtml({
      title,
      lead: `Since ${minuteOf(change.at)}.`,
      facts: messages.map(
        (message) => html`<a href="${link(message.id)}" style="color:inherit">${summary(message)}</a>`,
      ),
      button: "Open the queue",
      page,
      note: nothingMore,
    }),
  };
}

function clearedMail({ queue, at }: Change, { web }: Addresses): Content {
  const page = queuePage(web, queue);
  return {
    subject: `${queue}: back to normal`,
    text: `${queue} has been empty since ${minuteOf(at)}.\n\n${page}`,
    html: alertHtml({
      title: `${queue}: back to normal`,
      lead: `It has been empty since ${minuteOf(at)}.`,
      facts: [],
      button: "Open the queue",
      page,
    }),
  };
}

interface AlertHtml {
  title: string;
  lead: string;
  /** One line for each message. */
  facts: Html[];
  button: string;
  page: string;
  note?: string;
}

function alertHtml({ title, lead, facts, button, page, note = "" }: AlertHtml): string {
  return houseMail({
    language: "en",
    title,
    preview: lead,
    body: html`<h1 style="${styles.title};font-size:22px;line-height:28px;word-break:break-word">${title}</h1>
<p class="soft" style="${styles.soft}">${lead}</p>
${facts.map((fact) => html`<p style="${styles.text};word-break:break-word">${fact}</p>`)}
<p style="margin:24px 0 0"><a class="button" href="${page}" style="${styles.button}">${button}</a></p>
<p class="soft" style="${styles.soft};margin-top:16px">${note}</p>`,
  });
}

function deadLettersIn(count: number): string {
  if (count === 0) return "dead letters";
  return count === 1 ? "1 dead letter" : `${count} dead letters`;
}

function minuteOf(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

function queuePage(web: string, queue: string): string {
  return `${web}/console/queues/${encodeURIComponent(queue)}`;
}

function summary({ id, type, lastError }: DeadLetter): string {
  const what = type ?? `Message ${id}`;
  return lastError ? `${what}: ${lastError.name}, ${lastError.message}` : what;
}
