import { subjectNames, topicNameOf } from "@donut/contracts/subjects";
import { permissionsOf } from "@donut/offline/graph/permissions";
import type { LambdaFunction } from "@donut/offline/graph/types";
import { handlerCode } from "@donut/offline/synth/handler-code";
import { beforeAll, describe, expect, test } from "vitest";
import { graph, nameOf, root } from "./test/committed-graph.ts";

/** Directly, from the order queue, and from the order queue by hand. */
const selling = ["SalesFunction", "OrderQueueConsumer", "OrderLineFunction"];

/** Functions that take stock for orders from Shopify. */
const storingShopify = ["ShopifyQueueConsumer", "ShopifyServeQueueConsumer", "ShopifyReplayQueueConsumer"];

/** Who may access a table: its own service, and the agreed exceptions. */
const owners: Record<string, { service: string[]; others?: Record<string, string[]> }> = {
  ProductTable: {
    service: [...selling, "SeedCatalog"],
    others: {
      WishesFunction: ["Scan"],
      ShopifyPrivacyQueueConsumer: ["Scan"],
      StockFunction: ["Scan"],
      StockInQueueConsumer: ["Scan"],
      ShortageSweep: ["Scan"],
      ShopifyConsoleFunction: ["Scan"],
      ...Object.fromEntries(storingShopify.map((name) => [name, ["Scan"]])),
    },
  },
  StockTable: {
    service: [...selling, "SeedCatalog", "RestockQueueConsumer", "StockInQueueConsumer", "ShortageSweep"],
    others: {
      OverdueQueueConsumer: ["GetItem"],
      WishesFunction: ["GetItem"],
      WishQueueConsumer: ["GetItem"],
      WishMailQueueConsumer: ["GetItem"],
      WishSweep: ["Scan"],
      CampaignSweep: ["Scan"],
      StockFunction: ["Scan", "GetItem", "UpdateItem"],
      // Products guarded by the waiting room carry its guard.
      WaitingRoomAdminFunction: ["Scan", "UpdateItem"],
      ...Object.fromEntries(storingShopify.map((name) => [name, ["GetItem", "UpdateItem"]])),
    },
  },
  OrderTable: {
    service: [...selling, "OrderWithdrawalQueueConsumer", "OrderSweep"],
    others: { JourneysFunction: ["GetItem", "Query"], OrdersFunction: ["GetItem", "Query"] },
  },
  OrderLineTable: {
    service: selling,
    others: { JourneysFunction: ["GetItem"], OrdersFunction: ["GetItem"], WaitingRoomAdminFunction: ["UpdateItem"] },
  },
  ProductionTable: {
    service: ["RestockQueueConsumer", "StockInQueueConsumer", "ShortageSweep"],
    others: { StockFunction: ["Query"] },
  },
  FactoryTable: { service: ["FactoryFunction", "FactoryScheduler", "FactoryProductionQueueConsumer", "FactorySweep"] },
  MarketingTable: { service: ["MarketingFunction"] },
  CampaignTable: {
    service: [
      "SeedCampaigns",
      "CampaignQueueConsumer",
      "CampaignSweep",
      "AdStopQueueConsumer",
      "AdMailBounceQueueConsumer",
      "AdsFunction",
      "CampaignsFunction",
    ],
  },
  WishTable: {
    service: ["WishesFunction", "WishQueueConsumer", "WishMailQueueConsumer", "WishSweep"],
    others: { ShopifyPrivacyQueueConsumer: ["DeleteItem"] },
  },
  WishMailTable: { service: ["WishMailQueueConsumer"] },
  OrderMailTable: { service: ["OrderMailQueueConsumer"] },
  AdStopMailTable: { service: ["AdStopQueueConsumer", "AdMailBounceQueueConsumer", "CampaignsFunction"] },
  CustomerTable: {
    service: [
      "CustomerQueueConsumer",
      "VipQueueConsumer",
      "MarketingQueueConsumer",
      "CustomersFunction",
      "MeFunction",
      "CustomerSweep",
    ],
  },
  JourneyTable: {
    service: [
      "JourneyQueueConsumer",
      "CampaignJourneyQueueConsumer",
      "CustomerJourneyQueueConsumer",
      "ShopifyJourneyQueueConsumer",
    ],
    others: { SalesFunction: ["Query"], JourneysFunction: ["Query"], ShopifyConsoleFunction: ["Query"] },
  },
  OutboxTable: {
    service: ["OutboxRelay", "OutboxSweep"],
    others: {
      SalesFunction: ["PutItem"],
      OrderQueueConsumer: ["PutItem"],
      OrderLineFunction: ["PutItem"],
      StockFunction: ["PutItem"],
      DeadLettersFunction: ["PutItem"],
      RepairQueueConsumer: ["PutItem"],
      AlertMailQueueConsumer: ["PutItem"],
      RestockQueueConsumer: ["PutItem"],
      StockInQueueConsumer: ["PutItem"],
      ShortageSweep: ["PutItem"],
      CampaignSweep: ["PutItem"],
      CustomerSweep: ["PutItem"],
      DigestSweep: ["PutItem"],
      TaskSweep: ["PutItem"],
      ShopifySweep: ["PutItem"],
      CampaignQueueConsumer: ["PutItem"],
      AdStopQueueConsumer: ["PutItem"],
      AdMailBounceQueueConsumer: ["PutItem"],
      AdsFunction: ["PutItem"],
      CampaignsFunction: ["PutItem"],
      VipQueueConsumer: ["PutItem"],
      MarketingQueueConsumer: ["PutItem"],
      ShopifyConsoleFunction: ["PutItem"],
      ShopifyPushQueueConsumer: ["PutItem"],
      ...Object.fromEntries(storingShopify.map((name) => [name, ["PutItem"]])),
    },
  },
  WaitingTable: {
    service: [
      "WaitingRoomFunction",
      "WaitingRoomSocketFunction",
      "WaitingRoomAdminFunction",
      "WaitingRoomClock",
      "WaitingRoomTeller",
      "WaitingLineQueueConsumer",
      "WaitingTickQueueConsumer",
    ],
    others: {
      // An order takes its seat in its own transaction.
      SalesFunction: ["GetItem", "UpdateItem"],
      OrderLineFunction: ["GetItem", "UpdateItem"],
      OrderQueueConsumer: ["UpdateItem"],
      // A new product is guarded according to the room's settings.
      SeedCatalog: ["GetItem", "ConditionCheckItem"],
    },
  },
  PushSubscriptionTable: {
    service: ["PushFunction", "PushDigestQueueConsumer", "PushSendQueueConsumer", "DigestSweep"],
  },
  PushTable: {
    service: ["ShopifyPushQueueConsumer", "PushDigestQueueConsumer", "PushSendQueueConsumer", "DigestSweep"],
  },
  ShopifyOrderTable: { service: [...storingShopify, "ShopifyPrivacyQueueConsumer", "ShopifyConsoleFunction"] },
  ShopifyOpenTable: {
    service: [...storingShopify, "ShopifyConsoleFunction", "ShopifyPrivacyQueueConsumer", "ShopifySweep"],
  },
  ShopifyInboxTable: { service: ["ShopifyQueueConsumer", "ShopifyReplayQueueConsumer"] },
  ShopifyDeliveryTable: {
    service: [
      "ShopifyQueueConsumer",
      "ShopifyReplayQueueConsumer",
      "ShopifyPrivacyQueueConsumer",
      "ShopifyGivenUpQueueConsumer",
      "ShopifyConsoleFunction",
    ],
  },
  ShopifyBodyTable: {
    service: [
      "ShopifyQueueConsumer",
      "ShopifyReplayQueueConsumer",
      "ShopifyPrivacyQueueConsumer",
      "ShopifyConsoleFunction",
    ],
  },
  ShopifySkuTable: {
    service: ["ShopifyQueueConsumer", "ShopifyReplayQueueConsumer", "ShopifyConsoleFunction", "ShopifySweep"],
  },
  ShopifyRefusalTable: { service: ["ShopifyFunction", "ShopifyConsoleFunction"] },
  ShopifyTaskTable: {
    service: [
      "ShopifyQueueConsumer",
      "ShopifyReplayQueueConsumer",
      "ShopifyPrivacyQueueConsumer",
      "ShopifyConsoleFunction",
    ],
  },
  LabTable: { service: ["LabFunction", "LabQueueConsumer", "LabGroupQueueConsumer"] },
  AuditTable: {
    service: ["RecordsFunction"],
    others: {
      QueuesFunction: ["PutItem", "UpdateItem"],
      DeadLettersFunction: ["PutItem", "UpdateItem"],
      SendByHandFunction: ["PutItem", "UpdateItem"],
      StockFunction: ["PutItem", "UpdateItem"],
      RepairQueueConsumer: ["PutItem", "UpdateItem"],
      CampaignsFunction: ["PutItem", "UpdateItem"],
      OrderLineFunction: ["PutItem", "UpdateItem"],
      LabFunction: ["PutItem", "UpdateItem"],
      WaitingRoomAdminFunction: ["PutItem", "UpdateItem"],
      PushFunction: ["PutItem", "UpdateItem"],
      ShopifyConsoleFunction: ["PutItem", "UpdateItem"],
    },
  },
  RepairTable: {
    service: ["DeadLettersFunction", "RepairQueueConsumer", "AlertMailQueueConsumer", "TaskSweep"],
    others: { JourneysFunction: ["Query"] },
  },
  DeadLetterTable: {
    service: ["DeadLettersFunction", "RepairQueueConsumer", "AlertMailQueueConsumer"],
    others: { JourneysFunction: ["Query"] },
  },
  AlertTable: {
    service: ["AlertQueueConsumer", "AlertMailQueueConsumer", "AlertSweep"],
    others: { RecordsFunction: ["GetItem", "PutItem", "UpdateItem", "Query"] },
  },
  FailureTable: {
    service: ["DeadLettersFunction", "RepairQueueConsumer", "AlertMailQueueConsumer"],
    others: {
      JourneysFunction: ["Query"],
      ...Object.fromEntries(consumers().map((name) => [name, ["UpdateItem"]])),
    },
  },
};

const grantsOf = (fn: LambdaFunction) =>
  permissionsOf(graph, fn).flatMap(({ actions, resources }) =>
    actions.flatMap((action) => resources.map((resource) => ({ action, resource }))),
  );

const oneResource = /^arn:aws:[a-z]+:us-east-1:000000000000:[A-Za-z0-9/:._@-]+$/;
/** Every connection of one API: connections are not known at deploy time. */
const everyConnection =
  /^arn:aws:execute-api:us-east-1:000000000000:[A-Za-z0-9]+\/\$default\/(POST|DELETE)\/@connections\/\*$/;

/** Every stream of one log group: streams come and go. */
const everyStream = /^arn:aws:logs:us-east-1:000000000000:log-group:[A-Za-z0-9/_-]+:\*$/;
const wildcards: Record<string, RegExp> = {
  "execute-api:ManageConnections": everyConnection,
  "logs:FilterLogEvents": everyStream,
};

describe.each(graph.functions)("$name", (fn) => {
  let code: string;
  beforeAll(async () => {
    code = await handlerCode(root, fn.handler);
  });

  test("may do nothing by a wildcard, and has no role of AWS's but the one for logs", () => {
    for (const { action, resource } of grantsOf(fn).filter(({ action }) => action !== "cloudwatch:GetMetricData")) {
      expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z]+$/);
      expect(resource).toMatch(wildcards[action] ?? oneResource);
    }
    expect(fn.managedPolicies).toBeUndefined();
  });

  test("is linked to what its code reads of Resource, and to nothing else", () => {
    const topics = /\bResource\d*\[topicNameOf/.test(code) ? subjectNames.map((subject) => topicNameOf(subject)) : [];
    const read = [...code.matchAll(/\bResource\d*\.([A-Z]\w+)/g)].map(([, name]) => name);
    expect(Object.keys(fn.links)).toEqual([...new Set([...read, ...topics])].sort());
  });

  test("may do to tables what its code does to them, and nothing else", () => {
    const granted = grantsOf(fn)
      .filter(({ action, resource }) => action.startsWith("dynamodb:") && !resource.includes("/stream/"))
      .map(({ action, resource }) => `${action.replace("BatchGetItem", "GetItem")} ${tableOf(resource)}`);
    expect(new Set(granted)).toEqual(new Set(tableCalls(code)));
  });

  test("may send to connections, and close them, if its code does, and not otherwise", () => {
    const granted = grantsOf(fn).some(({ action }) => action === "execute-api:ManageConnections");
    expect(granted).toBe(/\b(PostToConnection|DeleteConnection)Command\b/.test(code));
  });

  test("is granted something on every resource of AWS it is linked to", () => {
    const granted = new Set(grantsOf(fn).map(({ resource }) => tableOf(resource)));
    const resources = Object.entries(fn.links).filter(([, { type }]) => /aws\.(Dynamo|Queue|SnsTopic)$/.test(type));
    for (const [name] of resources) expect(granted).toContain(name);
  });
});

describe.each(graph.tables)("$name", ({ name, arn }) => {
  const { service = [], others = {} } = owners[name] ?? {};

  test("is touched by its service, and by others only as agreed", () => {
    for (const fn of graph.functions.filter((it) => !service.includes(it.name))) {
      const actions = grantsOf(fn)
        .filter(({ resource }) => resource === arn || resource.startsWith(`${arn}/`))
        .map(({ action }) => action.replace("dynamodb:", "").replace("BatchGetItem", "GetItem"));
      expect(new Set(actions), fn.name).toEqual(new Set(others[fn.name]));
    }
  });
});

const looking = ["sqs:GetQueueAttributes", "sqs:ReceiveMessage", "sqs:ChangeMessageVisibility"];
const repairing = [
  "sqs:DeleteMessage",
  "sqs:StartMessageMoveTask",
  "sqs:ListMessageMoveTasks",
  "sqs:CancelMessageMoveTask",
];
/** What may be done to resting messages, besides sending them there. */
const restingAccess: Record<string, string[]> = {
  OrderSweep: ["sqs:GetQueueAttributes"],
  DeadLettersFunction: [...looking, "sqs:PurgeQueue"],
  QueuesFunction: ["sqs:GetQueueAttributes"],
  RecordsFunction: ["sqs:GetQueueAttributes"],
  AlertSweep: ["sqs:GetQueueAttributes"],
  AlertMailQueueConsumer: looking,
  RepairQueueConsumer: [...looking, ...repairing],
};

test("only operators and the repair consumer may touch messages that rest", () => {
  const restingArns = graph.alarms.map((it) => graph.queues.find(({ name }) => name === it.queueName)?.arn);
  for (const fn of graph.functions) {
    const actions = grantsOf(fn)
      .filter(({ resource }) => restingArns.includes(resource))
      .map(({ action }) => action);
    expect(restingAccess[fn.name] ?? ["sqs:SendMessage"], fn.name).toEqual(expect.arrayContaining(actions));
  }
});

test("the logs of consumers are read by one function, and no others are read", () => {
  const reading = graph.functions.flatMap((fn) =>
    grantsOf(fn)
      .filter(({ action }) => action.startsWith("logs:"))
      .map(({ resource }) => ({ reader: fn.name, resource })),
  );
  expect(new Set(reading.map(({ reader }) => reader))).toEqual(new Set(["LogsFunction"]));
  const groups = consumers().map((name) => `arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/${name}:*`);
  expect(reading.map(({ resource }) => resource).sort()).toEqual(groups.sort());
});

/** Emptied message by message: SQS's purge takes a minute and also deletes what is accepted in the meantime. */
const neverPurged = ["OrderQueue"];

test("a queue is purged by one function, to which the operators' API leads", () => {
  const routes = graph.httpApis.find(({ name }) => name === "AdminApi")?.routes ?? [];
  const functionAt = (route: string) => nameOf(routes.find((it) => it.route === route)?.functionArn ?? "");
  for (const { name, arn } of graph.queues) {
    const purging = graph.functions.filter((fn) =>
      grantsOf(fn).some(({ action, resource }) => action === "sqs:PurgeQueue" && resource === arn),
    );
    const led = functionAt(`POST /queues/${name}/purge`) || functionAt("POST /queues/{name}/purge");
    expect(
      purging.map((fn) => fn.name),
      name,
    ).toEqual(neverPurged.includes(name) ? [] : [led]);
  }
});

/** The AWS SDK calls and transaction parts in which the code names a table. */
function tableCalls(code: string): string[] {
  const calls = [
    ...code.matchAll(/\b(Get|Put|Update|Delete|Query|Scan)Command\d*\(\{TableName:Resource\d*\.(\w+)\.name/g),
    ...code.matchAll(/\b(Put|Update|Delete|ConditionCheck):\{TableName:Resource\d*\.(\w+)\.name/g),
    ...named(code, "queryAll", "Query"),
    ...named(code, "queryPages", "Query"),
    ...named(code, "scanAll", "Scan"),
    ...named(code, "scanPages", "Scan"),
    ...named(code, "sendOnce", "Update"),
    ...named(code, "wasSent", "Get"),
    ...named(code, "batchWrite", "BatchWrite"),
    ...named(code, "batchGet", "Get"),
    ...batchGets(code),
    ...pagedQueries(code),
  ];
  return calls.map(([, call = "", table]) => `dynamodb:${call}${/Query|Scan/.test(call) ? "" : "Item"} ${table}`);
}

/** Calls of core's helpers that name a table in their first argument. */
function named(code: string, helper: string, call: string): (readonly [string, string, string | undefined])[] {
  const calls = code.matchAll(new RegExp(`\\b${helper}\\d*\\((?:\\{TableName:)?Resource\\d*\\.(\\w+)\\.name`, "g"));
  return [...calls].map(([found, table]) => [found, call, table]);
}

/** Queries made through core/aws/query-page.ts. */
function pagedQueries(code: string): (readonly [string, string, string | undefined])[] {
  return [...code.matchAll(/\bquery:\{TableName:Resource\d*\.(\w+)\.name/g)].map(([call, table]) => [
    call,
    "Query",
    table,
  ]);
}

/** A batch request uses the table as a key, so the code keeps its name in a constant. */
function batchGets(code: string): (readonly [string, string, string | undefined])[] {
  return [...code.matchAll(/BatchGetCommand\d*\(\{RequestItems:\{\[(\w+)\]/g)].map(([call, constant]) => {
    const [, table] = new RegExp(`\\b${constant}=Resource\\d*\\.(\\w+)\\.name`).exec(code) ?? [];
    return [call, "Get", table];
  });
}

function tableOf(arn: string): string {
  return nameOf(arn).replace(/\/index\/.*$/, "");
}

function consumers(): string[] {
  return graph.eventSourceMappings
    .filter(({ sourceArn }) => sourceArn.startsWith("arn:aws:sqs:"))
    .map(({ functionArn }) => nameOf(functionArn));
}
