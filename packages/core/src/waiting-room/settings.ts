import { createHash, randomBytes } from "node:crypto";
import { faultText } from "@donut/contracts/faults";
import type { Guards, RoomChange } from "@donut/contracts/waiting-room";
import { Resource } from "sst";
import { type TransactItem, transact } from "../aws/transact.ts";
import { guardOf, type RoomState, readRoom, roomState, stateKey } from "./room.ts";

/** What is guarded, and by which guard; undefined: nothing. */
export type Guarding = { guards: Guards; guard: string } | undefined;

type GuardParts = { status: "parts"; parts: TransactItem[] } | { status: "unknown-products"; productIds: string[] };

/** @returns the parts of a transaction that guard exactly these products */
export type Guard = (next: Guarding) => Promise<GuardParts>;

export type Changed =
  | { status: "changed"; before: RoomState; state: RoomState }
  | { status: "refused"; errors: { pointer: string; detail: string }[] }
  /** Others kept changing it. Nothing was changed. */
  | { status: "busy" };

const maxTries = 20;

/**
 * Changes the room's settings. The same transaction changes what is guarded, so orders and the room never disagree. An
 * opening starts afresh: everybody from the previous one is out.
 */
export async function changeRoom(change: RoomChange, guard: Guard): Promise<Changed> {
  for (let tries = 0; tries < maxTries; tries++) {
    const { state: before, issued } = await readRoom();
    const errors = errorsIn(change, before);
    if (errors.length > 0) return { status: "refused", errors };
    const patch = patchOf(change, before, issued);
    const state = roomState.parse({ ...before, ...patch });
    const guarded = await guardParts(before, state, change, guard);
    if (guarded.status === "unknown-products") return { status: "refused", errors: unknownProducts(change, guarded) };
    const result = await transact([update(patch, before), ...guarded.parts]);
    if (result.status === "committed") return { status: "changed", before, state };
  }
  return { status: "busy" };
}

const wasShut = ({ mode }: RoomState) => mode === "off" || mode === "closed";

/** Whether a change begins a new opening. */
function opens({ mode }: RoomChange, before: RoomState): boolean {
  return wasShut(before) && mode !== undefined && mode !== before.mode && mode !== "off";
}

function errorsIn(change: RoomChange, before: RoomState): { pointer: string; detail: string }[] {
  const errors: { pointer: string; detail: string }[] = [];
  const { mode = before.mode } = change;
  if (mode === "draining" && (wasShut(before) || before.lobby))
    errors.push({ pointer: "/mode", detail: faultText("drained-early") });
  const begins = opens(change, before) && mode !== "closed";
  const gathers = begins || (before.lobby && !wasShut({ ...before, mode }));
  if (change.opensAt && !gathers) errors.push({ pointer: "/opensAt", detail: faultText("opened-already") });
  // People already have numbers, or have come for a draw.
  if (change.lottery !== undefined && change.lottery !== before.lottery && !begins)
    errors.push({ pointer: "/lottery", detail: faultText("decided-at-opening") });
  if (change.lottery && begins && typeof change.opensAt !== "string")
    errors.push({ pointer: "/lottery", detail: faultText("draw-without-time") });
  if (change.opensAt && Date.parse(change.opensAt) <= Date.now())
    errors.push({ pointer: "/opensAt", detail: faultText("time-passed") });
  return errors;
}

type Patch = { [Name in keyof RoomState]?: RoomState[Name] | undefined };

function patchOf(change: RoomChange, before: RoomState, issued: number): Patch {
  const { opensAt, message, ...rest } = change;
  const { mode = before.mode } = change;
  const plain: Patch = { ...rest };
  if (message !== undefined) plain.message = message ?? undefined;
  if (opens(change, before)) Object.assign(plain, newOpening(change, before, issued));
  else if (before.lobby && opensAt !== undefined) plain.opensAt = opensAt ?? undefined;
  const shuts = (mode === "off" || mode === "closed") && mode !== before.mode;
  if (shuts) Object.assign(plain, { closedUpTo: issued, low: issued, drawing: false });
  if (mode !== "open" && mode !== "paused") plain.lobby = false;
  const lobby = plain.lobby ?? before.lobby;
  const lottery = plain.lottery ?? before.lottery;
  if (lobby && lottery && (plain.seed ?? before.seed) === undefined) Object.assign(plain, newSeed());
  return plain;
}

function newOpening({ opensAt, lottery }: RoomChange, { epoch }: RoomState, issued: number): Patch {
  const gone = { opensAt: undefined, seed: undefined, commitment: undefined, draw: undefined, openedAt: undefined };
  const counters = { occupied: 0, admitted: 0, ordered: 0, left: 0, expired: 0, missed: 0, released: 0, heldMs: 0 };
  const now = new Date().toISOString();
  return {
    ...gone,
    ...counters,
    epoch: epoch + 1,
    low: issued,
    closedUpTo: issued,
    drawing: false,
    lottery: lottery ?? false,
    // With an opening time, people gather in the lobby first; without one, the room opens at once.
    lobby: typeof opensAt === "string",
    ...(typeof opensAt === "string" ? { opensAt } : { openedAt: now }),
  };
}

/** Only the commitment is published; after the draw it proves the seed. */
function newSeed(): Patch {
  const seed = randomBytes(32);
  return { seed: seed.toString("hex"), commitment: createHash("sha256").update(seed).digest("hex") };
}

async function guardParts(before: RoomState, after: RoomState, { guards }: RoomChange, guard: Guard) {
  const next = guardingOf(after);
  const same = guards === undefined && JSON.stringify(guardingOf(before)) === JSON.stringify(next);
  return same ? { status: "parts" as const, parts: [] } : guard(next);
}

export function guardingOf(state: RoomState): Guarding {
  return state.mode === "off" ? undefined : { guards: state.guards, guard: guardOf(state) };
}

function unknownProducts({ guards }: RoomChange, { productIds }: { productIds: string[] }) {
  return productIds.map((id) => ({
    pointer: `/guards/${Array.isArray(guards) ? guards.indexOf(id) : ""}`,
    detail: faultText("unknown-product-id", { productId: id }),
  }));
}

function update(patch: Patch, { rev }: RoomState): TransactItem {
  const names = Object.keys(patch);
  const set = names.filter((name) => patch[name as keyof Patch] !== undefined);
  const removed = names.filter((name) => !set.includes(name));
  return {
    Update: {
      TableName: Resource.WaitingTable.name,
      Key: stateKey,
      UpdateExpression:
        `SET ${[...set.map((name) => `#${name} = :${name}`), "rev = :next"].join(", ")}` +
        (removed.length > 0 ? ` REMOVE ${removed.map((name) => `#${name}`).join(", ")}` : ""),
      ConditionExpression: rev === 0 ? "attribute_not_exists(rev) OR rev = :rev" : "rev = :rev",
      ...(names.length > 0 && {
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      }),
      ExpressionAttributeValues: {
        ...Object.fromEntries(set.map((name) => [`:${name}`, patch[name as keyof Patch]])),
        ":next": rev + 1,
        ":rev": rev,
      },
    },
  };
}
