import { DatabaseSync } from "node:sqlite";
import type { Adapter, AdapterPayload } from "oidc-provider";
import { checkDatabase } from "../../kept-file.ts";

/** The issuer's state (sessions, grants, tokens), kept across restarts in one SQLite file. */
export interface Store {
  adapter(model: string): Adapter;
  /** @returns the value stored under the name; if there is none, `make`'s value, which is stored from then on. */
  keep<T>(name: string, make: () => Promise<T>): Promise<T>;
  close(): void;
}

export function openStore(file: string): Store {
  checkDatabase(file, {
    holds: "who is signed in, and the key that signs tokens",
    without: "everybody signs in again",
  });
  const database = new DatabaseSync(file, { timeout: 5_000 });
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS item (
      model TEXT, id TEXT, payload TEXT NOT NULL, expires_at INTEGER NOT NULL,
      uid TEXT GENERATED ALWAYS AS (payload ->> 'uid'), grant_id TEXT GENERATED ALWAYS AS (payload ->> 'grantId'),
      PRIMARY KEY (model, id)
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS item_uid ON item (model, uid);
    CREATE INDEX IF NOT EXISTS item_grant ON item (model, grant_id)`);
  const now = () => Math.floor(Date.now() / 1000);
  database.prepare("DELETE FROM item WHERE expires_at <= ?").run(now());

  const put = database.prepare("INSERT OR REPLACE INTO item (model, id, payload, expires_at) VALUES (?, ?, ?, ?)");
  const get = database.prepare("SELECT payload FROM item WHERE model = ? AND id = ? AND expires_at > ?");
  const getByUid = database.prepare("SELECT payload FROM item WHERE model = ? AND uid = ? AND expires_at > ?");
  const consume = database.prepare(
    "UPDATE item SET payload = json_set(payload, '$.consumed', ?) WHERE model = ? AND id = ?",
  );
  const remove = database.prepare("DELETE FROM item WHERE model = ? AND id = ?");
  const removeOfGrant = database.prepare("DELETE FROM item WHERE model = ? AND grant_id = ?");
  const getKept = database.prepare("SELECT value FROM kept WHERE name = ?");
  const putKept = database.prepare("INSERT INTO kept (name, value) VALUES (?, ?)");

  return {
    adapter: (model) => ({
      async upsert(id, payload, expiresIn) {
        put.run(model, id, JSON.stringify(payload), now() + (expiresIn ?? 0));
      },
      find: async (id) => parse(get.get(model, id, now())),
      findByUid: async (uid) => parse(getByUid.get(model, uid, now())),
      // Used by the device flow, which is off.
      findByUserCode: async () => undefined,
      async consume(id) {
        consume.run(now(), model, id);
      },
      async destroy(id) {
        remove.run(model, id);
      },
      async revokeByGrantId(grantId) {
        removeOfGrant.run(model, grantId);
      },
    }),
    async keep<T>(name: string, make: () => Promise<T>) {
      const row = getKept.get(name);
      if (row) return JSON.parse(String(row.value)) as T;
      const value = await make();
      putKept.run(name, JSON.stringify(value));
      return value;
    },
    close: () => database.close(),
  };
}

function parse(row: Record<string, unknown> | undefined): AdapterPayload | undefined {
  return row && (JSON.parse(String(row.payload)) as AdapterPayload);
}
