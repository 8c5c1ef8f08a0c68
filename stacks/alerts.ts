import { canGet, canMail, canPublish, canPut, canQuery, canUpdate } from "./helpers/access.ts";
import { opsTopic } from "./helpers/ops-topic.ts";
import { pipeline } from "./helpers/pipeline.ts";
import { sweep } from "./helpers/sweep.ts";
import { subjectTopic } from "./helpers/topic.ts";
import { webOrigin } from "./helpers/web-origin.ts";
import { opsMail } from "./mail.ts";
import { outboxTable } from "./messaging.ts";
import { canIndex, countDeadLetters, deadLetterTable, lookAtDeadLetters, queues } from "./repair.ts";

/** Who is notified when a message could not be handled. */
const operationsEmail = new sst.Secret("OperationsEmail");

/** Target of links in mails. */
export const consoleSite = new sst.Linkable("Console", { properties: { url: webOrigin } });

/** When alarms were raised, and who took care of them. */
export const alertTable = new sst.aws.Dynamo("AlertTable", {
  fields: { alarm: "string", raisedAt: "string", kind: "string" },
  primaryIndex: { hashKey: "alarm", rangeKey: "raisedAt" },
  globalIndexes: { recent: { hashKey: "kind", rangeKey: "raisedAt" } },
  ttl: "expiresAt",
});

const alarms = subjectTopic("OpsTopic", { subject: "alert", topic: opsTopic });

/** Alarms, until they are in the console's list. */
pipeline("AlertQueue", {
  subject: "alert",
  from: { topic: alarms },
  consumer: {
    handler: "packages/functions/src/consumers/alert.handler",
    link: [queues, canGet(alertTable), canUpdate(alertTable), canQuery(alertTable)],
  },
});

/** Alarms, until operations have been notified by mail. */
pipeline("AlertMailQueue", {
  subject: "alert",
  from: { topic: alarms },
  consumer: {
    handler: "packages/functions/src/consumers/alert-mail.handler",
    link: [
      ...canIndex,
      canQuery(deadLetterTable, "byTime"),
      canPut(outboxTable),
      canPut(alertTable),
      canUpdate(alertTable),
      canMail(opsMail),
      operationsEmail,
      consoleSite,
    ],
    policies: [lookAtDeadLetters],
    timeoutSeconds: 20,
    feeds: ["RepairTopic"],
  },
  tries: 6,
});

/** An alarm that is raised does not ring for further dead letters: after a closing by hand, they are counted. */
sweep("AlertSweep", {
  handler: "packages/functions/src/schedules/alert-sweep.handler",
  link: [queues, canQuery(alertTable, "recent"), canUpdate(alertTable), canPublish(opsTopic)],
  policies: countDeadLetters,
  minutes: 5,
});
