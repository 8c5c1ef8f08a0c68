import type { StatementSync } from "node:sqlite";
import type { Accepted } from "./deduplication.ts";
import { type Message, PersistenceManager } from "./fauxqs.ts";
import type { MessageMoveTask } from "./message-move-tasks.ts";
import type { Queue } from "./queue.ts";

const ownTables = `
CREATE TABLE IF NOT EXISTS fifo_deduplication (
  queue_name TEXT NOT NULL REFERENCES sqs_queues(name) ON DELETE CASCADE,
  key TEXT NOT NULL,
  message_id TEXT NOT NULL,
  sequence_number TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (queue_name, key)
);
CREATE TABLE IF NOT EXISTS topic_deduplication (
  topic_arn TEXT NOT NULL,
  key TEXT NOT NULL,
  message_id TEXT NOT NULL,
  sequence_number TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (topic_arn, key)
);
CREATE TABLE IF NOT EXISTS message_move_tasks (
  id TEXT PRIMARY KEY,
  started_at INTEGER NOT NULL,
  task TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS sqs_messages_by_queue ON sqs_messages(queue_name);
`;

/**
 * fauxqs's SQLite file without its losses. When a transaction returns, its change survives the death of the process:
 * with a write-ahead log that needs no fsync, which only matters in a power failure.
 */
export class Persistence extends PersistenceManager {
  readonly #statements: Record<
    | "queue"
    | "message"
    | "ready"
    | "accept"
    | "forget"
    | "forgetAll"
    | "publish"
    | "forgetPublished"
    | "forgetTopic"
    | "published"
    | "task"
    | "dropTask",
    StatementSync
  >;
  readonly #failed: (error: Error) => void;
  #inTransaction = false;
  #failure: Error | undefined;

  /**
   * @param failed is called if the file could not store a change: memory and file differ from then on
   * @throws if another process has the file open.
   */
  constructor(dataDir: string, failed: (error: Error) => void) {
    super(dataDir);
    this.#failed = failed;
    this.db.exec("PRAGMA synchronous = NORMAL; PRAGMA locking_mode = EXCLUSIVE");
    this.transaction(() => {
      this.#addMissingColumn("sqs_messages", "dead_letter_queue_source_arn", "TEXT");
      this.#addMissingColumn("sqs_messages", "trace_header", "TEXT");
      this.db.exec(ownTables);
    });
    this.#statements = {
      // fauxqs replaces the row, which by its foreign key deletes every message of a queue that is tagged.
      queue: this.db.prepare(`
        INSERT INTO sqs_queues (name, url, arn, attributes, tags, created_timestamp, last_modified_timestamp, sequence_counter)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET attributes = excluded.attributes, tags = excluded.tags,
          last_modified_timestamp = excluded.last_modified_timestamp`),
      message: this.db.prepare(`
        INSERT INTO sqs_messages (
          message_id, queue_name, body, md5_of_body, message_attributes, md5_of_message_attributes, sent_timestamp,
          approximate_receive_count, approximate_first_receive_timestamp, delay_until, message_group_id,
          message_deduplication_id, sequence_number, dead_letter_queue_source_arn, trace_header
        ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
      // fauxqs writes NULL into the receive count, which is NOT NULL: SQLite refuses, and the message is lost.
      ready: this.db.prepare("UPDATE sqs_messages SET visibility_deadline = NULL WHERE message_id = ?"),
      accept: this.db.prepare(`
        INSERT OR REPLACE INTO fifo_deduplication (queue_name, key, message_id, sequence_number, at)
        VALUES (?, ?, ?, ?, ?)`),
      forget: this.db.prepare("DELETE FROM fifo_deduplication WHERE queue_name = ? AND key = ?"),
      forgetAll: this.db.prepare("DELETE FROM fifo_deduplication WHERE queue_name = ?"),
      publish: this.db.prepare(`
        INSERT OR REPLACE INTO topic_deduplication (topic_arn, key, message_id, sequence_number, at)
        VALUES (?, ?, ?, ?, ?)`),
      forgetPublished: this.db.prepare("DELETE FROM topic_deduplication WHERE topic_arn = ? AND key = ?"),
      forgetTopic: this.db.prepare("DELETE FROM topic_deduplication WHERE topic_arn = ?"),
      published: this.db.prepare("SELECT * FROM topic_deduplication WHERE topic_arn = ? ORDER BY at, rowid"),
      task: this.db.prepare("INSERT OR REPLACE INTO message_move_tasks (id, started_at, task) VALUES (?, ?, ?)"),
      dropTask: this.db.prepare("DELETE FROM message_move_tasks WHERE id = ?"),
    };
  }

  /** Runs `change` in one transaction: all its writes are kept or none. A nested one joins the outer transaction. */
  override transaction<T>(change: () => T): T {
    if (this.#inTransaction) return change();
    if (this.#failure) throw this.#failure;
    this.db.exec("BEGIN");
    this.#inTransaction = true;
    try {
      const result = change();
      this.db.exec("COMMIT");
      return result;
    } catch (error) {
      // On a full disk SQLite has already rolled back.
      if (this.db.isTransaction) this.db.exec("ROLLBACK");
      if (isOfStorage(error)) {
        this.#failure = error;
        this.#failed(error);
      }
      throw error;
    } finally {
      this.#inTransaction = false;
    }
  }

  override insertQueue(queue: Queue): void {
    this.#statements.queue.run(
      queue.name,
      queue.url,
      queue.arn,
      JSON.stringify(queue.attributes),
      JSON.stringify(Object.fromEntries(queue.tags)),
      queue.createdTimestamp,
      queue.lastModifiedTimestamp,
      queue.sequenceCounter,
    );
  }

  override insertMessage(queueName: string, message: Message): void {
    this.#statements.message.run(
      message.messageId,
      queueName,
      message.body,
      message.md5OfBody,
      JSON.stringify(message.messageAttributes),
      message.md5OfMessageAttributes,
      message.sentTimestamp,
      message.approximateReceiveCount,
      message.approximateFirstReceiveTimestamp ?? null,
      message.delayUntil ?? null,
      message.messageGroupId ?? null,
      message.messageDeduplicationId ?? null,
      message.sequenceNumber ?? null,
      message.deadLetterQueueSourceArn ?? null,
      message.traceHeader ?? null,
    );
  }

  /** The message is visible again. Its last receipt handle stays valid for a late delete. */
  override updateMessageReady(messageId: string): void {
    this.#statements.ready.run(messageId);
  }

  rememberAccepted(queueName: string, accepted: Accepted): void {
    this.#statements.accept.run(
      queueName,
      accepted.key,
      accepted.messageId,
      accepted.sequenceNumber ?? null,
      accepted.at,
    );
  }

  forgetAccepted(queueName: string, key: string): void {
    this.#statements.forget.run(queueName, key);
  }

  forgetAllAccepted(queueName: string): void {
    this.#statements.forgetAll.run(queueName);
  }

  rememberPublished(topicArn: string, { key, messageId, sequenceNumber, at }: Accepted): void {
    this.#statements.publish.run(topicArn, key, messageId, sequenceNumber ?? null, at);
  }

  forgetPublished(topicArn: string, key: string): void {
    this.#statements.forgetPublished.run(topicArn, key);
  }

  forgetTopic(topicArn: string): void {
    this.#statements.forgetTopic.run(topicArn);
  }

  /** Oldest first. */
  published(topicArn: string): Accepted[] {
    return this.#statements.published.all(topicArn).map(({ key, message_id, sequence_number, at }) => ({
      key: String(key),
      messageId: String(message_id),
      sequenceNumber: String(sequence_number),
      at: Number(at),
    }));
  }

  saveTask(task: MessageMoveTask): void {
    this.#statements.task.run(task.id, task.startedAt, JSON.stringify(task));
  }

  deleteTask(id: string): void {
    this.#statements.dropTask.run(id);
  }

  /** Oldest first. */
  tasks(): MessageMoveTask[] {
    return this.db
      .prepare("SELECT task FROM message_move_tasks ORDER BY started_at, rowid")
      .all()
      .map((row) => JSON.parse(String(row.task)) as MessageMoveTask);
  }

  #addMissingColumn(table: string, column: string, type: string): void {
    const columns = this.db.prepare(`SELECT name FROM pragma_table_info('${table}')`).all();
    if (columns.some(({ name }) => name === column)) return;
    this.db.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
  }
}

/** https://www.sqlite.org/rescode.html: errors caused by a statement's own values say nothing about the file. */
const ofValues = new Set([18, 19, 20, 25]);

function isOfStorage(error: unknown): error is Error {
  return error instanceof Error && "errcode" in error && !ofValues.has(Number(error.errcode) & 0xff);
}
