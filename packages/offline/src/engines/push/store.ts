import { createECDH, randomBytes } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { checkDatabase } from "../../kept-file.ts";

/** What a browser and its push service would keep about a subscription. */
export interface Subscription {
  /** Identifies the push resource, which is given to the application server. */
  id: string;
  /** Identifies the subscription resource, where messages are received: known only to the subscriber. */
  receiverId: string;
  /** Raw P-256 key, base64url, of the only server that may push. */
  serverKey: string;
  publicKey: string;
  privateKey: string;
  auth: string;
  subscribedAt: string;
  unsubscribedAt?: string;
}

export interface Push {
  id: number;
  subscriptionId: string;
  receivedAt: string;
  expiresAt: string;
  topic?: string;
  urgency: string;
  ttlSeconds: number;
  /** Bytes of the encrypted body. */
  bytes: number;
  /** Decrypted. */
  text: string;
  /** `replaced`: a later push with the same topic came before this one was received. */
  state: "waiting" | "delivered" | "replaced" | "expired";
}

export type PushStore = ReturnType<typeof openPushStore>;

const mostPushes = 5_000;

/** Subscriptions and the messages pushed to them, kept across restarts in one SQLite file. */
export function openPushStore(file: string) {
  checkDatabase(file, {
    holds: "the push subscriptions of this machine, and what was pushed to them",
    without: "devices subscribe again",
  });
  const database = new DatabaseSync(file, { timeout: 5_000 });
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS subscription (
      id TEXT PRIMARY KEY, receiverId TEXT NOT NULL UNIQUE, serverKey TEXT NOT NULL, publicKey TEXT NOT NULL,
      privateKey TEXT NOT NULL, auth TEXT NOT NULL, subscribedAt TEXT NOT NULL, unsubscribedAt TEXT
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS push (
      id INTEGER PRIMARY KEY AUTOINCREMENT, subscriptionId TEXT NOT NULL, receivedAt TEXT NOT NULL,
      expiresAt TEXT NOT NULL, topic TEXT, urgency TEXT NOT NULL, ttlSeconds INTEGER NOT NULL, bytes INTEGER NOT NULL,
      text TEXT NOT NULL, state TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS push_waiting ON push (subscriptionId, state)`);

  const addSubscription = database.prepare(
    "INSERT INTO subscription (id, receiverId, serverKey, publicKey, privateKey, auth, subscribedAt) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const subscriptionById = database.prepare("SELECT * FROM subscription WHERE id = ?");
  const subscriptionByReceiver = database.prepare("SELECT * FROM subscription WHERE receiverId = ?");
  const end = database.prepare("UPDATE subscription SET unsubscribedAt = ? WHERE id = ? AND unsubscribedAt IS NULL");
  const replace = database.prepare(
    "UPDATE push SET state = 'replaced' WHERE subscriptionId = ? AND topic = ? AND state = 'waiting'",
  );
  const addPush = database.prepare(
    "INSERT INTO push (subscriptionId, receivedAt, expiresAt, topic, urgency, ttlSeconds, bytes, text, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting')",
  );
  const forgetOld = database.prepare("DELETE FROM push WHERE id <= ?");
  const expire = database.prepare("UPDATE push SET state = 'expired' WHERE state = 'waiting' AND expiresAt < ?");
  const waiting = database.prepare("SELECT * FROM push WHERE subscriptionId = ? AND state = 'waiting' ORDER BY id");
  const deliver = database.prepare("UPDATE push SET state = 'delivered' WHERE id = ?");
  const latest = database.prepare("SELECT * FROM push ORDER BY id DESC LIMIT ?");

  return {
    subscribe(serverKey: string): Subscription {
      const keys = createECDH("prime256v1");
      const subscription = {
        id: randomBytes(16).toString("base64url"),
        receiverId: randomBytes(16).toString("base64url"),
        serverKey,
        publicKey: keys.generateKeys("base64url"),
        privateKey: keys.getPrivateKey("base64url"),
        auth: randomBytes(16).toString("base64url"),
        subscribedAt: new Date().toISOString(),
      };
      addSubscription.run(...Object.values(subscription));
      return subscription;
    },
    subscription: (id: string) => subscriptionById.get(id) as Subscription | undefined,
    subscriptionOf: (receiverId: string) => subscriptionByReceiver.get(receiverId) as Subscription | undefined,
    unsubscribe: (id: string) => void end.run(new Date().toISOString(), id),
    /** Replaces a waiting message with the same topic. */
    add({
      subscriptionId,
      topic,
      urgency,
      ttlSeconds,
      bytes,
      text,
    }: Omit<Push, "id" | "receivedAt" | "expiresAt" | "state">) {
      const now = new Date();
      const expiresAt = new Date(now.getTime() + ttlSeconds * 1000).toISOString();
      if (topic !== undefined) replace.run(subscriptionId, topic);
      const { lastInsertRowid } = addPush.run(
        subscriptionId,
        now.toISOString(),
        expiresAt,
        topic ?? null,
        urgency,
        ttlSeconds,
        bytes,
        text,
      );
      forgetOld.run(Number(lastInsertRowid) - mostPushes);
      return Number(lastInsertRowid);
    },
    /** @returns the messages that a receiver has not received yet, oldest first, and marks them as received */
    receive(subscriptionId: string): Push[] {
      expire.run(new Date().toISOString());
      const pushes = waiting.all(subscriptionId) as unknown as Push[];
      for (const { id } of pushes) deliver.run(id);
      return pushes.map((push) => ({ ...push, state: "delivered" }));
    },
    /** @returns the newest first */
    latest(limit: number): Push[] {
      expire.run(new Date().toISOString());
      return (latest.all(limit) as unknown as Push[]).map(({ topic, ...push }) => ({
        ...push,
        ...(topic && { topic }),
      }));
    },
    clear: () => database.exec("DELETE FROM push"),
    close: () => database.close(),
  };
}
