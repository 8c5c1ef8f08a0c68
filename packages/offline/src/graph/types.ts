/**
 * The deployed graph: everything `sst.config.ts` describes, in the terms of the AWS services, with logical names. ARNs
 * are complete (region us-east-1, account 000000000000). Addresses known only at run time are written as
 * `https://<service>.offline…` (see addresses.ts) and replaced when the runtime has chosen its ports.
 */
export interface Graph {
  app: string;
  tables: Table[];
  queues: Queue[];
  topics: Topic[];
  functions: LambdaFunction[];
  policies: ManagedPolicy[];
  eventSourceMappings: EventSourceMapping[];
  httpApis: HttpApi[];
  socketApis: SocketApi[];
  schedules: Schedule[];
  alarms: Alarm[];
  userPools: UserPool[];
  secrets: Secret[];
  sites: Site[];
  mailIdentities: MailIdentity[];
  /** Functions that run once at every deploy whose input changed (aws.lambda.Invocation). */
  invocations: Invocation[];
}

export interface Table {
  name: string;
  arn: string;
  attributes: Record<string, "S" | "N" | "B">;
  key: KeySchema;
  indexes: { name: string; key: KeySchema; projection: "ALL" | "KEYS_ONLY" }[];
  stream?: { arn: string; view: "NEW_IMAGE" | "OLD_IMAGE" | "NEW_AND_OLD_IMAGES" | "KEYS_ONLY" };
  ttlAttribute?: string;
}

export interface KeySchema {
  hash: string;
  range?: string;
}

export interface Queue {
  /** Logical name, without `.fifo`. */
  name: string;
  arn: string;
  url: string;
  fifo: boolean;
  contentBasedDeduplication: boolean;
  visibilityTimeoutSeconds: number;
  retentionSeconds: number;
  delaySeconds: number;
  /** Absent: SQS's default. */
  maximumMessageBytes?: number;
  /** Seconds a receive waits by default. Absent: not at all. */
  receiveWaitSeconds?: number;
  /** FIFO queues only. Absent: SQS's default. */
  deduplicationScope?: "messageGroup" | "queue";
  fifoThroughputLimit?: "perQueue" | "perMessageGroupId";
  /** The queues that may use this as their dead-letter queue. Absent: every queue. */
  redriveAllow?: { redrivePermission: "allowAll" | "denyAll" | "byQueue"; sourceQueueArns?: string[] };
  redrive?: { deadLetterQueueArn: string; maxReceiveCount: number };
  /** Who may use it besides the account's own roles. Absent: nobody. */
  policy?: ResourcePermission[];
}

export interface Topic {
  name: string;
  arn: string;
  fifo: boolean;
  /** FIFO topics only. Absent: SNS's default. */
  contentBasedDeduplication?: boolean;
  fifoThroughputScope?: "Topic" | "MessageGroup";
  subscriptions: Subscription[];
  /** Who may use it besides the account's own roles. Absent: AWS services, for the account itself. */
  policy?: ResourcePermission[];
}

export interface Subscription {
  name: string;
  queueArn: string;
  rawDelivery: boolean;
  filterPolicy?: Record<string, unknown>;
  filterPolicyScope?: "MessageAttributes" | "MessageBody";
  deadLetterQueueArn?: string;
}

export interface LambdaFunction {
  name: string;
  arn: string;
  /** Path from the project root, without extension, then the export: `packages/functions/src/api/sales.handler`. */
  handler: string;
  /** Absent: SST's own settings. */
  bundling?: FunctionBundling;
  timeoutSeconds: number;
  memoryMb: number;
  architecture: "arm64" | "x86_64";
  reservedConcurrency?: number;
  /** Absent: text. */
  logFormat?: "JSON";
  /** The name of its log group. Absent: Lambda's own, `/aws/lambda/<name>`. */
  logGroup?: string;
  environment: Record<string, string>;
  /** What `Resource.<name>` holds in this function. */
  links: Record<string, { type: string } & Record<string, unknown>>;
  /** The statements of the function's role itself; those of `policies` are added. */
  permissions: Permission[];
  /** Names of the app's managed policies on the role. */
  policies?: string[];
  /** ARNs of AWS's own policies on the role, except the one for writing logs. */
  managedPolicies?: string[];
}

/** The settings in the function's `nodejs.esbuild` that affect its bundle. */
export interface FunctionBundling {
  external?: string[];
  keepNames?: boolean;
}

/** Statements that roles can share (aws.iam.Policy). */
export interface ManagedPolicy {
  name: string;
  arn: string;
  permissions: Permission[];
}

export interface Permission {
  /** Absent: Allow. */
  effect?: "Deny";
  actions: string[];
  resources: string[];
  /** All of them must hold: `{test: "StringEquals", variable: "ses:FromAddress", values: […]}`. */
  conditions?: { test: string; variable: string; values: string[] }[];
}

/** A statement of a queue's or topic's own policy: it also has principals. */
export interface ResourcePermission extends Permission {
  principals: { type: "AWS" | "Service" | "*"; identifiers: string[] }[];
}

export interface EventSourceMapping {
  /** On the laptop it is also the UUID. */
  name: string;
  sourceArn: string;
  functionArn: string;
  enabled: boolean;
  batchSize: number;
  batchWindowSeconds: number;
  reportBatchItemFailures: boolean;
  maximumConcurrency?: number;
  /** Whether it has CloudWatch count the events that a function is given. */
  countsEvents?: true;
  /** EventBridge patterns; a record that matches none is skipped. */
  filters: Record<string, unknown>[];
  startingPosition?: "LATEST" | "TRIM_HORIZON";
  /** Streams only. -1: until the record expires. */
  maximumRetryAttempts?: number;
  bisectBatchOnError?: boolean;
  /** Streams only. Absent: until the record expires. */
  maximumRecordAgeSeconds?: number;
  /** Streams only: the number of batches of one shard handled at a time. */
  parallelization?: number;
  failureDestinationArn?: string;
}

export interface HttpApi {
  name: string;
  url: string;
  cors?: {
    allowOrigins: string[];
    allowMethods: string[];
    allowHeaders: string[];
    exposeHeaders: string[];
    allowCredentials: boolean;
    maxAgeSeconds?: number;
  };
  authorizers: { name: string; issuer: string; audiences: string[] }[];
  routes: { route: string; functionArn: string; authorizer?: string }[];
}

/** A WebSocket API. */
export interface SocketApi {
  name: string;
  url: string;
  /** Where a message, which is JSON, has its route key: `["action"]`. */
  routeSelection: string[];
  /**
   * Functions that decide who may connect. If an identity source is missing, the function is not called and the
   * connection is refused.
   */
  authorizers: { name: string; functionArn: string; identitySources: IdentitySource[] }[];
  /** `$connect`, `$disconnect`, `$default`, or the message's route key. */
  routes: { route: string; functionArn: string; authorizer?: string }[];
}

export interface IdentitySource {
  in: "header" | "querystring";
  name: string;
}

export interface Schedule {
  name: string;
  /** `rate(1 minute)`, `cron(…)` or `at(…)`. */
  expression: string;
  timezone?: string;
  functionArn: string;
  input?: string;
  enabled: boolean;
}

export interface Alarm {
  name: string;
  description?: string;
  queueName: string;
  metric: string;
  statistic: "Sum" | "Minimum" | "Maximum" | "Average" | "SampleCount";
  comparison:
    | "GreaterThanThreshold"
    | "GreaterThanOrEqualToThreshold"
    | "LessThanThreshold"
    | "LessThanOrEqualToThreshold";
  threshold: number;
  periodSeconds: number;
  evaluationPeriods: number;
  /** How many of the evaluation periods; absent: all. */
  datapointsToAlarm?: number;
  treatMissingData?: "breaching" | "notBreaching" | "ignore" | "missing";
  /** Topics notified of the state ALARM. */
  actionArns: string[];
  /** Topics notified of the state OK. */
  okActionArns: string[];
}

/** A user pool for the system's own pages and APIs. */
export interface UserPool {
  name: string;
  /** The `iss` of its tokens; `/.well-known/openid-configuration` is below it. */
  issuer: string;
  groups: string[];
  clients: UserPoolClient[];
}

/** A client application that people sign in to, without a client secret. */
export interface UserPoolClient {
  /** On the laptop it is also the client id. */
  name: string;
  callbackUrls: string[];
  logoutUrls: string[];
  scopes: string[];
  idTokenSeconds: number;
  accessTokenSeconds: number;
  refreshTokenSeconds: number;
  /** Whether a refresh token is valid once, and each renewal returns a new one. */
  rotatesRefreshTokens: boolean;
}

export interface Secret {
  name: string;
  placeholder?: string;
}

export interface Site {
  name: string;
  url: string;
  /** Folder from the project root, its build command, and the output's path within that folder. */
  path: string;
  build: { command: string; output: string };
  environment: Record<string, string>;
  /** Headers that the CDN adds to every answer. */
  headers: Record<string, string>;
  /**
   * Caching of output files, by globs on their paths. The last glob that matches a file counts; a file that none
   * matches is not served.
   */
  fileOptions: { files: string[]; ignore: string[]; cacheControl?: string }[];
}

/** A sender of mails (aws.sesv2.EmailIdentity). */
export interface MailIdentity {
  name: string;
  arn: string;
  /** The address, or the domain of its addresses. */
  sender: string;
  /** The default configuration set of its mails. */
  configurationSet: { name: string; eventDestinations: MailEventDestination[] };
}

/** A topic to which SES publishes mail events. */
export interface MailEventDestination {
  name: string;
  types: ("SEND" | "REJECT" | "BOUNCE" | "COMPLAINT" | "DELIVERY" | "DELIVERY_DELAY" | "RENDERING_FAILURE")[];
  topicArn: string;
}

export interface Invocation {
  name: string;
  functionArn: string;
  input: string;
}
