import { DatabaseSync } from "node:sqlite";
import * as z from "zod";
import { type About, checkDatabase, whenDamaged } from "../kept-file.ts";
import { keptMinutes, type MetricStore, minuteOf } from "./metric-store.ts";
import type { Statistics } from "./statistics.ts";

export interface MetricFile {
  /** Writes the minutes since the last time, the current one as far as it has come. Throws if that is not possible. */
  save(now: number): void;
  close(): void;
}

const about: About = { holds: "a day of the queues' metrics", without: "their charts begin empty" };

/** A metric's number, its samples and, unless all of them are 0, their sum, lowest and highest. */
const measured = z.array(
  z.tuple([z.int(), z.int()]).or(z.tuple([z.int(), z.int(), z.number(), z.number(), z.number()])),
);

/**
 * Keeps a store's last day in an SQLite file, a row for each minute: a few kilobytes, written twice a minute.
 *
 * @param now ms since the epoch; older rows than a day are left out
 * @throws with what to do if the file is damaged
 */
export function openMetricFile(file: string, store: MetricStore, now: number): MetricFile {
  checkDatabase(file, about);
  const database = new DatabaseSync(file);
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS metric (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
    CREATE TABLE IF NOT EXISTS minute (at INTEGER PRIMARY KEY, measured TEXT NOT NULL);
  `);
  const insertMetric = database.prepare("INSERT INTO metric (key) VALUES (?)");
  const replaceMinute = database.prepare("INSERT OR REPLACE INTO minute (at, measured) VALUES (?, ?)");
  const deleteMinutes = database.prepare("DELETE FROM minute WHERE at < ?");
  let ids = whenDamaged(file, about, load);
  let savedTo = minuteOf(now);

  return {
    save(now) {
      const current = minuteOf(now);
      const known = new Map(ids);
      database.exec("BEGIN");
      try {
        for (let minute = savedTo; minute <= current; minute++) write(minute);
        deleteMinutes.run(current - keptMinutes);
        database.exec("COMMIT");
      } catch (error) {
        ids = known;
        database.exec("ROLLBACK");
        throw error;
      }
      savedTo = current;
    },
    close: () => database.close(),
  };

  function load(): Map<string, number> {
    const metrics = database.prepare("SELECT id, key FROM metric").all() as { id: number; key: string }[];
    const keys = new Map(metrics.map(({ id, key }) => [id, key]));
    const minutes = database.prepare("SELECT at, measured FROM minute WHERE at >= ?").all(minuteOf(now) - keptMinutes);
    for (const { at, measured: text } of minutes as { at: number; measured: string }[]) {
      const values = measured.parse(JSON.parse(text)).flatMap(([id, samples, sum = 0, lowest = 0, highest = 0]) => {
        const key = keys.get(id);
        return key ? [[key, [sum, lowest, highest, samples]] as [string, Statistics]] : [];
      });
      store.restore(at, values);
    }
    return new Map(metrics.map(({ id, key }) => [key, id]));
  }

  function write(minute: number): void {
    const values = store.minute(minute).map(([key, [sum, lowest, highest, samples]]) => {
      const isZero = sum === 0 && lowest === 0 && highest === 0;
      return isZero ? [idOf(key), samples] : [idOf(key), samples, sum, lowest, highest];
    });
    if (values.length > 0) replaceMinute.run(minute, JSON.stringify(values));
  }

  function idOf(key: string): number {
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = Number(insertMetric.run(key).lastInsertRowid);
    ids.set(key, id);
    return id;
  }
}
