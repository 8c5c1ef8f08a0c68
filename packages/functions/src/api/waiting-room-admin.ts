import { audited } from "@donut/core/audit/audit";
import { guardSales } from "@donut/core/room-guard";
import { type Decided, endByHand, extendByHand, readAdminRoom, readAdminTicket } from "@donut/core/waiting-room/admin";
import { admitNext } from "@donut/core/waiting-room/admit";
import type { RoomState } from "@donut/core/waiting-room/room";
import { type Changed, changeRoom } from "@donut/core/waiting-room/settings";
import { sendChange, sendTicks } from "@donut/core/waiting-room/ticks";
import type { Context } from "hono";
import { createAdminApi } from "./admin/admin-api.ts";
import { auditActorOf } from "./admin/part.ts";
import { getTicket, getWaitingRoom, postEnd, postExtend, putWaitingRoom } from "./admin/waiting-room-routes.ts";
import { lambdaHandler } from "./app.ts";
import { invalidInput, problem } from "./problem.ts";

const target = "waiting-room";

const app = createAdminApi({ title: "Waiting room", description: "The waiting room, for operators." });

app
  .openapi(getWaitingRoom, async (c) => c.json({ room: await readAdminRoom() }, 200))
  .openapi(putWaitingRoom, async (c) => {
    const change = c.req.valid("json");
    const actor = auditActorOf(c.get("actor"));
    const result = await audited(
      { actor, action: "waiting-room.change", target, detail: change },
      () => changeRoom(change, guardSales),
      outcomeOf,
    );
    if (result.status === "refused") return invalidInput(c, result.errors);
    if (result.status === "busy")
      return problem(c, 503, {
        kind: "room-busy",
        title: "The room kept changing",
        detail: "Nothing was changed: others were changing it all the time. Try again.",
      });
    await carryOut(result.before, result.state);
    return c.json({ room: await readAdminRoom() }, 200);
  })
  .openapi(getTicket, async (c) => {
    const { number } = c.req.valid("param");
    const result = await readAdminTicket(number);
    return result.status === "unknown" ? unknownNumber(c, number) : c.json({ ticket: result.ticket }, 200);
  })
  .openapi(postEnd, async (c) => {
    const { number } = c.req.valid("param");
    const actor = auditActorOf(c.get("actor"));
    const intent = { actor, action: "waiting-room.end", target: `${target}/${number}`, detail: {} };
    const result = await audited(intent, () => endByHand(number), decidedOutcome);
    if (result.status === "unknown") return unknownNumber(c, number);
    return result.status === "over" ? isOver(c, number) : c.json({ ticket: result.ticket }, 200);
  })
  .openapi(postExtend, async (c) => {
    const { number } = c.req.valid("param");
    const { seconds } = c.req.valid("json");
    const actor = auditActorOf(c.get("actor"));
    const intent = { actor, action: "waiting-room.extend", target: `${target}/${number}`, detail: { seconds } };
    const result = await audited(intent, () => extendByHand(number, seconds), decidedOutcome);
    if (result.status === "unknown") return unknownNumber(c, number);
    return result.status === "over" ? isOver(c, number) : c.json({ ticket: result.ticket }, 200);
  });

export const handler = lambdaHandler(app);

/** Applies new settings at once: admits people, sends the rest of the minute's ticks, and tells everyone. */
async function carryOut(before: RoomState, state: RoomState): Promise<void> {
  await admitNext();
  const ticksAreOthers = before.epoch !== state.epoch || before.n !== state.n || before.mode === "off";
  if (state.mode !== "off" && ticksAreOthers) await sendTicks(state);
  await sendChange(state);
}

function outcomeOf(result: Changed) {
  if (result.status !== "changed") return { status: "refused" as const, outcome: { ...result } };
  const { mode, x, y, n, epoch } = result.state;
  return { status: "succeeded" as const, outcome: { mode, x, y, n, epoch } };
}

function decidedOutcome({ status }: Decided) {
  return { status: status === "done" ? ("succeeded" as const) : ("refused" as const), outcome: { result: status } };
}

function unknownNumber(c: Context, number: number) {
  return problem(c, 404, {
    kind: "unknown-number",
    title: "Nobody has this number",
    detail: `Nobody stands in the line as number ${number}.`,
    params: { number },
  });
}

function isOver(c: Context, number: number) {
  return problem(c, 409, {
    kind: "place-over",
    title: "There is nothing to change",
    detail: `Nothing was changed: number ${number} has ended, or is here.`,
    params: { number },
  });
}
