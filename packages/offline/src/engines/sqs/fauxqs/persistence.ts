import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { SqsQueue } from "./queue.ts";
import type { SqsMessage } from "./queue-types.ts";
import type { SnsStore } from "./topic-store.ts";
import type { SnsSubscription, SnsTopic } from "./topic-types.ts";

const SCHEMA = `
CREATE TABLE IF NOT EXISTS sqs_queues (
  name TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  arn TEXT NOT NULL,
  attributes TEXT NOT NULL,
  tags TEXT NOT NULL,
  created_timestamp INTEGER NOT NULL,
  last_modified_timestamp INTEGER NOT NULL,
  sequence_counter INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS sqs_messages (
  message_id TEXT PRIMARY KEY,
  queue_name TEXT NOT NULL REFERENCES sqs_queues(name) ON DELETE CASCADE,
  body TEXT NOT NULL,
  md5_of_body TEXT NOT NULL,
  message_attributes TEXT NOT NULL,
  md5_of_message_attributes TEXT NOT NULL,
  sent_timestamp INTEGER NOT NULL,
  approximate_receive_count INTEGER NOT NULL DEFAULT 0,
  approximate_first_receive_timestamp INTEGER,
  delay_until INTEGER,
  message_group_id TEXT,
  message_deduplication_id TEXT,
  sequence_number TEXT,
  receipt_handle TEXT,
  visibility_deadline INTEGER
);

CREATE TABLE IF NOT EXISTS sns_topics (
  arn TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  attributes TEXT NOT NULL,
  tags TEXT NOT NULL,
  subscription_arns TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS sns_subscriptions (
  arn TEXT PRIMARY KEY,
  topic_arn TEXT NOT NULL,
  protocol TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  confirmed INTEGER NOT NULL DEFAULT 0,
  attributes TEXT NOT NULL
);
`;

interface PreparedStatements {
  deleteQueue: StatementSync;
  updateQueueAttributes: StatementSync;
  updateQueueSequenceCounter: StatementSync;
  deleteMessage: StatementSync;
  updateMessageInflight: StatementSync;
  deleteQueueMessages: StatementSync;
  insertTopic: StatementSync;
  deleteTopic: StatementSync;
  updateTopicAttributes: StatementSync;
  updateTopicSubscriptionArns: StatementSync;
  loadTopics: StatementSync;
  insertSubscription: StatementSync;
  deleteSubscription: StatementSync;
  updateSubscriptionAttributes: StatementSync;
  loadSubscriptions: StatementSync;
}

/** How SQLite stores queues and topics. `Persistence` adds the writes of queues and messages. */
export abstract class PersistenceManager {
  readonly db: DatabaseSync;
  private readonly stmts: PreparedStatements;

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true });
    const dbPath = join(dataDir, "fauxqs.db");
    this.db = new DatabaseSync(dbPath, { enableForeignKeyConstraints: true });
    this.db.exec("PRAGMA journal_mode = WAL");
    this.db.exec(SCHEMA);
    this.stmts = this.prepareStatements();
  }

  private prepareStatements(): PreparedStatements {
    return {
      deleteQueue: this.db.prepare("DELETE FROM sqs_queues WHERE name = ?"),
      updateQueueAttributes: this.db.prepare(
        "UPDATE sqs_queues SET attributes = ?, last_modified_timestamp = ? WHERE name = ?",
      ),
      updateQueueSequenceCounter: this.db.prepare("UPDATE sqs_queues SET sequence_counter = ? WHERE name = ?"),
      deleteMessage: this.db.prepare("DELETE FROM sqs_messages WHERE message_id = ?"),
      updateMessageInflight: this.db.prepare(`
        UPDATE sqs_messages SET receipt_handle = ?, visibility_deadline = ?, approximate_receive_count = ?, approximate_first_receive_timestamp = ?
        WHERE message_id = ?
      `),
      deleteQueueMessages: this.db.prepare("DELETE FROM sqs_messages WHERE queue_name = ?"),
      insertTopic: this.db.prepare(`
        INSERT OR REPLACE INTO sns_topics (arn, name, attributes, tags, subscription_arns)
        VALUES (?, ?, ?, ?, ?)
      `),
      deleteTopic: this.db.prepare("DELETE FROM sns_topics WHERE arn = ?"),
      updateTopicAttributes: this.db.prepare("UPDATE sns_topics SET attributes = ? WHERE arn = ?"),
      updateTopicSubscriptionArns: this.db.prepare("UPDATE sns_topics SET subscription_arns = ? WHERE arn = ?"),
      loadTopics: this.db.prepare("SELECT * FROM sns_topics"),
      insertSubscription: this.db.prepare(`
        INSERT OR REPLACE INTO sns_subscriptions (arn, topic_arn, protocol, endpoint, confirmed, attributes)
        VALUES (?, ?, ?, ?, ?, ?)
      `),
      deleteSubscription: this.db.prepare("DELETE FROM sns_subscriptions WHERE arn = ?"),
      updateSubscriptionAttributes: this.db.prepare("UPDATE sns_subscriptions SET attributes = ? WHERE arn = ?"),
      loadSubscriptions: this.db.prepare("SELECT * FROM sns_subscriptions"),
    };
  }

  abstract transaction<T>(change: () => T): T;
  abstract insertQueue(queue: SqsQueue): void;
  abstract insertMessage(queueName: string, message: SqsMessage): void;
  abstract updateMessageReady(messageId: string): void;

  deleteQueue(name: string): void {
    this.stmts.deleteQueue.run(name);
  }

  updateQueueAttributes(name: string, attributes: Record<string, string>, lastModified: number): void {
    this.stmts.updateQueueAttributes.run(JSON.stringify(attributes), lastModified, name);
  }

  updateQueueSequenceCounter(name: string, counter: number): void {
    this.stmts.updateQueueSequenceCounter.run(counter, name);
  }

  deleteMessage(messageId: string): void {
    this.stmts.deleteMessage.run(messageId);
  }

  updateMessageInflight(
    messageId: string,
    receiptHandle: string,
    visibilityDeadline: number,
    receiveCount: number,
    firstReceiveTimestamp: number | undefined,
  ): void {
    this.stmts.updateMessageInflight.run(
      receiptHandle,
      visibilityDeadline,
      receiveCount,
      firstReceiveTimestamp ?? null,
      messageId,
    );
  }

  deleteQueueMessages(queueName: string): void {
    this.stmts.deleteQueueMessages.run(queueName);
  }

  insertTopic(topic: SnsTopic): void {
    this.stmts.insertTopic.run(
      topic.arn,
      topic.name,
      JSON.stringify(topic.attributes),
      JSON.stringify(Object.fromEntries(topic.tags)),
      JSON.stringify(topic.subscriptionArns),
    );
  }

  deleteTopic(arn: string): void {
    this.stmts.deleteTopic.run(arn);
  }

  updateTopicAttributes(arn: string, attributes: Record<string, string>): void {
    this.stmts.updateTopicAttributes.run(JSON.stringify(attributes), arn);
  }

  updateTopicSubscriptionArns(arn: string, arns: string[]): void {
    this.stmts.updateTopicSubscriptionArns.run(JSON.stringify(arns), arn);
  }

  insertSubscription(sub: SnsSubscription): void {
    this.stmts.insertSubscription.run(
      sub.arn,
      sub.topicArn,
      sub.protocol,
      sub.endpoint,
      sub.confirmed ? 1 : 0,
      JSON.stringify(sub.attributes),
    );
  }

  deleteSubscription(arn: string): void {
    this.stmts.deleteSubscription.run(arn);
  }

  updateSubscriptionAttributes(arn: string, attributes: Record<string, string>): void {
    this.stmts.updateSubscriptionAttributes.run(JSON.stringify(attributes), arn);
  }

  loadSnsTopics(snsStore: SnsStore): void {
    const rows = this.stmts.loadTopics.all() as Array<{
      arn: string;
      name: string;
      attributes: string;
      tags: string;
      subscription_arns: string;
    }>;

    for (const row of rows) {
      const topic: SnsTopic = {
        arn: row.arn,
        name: row.name,
        attributes: JSON.parse(row.attributes),
        tags: new Map(Object.entries(JSON.parse(row.tags))),
        subscriptionArns: JSON.parse(row.subscription_arns),
      };
      snsStore.topics.set(row.arn, topic);
    }
  }

  loadSnsSubscriptions(snsStore: SnsStore): void {
    const rows = this.stmts.loadSubscriptions.all() as Array<{
      arn: string;
      topic_arn: string;
      protocol: string;
      endpoint: string;
      confirmed: number;
      attributes: string;
    }>;

    for (const row of rows) {
      const sub: SnsSubscription = {
        arn: row.arn,
        topicArn: row.topic_arn,
        protocol: row.protocol,
        endpoint: row.endpoint,
        confirmed: row.confirmed === 1,
        attributes: JSON.parse(row.attributes),
      };
      snsStore.subscriptions.set(row.arn, sub);
    }
  }

  close(): void {
    this.db.close();
  }
}
