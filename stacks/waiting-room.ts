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

/** What admitting people takes, and ending places and seats. */
const canAdmit = [canGet(waitingTable), canPut(waitingTable), canUpdate(waitingTable), canQuery(waitingTable)];
const canEnd = canCheck(waitingTable);
const canSweep = canQuery(waitingTable, "byDue");

export const waitingSocket = socketApi("WaitingRoomSocket", { feeds: [] });
/** What telling people takes; whoever is found gone is forgotten. */
const canTell = [canPostTo(waitingSocket), canDelete(waitingTable)];

/** A message for everyone who waits, in the order they came. The head of each lane is hidden until a seat can fall free. */
const line = pipeline("WaitingLineQueue", {
  subject: "waiting-room",
  fifo: true,
  consumer: {
    handler: "packages/functions/src/consumers/waiting-line.handler",
    link: [...canAdmit, canEnd, canSweep],
    feeds: ["WaitingLineQueue"],
  },
  // To wait is to be received again and again, which is no failure. It is the most that SQS counts.
  tries: 1_000,
  givesUpItself: true,
});

/** What happens every N seconds, of which a minute's are sent at once. */
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

/** Whoever has ordered makes room for the next one, and who is concerned by something is told. */
streamFunction("WaitingRoomTeller", {
  subject: "waiting-room",
  table: waitingTable,
  handler: "packages/functions/src/streams/waiting-room.handler",
  link: [...canAdmit, ...canTell, admissionKey],
  // Most changes are of who waits, comes and goes: nobody has to be told.
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
