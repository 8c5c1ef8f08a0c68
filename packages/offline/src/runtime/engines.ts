import { startDynamoDb } from "../engines/dynamodb/start.ts";
import { startPush } from "../engines/push/start.ts";
import { startMail } from "../engines/ses/start.ts";
import { startMessaging } from "../engines/sqs/start.ts";
import { accountId, region } from "../graph/addresses.ts";
import type { ReportedRefusal } from "../iam/refusal.ts";
import type { Role } from "../iam/roles.ts";
import type { Ports } from "./ports.ts";
import type { Report } from "./progress.ts";
import { type Engine, type Supervised, supervise } from "./supervise.ts";

/** Services that run elsewhere: they are used, and no local engine is started for them. */
export interface GivenEndpoints {
  dynamodb?: string;
  sqs?: string;
  sns?: string;
  ses?: string;
}

export interface Engines {
  endpoints: { dynamodb: string; sqs: string; sns: string; ses: string; push: string };
  /** DynamoDB's address for other programs. */
  databaseAddress: string;
  /** The file that changes with every write to a table; absent if DynamoDB runs elsewhere. */
  dynamodbFile?: string;
  /** From now on these roles apply, also in restarted engines; without any, everything is allowed. */
  enforce(roles: Role[] | undefined): Promise<void>;
  /** Settles with the reason when an engine cannot be kept running. */
  failed: Promise<Error>;
  stop(): Promise<void>;
}

export interface EnginesOptions {
  ports: Ports;
  dataDir: string;
  report: Report;
  /** Called once for each thing that a function, or a service, may not do. */
  refused(refusal: ReportedRefusal): void;
}

/**
 * @returns the endpoints in the SDK's variables `AWS_ENDPOINT_URL_<SERVICE>`. Throws if they set only one of SQS and
 * SNS.
 */
export function givenEndpoints(environment: NodeJS.ProcessEnv): GivenEndpoints {
  const { AWS_ENDPOINT_URL_DYNAMODB: dynamodb, AWS_ENDPOINT_URL_SQS: sqs, AWS_ENDPOINT_URL_SNS: sns } = environment;
  const { AWS_ENDPOINT_URL_SESV2: ses } = environment;
  if (!sqs !== !sns) {
    throw new Error("Set both AWS_ENDPOINT_URL_SQS and AWS_ENDPOINT_URL_SNS, or none: topics deliver to the queues.");
  }
  return { ...(dynamodb && { dynamodb }), ...(sqs && { sqs }), ...(sns && { sns }), ...(ses && { ses }) };
}

/** Starts the engines that are not given, and restarts any that dies. */
export async function startEngines(
  given: GivenEndpoints,
  { ports, dataDir, report, refused }: EnginesOptions,
): Promise<Engines> {
  let roles: Role[] | undefined;
  let databaseUrl: string | undefined;
  const note = (text: string) => report({ type: "warning", text });
  const starting = [
    given.dynamodb
      ? undefined
      : supervise({
          name: "DynamoDB",
          note,
          async start() {
            const engine = await startDynamoDb({ port: ports.dynamodb, dataDir, url: databaseUrl });
            databaseUrl = engine.url;
            return engine;
          },
        }),
    given.sqs
      ? undefined
      : supervise({
          name: "SQS and SNS",
          note,
          start: () => startMessaging({ port: ports.messaging, dataDir, region, accountId, roles, refused }),
        }),
    given.ses
      ? undefined
      : supervise({
          name: "SES",
          note,
          start: () =>
            startMail({
              port: ports.mail,
              dataDir,
              snsUrl: given.sns ?? `http://127.0.0.1:${ports.messaging}`,
              roles,
              refused,
            }),
        }),
    supervise({ name: "The push service", note, start: () => startPush({ port: ports.push, dataDir }) }),
  ] as const;
  const started: Supervised<Engine>[] = [];
  for (const engine of starting) engine?.then((running) => started.push(running)).catch(() => {});
  const stop = async () => void (await Promise.all(started.map((engine) => engine.stop())));

  await Promise.allSettled(starting);
  try {
    const [dynamodb, messaging, mail, push] = await Promise.all(starting);
    return {
      endpoints: {
        dynamodb: given.dynamodb ?? dynamodb?.engine.url ?? "",
        sqs: given.sqs ?? messaging?.engine.url ?? "",
        sns: given.sns ?? messaging?.engine.url ?? "",
        ses: given.ses ?? mail?.engine.url ?? "",
        push: push.engine.url,
      },
      databaseAddress: given.dynamodb ?? dynamodb?.engine.address ?? "",
      ...(dynamodb && { dynamodbFile: dynamodb.engine.file }),
      async enforce(wanted) {
        roles = wanted;
        await Promise.all([messaging?.current().enforce(wanted), mail?.current().enforce(wanted)]);
      },
      failed: Promise.race(started.map(({ failed }) => failed)),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
