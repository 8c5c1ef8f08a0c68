import { DatabaseSync } from "node:sqlite";

/** How long AWS keeps a stream record, in seconds. */
export const streamRetentionSeconds = 24 * 60 * 60;

const trimBatch = 500;

/**
 * The stream records in dynoxide's file. The engine reads the highest sequence number of the table on every write and
 * has no index for it (dynoxide 1.2.1): 20,000 records slow it from 2,000 to 140 transactions a second. It never
 * deletes a record either.
 */
export class StreamRecords {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    this.#database = new DatabaseSync(file, { timeout: 5_000 });
    this.#database.exec(`
      CREATE INDEX IF NOT EXISTS offline_stream_sequence
        ON _stream_records (table_name, CAST(sequence_number AS INTEGER));
      CREATE INDEX IF NOT EXISTS offline_stream_shard ON _stream_records (table_name, shard_id, id);
      CREATE INDEX IF NOT EXISTS offline_stream_age ON _stream_records (created_at);
    `);
  }

  /**
   * Deletes the records older than `before` (unix seconds), a few at a time since writers wait meanwhile. A table's
   * newest record always stays: the engine derives the next sequence number from it, and would otherwise assign one
   * twice. Records that a mapping has not read yet stay as well: after a weekend off, a laptop has not handled them,
   * while AWS would have done so long ago.
   *
   * @param readUpTo by table, the last sequence number that all of its mappings have read
   * @returns how many were deleted
   */
  async trim(
    before = Math.floor(Date.now() / 1_000) - streamRetentionSeconds,
    readUpTo: ReadonlyMap<string, number> = new Map(),
  ): Promise<number> {
    const statement = this.#database.prepare(`
      DELETE FROM _stream_records WHERE id IN (
        SELECT id FROM _stream_records AS old
        WHERE created_at < ? AND id < (SELECT MAX(id) FROM _stream_records WHERE table_name = old.table_name)
        AND CAST(sequence_number AS INTEGER) <=
          COALESCE((SELECT value FROM json_each(?) WHERE key = old.table_name), ${Number.MAX_SAFE_INTEGER})
        ORDER BY created_at LIMIT ${trimBatch})
    `);
    const read = JSON.stringify(Object.fromEntries(readUpTo));
    let deleted = 0;
    for (;;) {
      const { changes } = statement.run(before, read);
      deleted += Number(changes);
      if (changes < trimBatch) return deleted;
      await new Promise(setImmediate);
    }
  }

  close(): void {
    this.#database.close();
  }
}
