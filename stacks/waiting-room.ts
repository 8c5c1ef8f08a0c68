import { auditTable } from "./audit.ts";
import {
  canCheck,
  canDelete,
  canGet,
  canName,
  canPostTo,
  canPut,
  canQuery,
  canScan,
  canSend,
  canUpdate,
} from "./helpers/access.ts";
import { httpApi } from "./helpers/http-api.ts";
import { pipeline } from "./helpers/pipeline.ts";
import { socketApi } from "./helpers/socket-api.ts";
import { streamFunction } from "./helpers/stream.ts";
import { orderLineTable } from "./order-queue.ts";
import { stockTable } from "./sales-data.ts";
import { admissionKey, placeKey, placePublicKey, waitingTable } from "./waiting-room-data.ts";

/** Permissions to admit people, and to end places and seats. */
const canAdmit = [canGet(waitingTable), canPut(waitingTable), canUpdate(waitingTable), canQuery(waitingTable)];
const canEnd = canCheck(waitingTable);
const canSweep = canQuery(waitingTable, "byDue");

export const waitingSocket = socketApi("WaitingRoomSocket", { feeds: [] });
/** Permissions to notify people; connections found closed are deleted. */
const canTell = [canPostTo(waitingSocket), canDelete(waitingTable)];

/**
 * One message for each person who waits, in the order they came. The head of each lane stays hidden until a seat can
 * become free.
 */
const line = pipeline("WaitingLineQueue", {
  subject: "waiting-room",
  fifo: true,
  consumer: {
    handler: "packages/functions/src/consumers/waiting-line.handler",
    link: [...canAdmit, canEnd, canSweep],
    feeds: ["WaitingLineQueue"],
  },
  // Waiting means being received again and again, which is not a failure. This is SQS's maximum.
  tries: 1_000,
  givesUpItself: true,
});

/** The work of every N seconds; the messages for one minute are sent at once. */
const ticks = pipeline("WaitingTickQueue", {
  subject: "waiting-room",
  consumer: {
    handler: "packages/functions/src/consumers/waiting-tick.handler",
    link: [...canAdmit, canEnd, canSweep, ...canTell, admissionKey],
    timeoutSeconds: 20,
    feeds: ["WaitingRoomSocket"],
  },
  batchSize: 1,
});

const clock = new sst.aws.Function("WaitingRoomClock", {
  handler: "packages/functions/src/schedules/waiting-room-clock.handler",
  link: [canGet(waitingTable), canSend(ticks.queue)],
});
new sst.aws.CronV2("WaitingRoomMinute", { schedule: "rate(1 minute)", function: clock.arn });

/** Gives a seat to the next person once its holder has ordered, and notifies those whom a change concerns. */
streamFunction("WaitingRoomTeller", {
  subject: "waiting-room",
  table: waitingTable,
  handler: "packages/functions/src/streams/waiting-room.handler",
  link: [...canAdmit, ...canTell, admissionKey],
  // Most changes are about arrivals, waiting and departures, of which nobody must be notified.
  filters: [
    {
      eventName: ["MODIFY"],
      dynamodb: {
        Keys: { sk: { S: ["ticket"] } },
        NewImage: { state: { S: [{ "anything-but": ["waiting", "void"] }] } },
      },
    },
  ],
});

const apiFunction = new sst.aws.Function("WaitingRoomFunction", {
  handler: "packages/functions/src/api/waiting-room.handler",
  link: [...canAdmit, canEnd, canSend(line.queue), canName(waitingSocket), placeKey, placePublicKey, admissionKey],
});
export const waitingRoomApi = httpApi("WaitingRoomApi", { browser: true, feeds: ["WaitingLineQueue"] });
waitingRoomApi.route("$default", apiFunction.arn);

const socketFunction = new sst.aws.Function("WaitingRoomSocketFunction", {
  handler: "packages/functions/src/sockets/waiting-room.handler",
  link: [...canAdmit, canEnd, ...canTell, placePublicKey],
});
for (const route of ["$connect", "$disconnect", "$default"]) waitingSocket.route(route, socketFunction.arn);

/** The waiting room's part of the operators' API. */
export const waitingRoomAdminFunction = new sst.aws.Function("WaitingRoomAdminFunction", {
  handler: "packages/functions/src/api/waiting-room-admin.handler",
  link: [
    ...canAdmit,
    canEnd,
    canSweep,
    canSend(ticks.queue),
    canScan(stockTable),
    canUpdate(stockTable),
    canUpdate(orderLineTable),
    canPut(auditTable),
    canUpdate(auditTable),
  ],
});
