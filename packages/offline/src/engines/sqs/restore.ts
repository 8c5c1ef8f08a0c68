import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { now } from "./clock.ts";
import type { Accepted } from "./deduplication.ts";
import type { Message, MessageAttribute } from "./fauxqs.ts";
import type { Persistence } from "./persistence.ts";
import type { QueueStore } from "./queue-store.ts";

type Row = Record<string, SQLOutputValue>;

/** Restores every queue in the file with its messages, in the order in which they were accepted. */
export function restoreQueues(persistence: Persistence, store: QueueStore): void {
  const { db } = persistence;
  persistence.transaction(() => bringBack(db, now()));
  const messages = db.prepare("SELECT * FROM sqs_messages WHERE queue_name = ? ORDER BY rowid");
  const accepted = db.prepare("SELECT * FROM fifo_deduplication WHERE queue_name = ? ORDER BY at, rowid");
  for (const row of db.prepare("SELECT * FROM sqs_queues").all()) {
    const name = String(row.name);
    const queue = store.restoreQueue(
      name,
      String(row.arn),
      JSON.parse(String(row.attributes)) as Record<string, string>,
      JSON.parse(String(row.tags)) as Record<string, string>,
      accepted.all(name).map(toAccepted),
    );
    queue.createdTimestamp = Number(row.created_timestamp);
    queue.lastModifiedTimestamp = Number(row.last_modified_timestamp);
    queue.sequenceCounter = Number(row.sequence_counter);
    for (const message of messages.all(name))
      queue.restore(toMessage(message), optionalNumber(message.visibility_deadline));
  }
}

/**
 * If the system clock was set back while the engine was off, what happened before lies in the future, and a message
 * hidden for 30 seconds would stay hidden for as long as the clock went back: all times are moved back by that much.
 */
function bringBack(db: DatabaseSync, time: number): void {
  const row = db
    .prepare(
      `SELECT MAX(at) AS latest FROM (
        SELECT MAX(sent_timestamp) AS at FROM sqs_messages
        UNION ALL SELECT MAX(approximate_first_receive_timestamp) FROM sqs_messages
        UNION ALL SELECT MAX(at) FROM fifo_deduplication
        UNION ALL SELECT MAX(at) FROM topic_deduplication)`,
    )
    .get();
  const ahead = (optionalNumber(row?.latest) ?? 0) - time;
  if (ahead <= 0) return;
  db.exec(`
    UPDATE sqs_messages SET sent_timestamp = sent_timestamp - ${ahead}, delay_until = delay_until - ${ahead},
      approximate_first_receive_timestamp = approximate_first_receive_timestamp - ${ahead},
      visibility_deadline = visibility_deadline - ${ahead};
    UPDATE fifo_deduplication SET at = at - ${ahead};
    UPDATE topic_deduplication SET at = at - ${ahead};`);
}

function toMessage(row: Row): Message {
  return {
    messageId: String(row.message_id),
    body: String(row.body),
    md5OfBody: String(row.md5_of_body),
    messageAttributes: JSON.parse(String(row.message_attributes)) as Record<string, MessageAttribute>,
    md5OfMessageAttributes: String(row.md5_of_message_attributes),
    sentTimestamp: Number(row.sent_timestamp),
    approximateReceiveCount: Number(row.approximate_receive_count),
    approximateFirstReceiveTimestamp: optionalNumber(row.approximate_first_receive_timestamp),
    delayUntil: optionalNumber(row.delay_until),
    messageGroupId: optionalText(row.message_group_id),
    messageDeduplicationId: optionalText(row.message_deduplication_id),
    sequenceNumber: optionalText(row.sequence_number),
    traceHeader: optionalText(row.trace_header),
    deadLetterQueueSourceArn: optionalText(row.dead_letter_queue_source_arn),
    receiptHandle: optionalText(row.receipt_handle),
  };
}

function toAccepted(row: Row): Accepted {
  return {
    key: String(row.key),
    messageId: String(row.message_id),
    sequenceNumber: optionalText(row.sequence_number),
    at: Number(row.at),
  };
}

function optionalText(value: SQLOutputValue | undefined): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}

function optionalNumber(value: SQLOutputValue | undefined): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}
