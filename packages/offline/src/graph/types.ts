/**
 * The deployed graph: everything `sst.config.ts` describes, in the terms of the AWS services, with
 * logical names. ARNs are complete (region us-east-1, account 000000000000). Addresses that only a
 * running system knows are written as `https://<service>.offline…` (see addresses.ts) and replaced
 * when the runtime has chosen its ports.
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
  /** How long a receive waits that does not say. Absent: not at all. */
  receiveWaitSeconds?: number;
  /** FIFO queues only. Absent: SQS's default. */
  deduplicationScope?: "messageGroup" | "queue";
  fifoThroughputLimit?: "perQueue" | "perMessageGroupId";
  /** Whose dead-letter queue this may be. Absent: every queue's. */
  redriveAllow?: { redrivePermission: "allowAll" | "denyAll" | "byQueue"; sourceQueueArns?: string[] };
  redrive?: { deadLetterQueueArn: string; maxReceiveCount: number };
  /** Who besides the account's own roles may use it. Absent: nobody. */
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
  /** Who besides the account's own roles may use it. Absent: AWS services, for the account itself. */
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
  timeoutSeconds: number;
  memoryMb: number;
  architecture: "arm64" | "x86_64";
  reservedConcurrency?: number;
  /** Absent: text. */
  logFormat?: "JSON";
  environment: Record<string, string>;
  /** What `Resource.<name>` holds in this function. */
  links: Record<string, { type: string } & Record<string, unknown>>;
  /** The statements in the function's role itself; those of `policies` come to it. */
  permissions: Permission[];
  /** Names of the app's managed policies on the role. */
  policies?: string[];
  /** ARNs of AWS's own policies on the role, besides the one that lets a function write its logs. */
  managedPolicies?: string[];
}

/** Statements that roles can share (aws.iam.Policy). */
export interface ManagedPolicy {
  name: string;
  arn: string;
  permissions: Permission[];
}

export interface Permission {
  /** Absent: it allows. */
  effect?: "Deny";
  actions: string[];
  resources: string[];
  /** All of them must hold: `{test: "StringEquals", variable: "ses:FromAddress", values: […]}`. */
  conditions?: { test: string; variable: string; values: string[] }[];
}

/** A statement of a queue's or topic's own policy: it says also who may. */
export interface ResourcePermission extends Permission {
  principals: { type: "AWS" | "Service" | "*"; identifiers: string[] }[];
}

export interface EventSourceMapping {
  /** Also its UUID on the laptop. */
  name: string;
  sourceArn: string;
  functionArn: string;
  enabled: boolean;
  batchSize: number;
  batchWindowSeconds: number;
  reportBatchItemFailures: boolean;
  maximumConcurrency?: number;
  /** EventBridge patterns; a record that matches none is skipped. */
  filters: Record<string, unknown>[];
  startingPosition?: "LATEST" | "TRIM_HORIZON";
  /** Streams only. -1: until the record expires. */
  maximumRetryAttempts?: number;
  bisectBatchOnError?: boolean;
  /** Streams only. Absent: until the record expires. */
  maximumRecordAgeSeconds?: number;
  /** Streams only: batches of one shard that are handled at a time. */
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
  /** Where in a message, which is JSON, the key of its route stands: `["action"]`. */
  routeSelection: string[];
  /** Functions that decide who may connect. Without one of the identity sources it is not asked, and nobody connects. */
  authorizers: { name: string; functionArn: string; identitySources: IdentitySource[] }[];
  /** `$connect`, `$disconnect`, `$default`, or what a message says. */
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
  /** Of the evaluation periods; all when absent. */
  datapointsToAlarm?: number;
  treatMissingData?: "breaching" | "notBreaching" | "ignore" | "missing";
  /** Topics that are told of the state ALARM. */
  actionArns: string[];
  /** Topics that are told of the state OK. */
  okActionArns: string[];
}

/** Who may sign in to the system's own pages and APIs. */
export interface UserPool {
  name: string;
  /** The `iss` of its tokens; `/.well-known/openid-configuration` lies below it. */
  issuer: string;
  groups: string[];
  clients: UserPoolClient[];
}

/** A program that people sign in to, without a secret of its own. */
export interface UserPoolClient {
  /** Also its id on the laptop. */
  name: string;
  callbackUrls: string[];
  logoutUrls: string[];
  scopes: string[];
  idTokenSeconds: number;
  accessTokenSeconds: number;
  refreshTokenSeconds: number;
  /** Whether a refresh token is good for one use, and a new one comes with the tokens. */
  rotatesRefreshTokens: boolean;
}

export interface Secret {
  name: string;
  placeholder?: string;
}

export interface Site {
  name: string;
  url: string;
  /** Folder from the project root, the command that builds it, and where the output lies in that folder. */
  path: string;
  build: { command: string; output: string };
  environment: Record<string, string>;
  /** What the CDN adds to every answer. */
  headers: Record<string, string>;
  /**
   * How files of the output are kept, by globs on their paths in it. Of those that fit a file, the last counts; a file
   * that none fits is not served.
   */
  fileOptions: { files: string[]; ignore: string[]; cacheControl?: string }[];
}

/** Whom mails may be sent from (aws.sesv2.EmailIdentity). */
export interface MailIdentity {
  name: string;
  arn: string;
  /** The address, or the domain of all addresses. */
  sender: string;
  /** Of its mails that name no other one. */
  configurationSet: { name: string; eventDestinations: MailEventDestination[] };
}

/** A topic that SES tells what becomes of mails. */
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
