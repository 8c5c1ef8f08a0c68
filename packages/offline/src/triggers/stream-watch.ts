import { DatabaseSync } from "node:sqlite";

export interface StreamWatch {
  /** The sequence number of the table's newest stream record; 0n if it has none. */
  newest(table: string): bigint;
  /** Resolves when the table has a stream record newer than `after`, or when the signal aborts. */
  newerThan(table: string, after: bigint, signal: AbortSignal): Promise<void>;
  close(): void;
}

interface Waiter {
  table: string;
  after: bigint;
  resolve(): void;
}

const intervalMs = 10;

/**
 * Looks into the file of the local DynamoDB engine for new stream records: a check costs microseconds, while GetRecords
 * costs two processes a millisecond. `PRAGMA data_version` changes with every commit of another connection.
 */
export function watchStreams(file: string): StreamWatch {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  const version = database.prepare("PRAGMA data_version");
  const last = database.prepare(
    "SELECT MAX(CAST(sequence_number AS INTEGER)) AS newest FROM _stream_records WHERE table_name = ?",
  );
  last.setReadBigInts(true);
  const waiters = new Set<Waiter>();
  let seen: unknown;
  let timer: NodeJS.Timeout | undefined;

  return {
    newest,
    newerThan(table, after, signal) {
      if (signal.aborted || newest(table) > after) return Promise.resolve();
      return new Promise((resolve) => {
        const done = () => {
          waiters.delete(waiter);
          signal.removeEventListener("abort", done);
          resolve();
        };
        const waiter = { table, after, resolve: done };
        waiters.add(waiter);
        signal.addEventListener("abort", done);
        timer ??= setInterval(look, intervalMs);
      });
    },
    close() {
      clearInterval(timer);
      database.close();
    },
  };

  function newest(table: string): bigint {
    return (last.get(table)?.newest as bigint | null | undefined) ?? 0n;
  }

  function look(): void {
    if (waiters.size === 0) {
      clearInterval(timer);
      timer = undefined;
      return;
    }
    const now = version.get()?.data_version;
    if (now === seen) return;
    seen = now;
    for (const waiter of waiters) {
      if (newest(waiter.table) > waiter.after) waiter.resolve();
    }
  }
}
