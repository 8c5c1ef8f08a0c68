import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type Shard,
  type _Record as StreamRecord,
} from "@aws-sdk/client-dynamodb-streams";
import type { Position } from "../engines/dynamodb/checkpoint.ts";

export interface StreamReader {
  /** The position of the next records, not counting those read since. */
  readonly position: Position;
  /** The next records, in order; an empty list if there are none yet. */
  next(limit: number): Promise<StreamRecord[]>;
}

export interface StreamReaderOptions {
  client: DynamoDBStreamsClient;
  table: string;
  /** From an earlier run; invalid if the table has been recreated. */
  kept: Position | undefined;
  /** Without a stored position. `after`: after the newest record at this moment. */
  start: { at: "TRIM_HORIZON" } | { at: "LATEST"; after: string | undefined };
}

const getRecordsLimit = 1000;

/** Reads a table's stream from the stored position: shard after shard, each from its oldest record. */
export async function openStream({ client, table, kept, start }: StreamReaderOptions): Promise<StreamReader> {
  const streamArn = await findStream(client, table);
  let position = kept?.streamArn === streamArn ? kept : await first();
  let iterator = await iteratorAt(position);

  return {
    get position() {
      return position;
    },
    async next(limit) {
      const { Records = [], NextShardIterator } = await client.send(
        new GetRecordsCommand({ ShardIterator: iterator, Limit: Math.min(limit, getRecordsLimit) }),
      );
      const ended = NextShardIterator === undefined;
      if (!ended) iterator = NextShardIterator;
      if (ended && Records.length === 0) await advance();
      return Records;
    },
  };

  async function first(): Promise<Position> {
    const all = await shards();
    if (start.at === "TRIM_HORIZON") return { streamArn, shardId: shardIdOf(all[0]) };
    return { streamArn, shardId: shardIdOf(all.at(-1)), ...(start.after && { after: start.after }) };
  }

  /** A closed shard is followed by the one that names it as its parent. */
  async function advance(): Promise<void> {
    const child = (await shards()).find(({ ParentShardId }) => ParentShardId === position.shardId);
    if (child === undefined) return;
    position = { streamArn, shardId: shardIdOf(child) };
    iterator = await iteratorAt(position);
  }

  async function iteratorAt({ shardId, after }: Position): Promise<string | undefined> {
    const shard = { StreamArn: streamArn, ShardId: shardId };
    const oldest = { ...shard, ShardIteratorType: "TRIM_HORIZON" } as const;
    const next = { ...shard, ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: after } as const;
    try {
      return (await client.send(new GetShardIteratorCommand(after ? next : oldest))).ShardIterator;
    } catch (error) {
      // Records unread for a day are gone, and so may be their shard.
      if ((error as Error).name === "TrimmedDataAccessException") {
        return (await client.send(new GetShardIteratorCommand(oldest))).ShardIterator;
      }
      if ((error as Error).name !== "ResourceNotFoundException" || after === undefined) throw error;
      position = { streamArn, shardId: shardIdOf((await shards())[0]) };
      return iteratorAt(position);
    }
  }

  async function shards(): Promise<Shard[]> {
    const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn: streamArn }));
    return StreamDescription?.Shards ?? [];
  }
}

const shardIdOf = (shard: Shard | undefined) => shard?.ShardId ?? "";

async function findStream(client: DynamoDBStreamsClient, table: string): Promise<string> {
  const { Streams = [] } = await client.send(new ListStreamsCommand({ TableName: table }));
  // Disabled streams stay listed for a day; labels are timestamps.
  const newest = Streams.toSorted((a, b) => (a.StreamLabel ?? "").localeCompare(b.StreamLabel ?? "")).at(-1);
  if (newest?.StreamArn === undefined) throw new Error(`table ${table} has no stream`);
  return newest.StreamArn;
}
