import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { close, listen } from "../../http/listen.ts";
import { createLocalServer } from "../../http/local-server.ts";
import type { Authority } from "../../iam/authority.ts";
import { checkDatabase } from "../../kept-file.ts";
import { SnsStore, type TopicStore } from "./fauxqs.ts";
import { MessageMoveTasks } from "./message-move-tasks.ts";
import { Persistence } from "./persistence.ts";
import { QueueStore } from "./queue-store.ts";
import { restoreQueues } from "./restore.ts";
import { answerSns } from "./sns-api.ts";
import { type Answer, answerSqs } from "./sqs-api.ts";
import { answerSqsQuery } from "./sqs-query-api.ts";
import { TopicDeduplication } from "./topic-deduplication.ts";

export interface ServerOptions {
  /** 0: any free port. */
  port: number;
  dataDir: string;
  region: string;
  authority: Authority;
  /** The file could not store a change, as on a full disk: nothing is answered any more, and only a restart helps. */
  failed(error: Error): void;
}

/** If an idle connection is closed just as a client sends, the client sends again, and a message arrives twice. */
const keepAliveMs = 10 * 60_000;

/**
 * Serves SQS and SNS on this machine's loopback addresses only.
 * @throws if the port is taken, or the data folder is in use by another process.
 */
export async function serve(options: ServerOptions): Promise<{ port: number; close(): Promise<void> }> {
  const persistence = openPersistence(options);
  const ready = Promise.withResolvers<Messaging>();
  const server = createLocalServer(
    async (request, response) => {
      const gone = new AbortController();
      response.on("close", () => gone.abort());
      const { status, headers, body } = await answer(request, await ready.promise, gone.signal);
      if (gone.signal.aborted) return;
      // A kept-alive connection would keep the server from closing.
      response.shouldKeepAlive &&= server.listening;
      response.writeHead(status, { ...headers, "x-amzn-requestid": randomUUID() }).end(body);
    },
    { requestTimeout: 0 },
  );
  const port = await listen(server, options.port, keepAliveMs).catch((error) => {
    persistence.close();
    throw error;
  });
  const messaging = createMessaging(`http://127.0.0.1:${port}`, options, persistence);
  ready.resolve(messaging);
  return {
    port,
    async close() {
      messaging.moveTasks.stop();
      const closed = close(server);
      messaging.queues.shutdown();
      await closed;
      persistence.close();
    },
  };
}

interface Messaging {
  queues: QueueStore;
  topics: TopicStore;
  published: TopicDeduplication;
  moveTasks: MessageMoveTasks;
  authority: Authority;
}

function openPersistence({ dataDir, failed }: ServerOptions): Persistence {
  try {
    checkDatabase(join(dataDir, "fauxqs.db"), {
      holds: "all queues with their messages, topics and subscriptions",
      without: "they are made anew, and the messages are lost",
    });
    return new Persistence(dataDir, failed);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes("locked")) throw error;
    throw new Error(`The messages in ${dataDir} are in use by another process.`, { cause: error });
  }
}

function createMessaging(address: string, { region, authority }: ServerOptions, persistence: Persistence): Messaging {
  const queues = new QueueStore(address, region, persistence);
  restoreQueues(persistence, queues);
  const topics = new SnsStore();
  topics.region = region;
  topics.persistence = persistence;
  persistence.loadSnsTopics(topics);
  persistence.loadSnsSubscriptions(topics);
  const published = new TopicDeduplication(persistence);
  return { queues, topics, published, moveTasks: new MessageMoveTasks(queues), authority };
}

async function answer(request: IncomingMessage, messaging: Messaging, signal: AbortSignal): Promise<Answer> {
  const type = request.headers["content-type"] ?? "";
  const target = request.headers["x-amz-target"];
  const { queues, topics, published, moveTasks, authority } = messaging;
  const asking = { authority, caller: authority.callerOf(request.headers) };
  const traceId = request.headers["x-amzn-trace-id"];
  const context = { ...asking, store: queues, moveTasks, signal, ...(typeof traceId === "string" && { traceId }) };
  if (type.startsWith("application/x-amz-json-1.0") && typeof target === "string") {
    return answerSqs(target, await text(request), context);
  }
  if (type.startsWith("application/x-www-form-urlencoded")) {
    const body = await text(request);
    if (isForSqs(request, body)) return answerSqsQuery(request.url ?? "/", body, context);
    return answerSns(body, { ...asking, topics, queues, published });
  }
  if (request.method === "GET" && request.url === "/metrics")
    return queues.persistence.transaction(() => metricsOf(queues));
  return {
    status: 404,
    headers: {},
    body: "SQS (AWS JSON or query protocol) and SNS (AWS query protocol) answer here.",
  };
}

/** Both services use the query protocol: SQS's requests contain its version, or go to a queue's URL. */
function isForSqs(request: IncomingMessage, body: string): boolean {
  return new URLSearchParams(body).get("Version") === "2012-11-05" || /^\/\d{12}\/./.test(request.url ?? "");
}

/** What SQS reports to CloudWatch, for every queue by its physical name. */
function metricsOf(queues: QueueStore): Answer {
  const metrics = [...queues.allQueues()].map((queue) => {
    queue.settle();
    const { name, counters, oldestAgeSeconds } = queue;
    const count = (attribute: string) => Number(queue.getAttribute(attribute));
    const numbers = {
      visible: count("ApproximateNumberOfMessages"),
      inFlight: count("ApproximateNumberOfMessagesNotVisible"),
      delayed: count("ApproximateNumberOfMessagesDelayed"),
    };
    return [name, { ...numbers, oldestAgeSeconds, ...counters }] as const;
  });
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(Object.fromEntries(metrics)),
  };
}
