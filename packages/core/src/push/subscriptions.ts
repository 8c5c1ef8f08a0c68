import { createHash, ECDH } from "node:crypto";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { type PushSubscription, type PushSubscriptionInput, pushLimits, pushSubscription } from "@donut/contracts/push";
import { Resource } from "sst";
import * as z from "zod";
import { audited } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { dynamodb } from "../aws/clients.ts";
import { scanAll } from "../aws/scan-all.ts";
import { checkEndpoint, ownServicesIn } from "./endpoint.ts";

/** What is stored about a subscription, including what its owner does not see. */
const storedSubscription = pushSubscription.extend({
  endpoint: z.string(),
  /** The device's key, used to encrypt messages for it. */
  publicKey: z.string(),
  authSecret: z.string(),
});
export type StoredSubscription = z.infer<typeof storedSubscription>;

/** All devices of an operator in one item, so that the limit holds under concurrent writes. */
const devices = z.object({ owner: z.string(), devices: z.record(z.string(), storedSubscription) });

export type Added =
  | { status: "added" | "known"; subscription: PushSubscription }
  | { status: "wrong-endpoint"; reason: string }
  | { status: "wrong-key" }
  | { status: "too-many" };

/** Adds a device to those of an operator. Adding the same one again updates it. */
export async function addSubscription(actor: AuditActor, input: PushSubscriptionInput): Promise<Added> {
  const allowed = checkEndpoint(input.endpoint, ownServices());
  if (allowed.status === "refused") return { status: "wrong-endpoint", reason: allowed.reason };
  if (!isPoint(input.keys.p256dh)) return { status: "wrong-key" };
  const id = subscriptionIdOf(input.endpoint);
  const { [id]: known } = await read(actor.id);
  const subscription: StoredSubscription = {
    id,
    service: allowed.url.host,
    language: input.language,
    addedAt: known?.addedAt ?? new Date().toISOString(),
    until: fromNow(),
    endpoint: input.endpoint,
    publicKey: input.keys.p256dh,
    authSecret: input.keys.auth,
    ...(input.device !== undefined && { device: input.device }),
  };
  const shown = pushSubscription.parse(subscription);
  const keep = async () =>
    (await keepSubscription(actor.id, subscription)) === "kept"
      ? { status: known ? ("known" as const) : ("added" as const), subscription: shown }
      : { status: "too-many" as const };
  if (known) return keep();
  return audited<Added>({ actor, action: "push.add-device", target: id, detail: deviceOf(shown) }, keep, (result) => ({
    status: result.status === "added" ? "succeeded" : "refused",
    outcome: { result: result.status },
  }));
}

async function keepSubscription(owner: string, subscription: StoredSubscription): Promise<"kept" | "too-many"> {
  await ensureItem(owner);
  try {
    await dynamodb.send(
      new UpdateCommand({
        TableName: Resource.PushSubscriptionTable.name,
        Key: { owner },
        UpdateExpression: "SET devices.#id = :subscription",
        ConditionExpression: "attribute_exists(devices.#id) OR size(devices) < :limit",
        ExpressionAttributeNames: { "#id": subscription.id },
        ExpressionAttributeValues: { ":subscription": subscription, ":limit": pushLimits.devices },
      }),
    );
    return "kept";
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return "too-many";
    throw error;
  }
}

/**
 * Records that an operator has the console open on a device, which extends its subscription. Former operators cannot
 * open the console, so their notifications end soon: nothing informs this system when somebody leaves.
 *
 * @returns the device, if it exists
 */
export async function noteSeen(owner: string, id: string): Promise<PushSubscription | undefined> {
  try {
    const { Attributes: item } = await dynamodb.send(
      new UpdateCommand({
        TableName: Resource.PushSubscriptionTable.name,
        Key: { owner },
        UpdateExpression: "SET devices.#id.#until = :until",
        ConditionExpression: "attribute_exists(devices.#id)",
        ExpressionAttributeNames: { "#id": id, "#until": "until" },
        ExpressionAttributeValues: { ":until": fromNow() },
        ReturnValues: "ALL_NEW",
      }),
    );
    return pushSubscription.parse(devices.parse(item).devices[id]);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** @returns the devices of an operator, oldest first */
export async function listSubscriptions(owner: string): Promise<PushSubscription[]> {
  const all = Object.values(await read(owner));
  return all
    .toSorted((a, b) => (a.addedAt < b.addedAt ? -1 : Number(a.addedAt > b.addedAt)))
    .map((subscription) => pushSubscription.parse(subscription));
}

/** @returns the removed device, if it existed */
export async function removeSubscription(actor: AuditActor, id: string): Promise<PushSubscription | undefined> {
  const { [id]: known } = await read(actor.id);
  if (known === undefined) return undefined;
  const shown = pushSubscription.parse(known);
  await audited(
    { actor, action: "push.remove-device", target: id, detail: deviceOf(shown) },
    () => forgetSubscription(actor.id, known),
    () => ({ status: "succeeded", outcome: { result: "removed" } }),
  );
  return shown;
}

/** Removes it, unless it has been renewed since it was read. */
export async function forgetSubscription(owner: string, { id, authSecret }: StoredSubscription): Promise<void> {
  try {
    await dynamodb.send(
      new UpdateCommand({
        TableName: Resource.PushSubscriptionTable.name,
        Key: { owner },
        UpdateExpression: "REMOVE devices.#id",
        ConditionExpression: "devices.#id.authSecret = :authSecret",
        ExpressionAttributeNames: { "#id": id },
        ExpressionAttributeValues: { ":authSecret": authSecret },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** @returns the subscription, if its device should still be notified */
export async function readSubscription(owner: string, id: string): Promise<StoredSubscription | undefined> {
  const { [id]: known } = await read(owner);
  return known && isNotified(known) ? known : undefined;
}

export interface Device {
  owner: string;
  subscriptionId: string;
}

/**
 * @returns every device of every operator that should still be notified; one that two operators have subscribed, once
 */
export async function everyDevice(): Promise<Device[]> {
  const items = await scanAll({ TableName: Resource.PushSubscriptionTable.name, ConsistentRead: true });
  const found = new Map<string, Device>();
  for (const { owner, devices: own } of z.array(devices).parse(items))
    for (const subscription of Object.values(own).filter(isNotified))
      found.set(subscription.id, { owner, subscriptionId: subscription.id });
  return [...found.values()];
}

export function ownServices(): string[] {
  return ownServicesIn(Resource.OwnPushServices.value);
}

export function subscriptionIdOf(endpoint: string): string {
  return createHash("sha256").update(endpoint).digest("base64url").slice(0, 22);
}

function isNotified({ until }: StoredSubscription): boolean {
  return Date.parse(until) > Date.now();
}

function fromNow(): string {
  return new Date(Date.now() + pushLimits.days * 24 * 3_600_000).toISOString();
}

/** Without its endpoint and keys: every viewer can read the audit. */
function deviceOf({ device, service, language }: PushSubscription) {
  return { ...(device !== undefined && { device }), service, language };
}

async function read(owner: string): Promise<Record<string, StoredSubscription>> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.PushSubscriptionTable.name, Key: { owner }, ConsistentRead: true }),
  );
  return item ? devices.parse(item).devices : {};
}

async function ensureItem(owner: string): Promise<void> {
  await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.PushSubscriptionTable.name,
      Key: { owner },
      UpdateExpression: "SET devices = if_not_exists(devices, :none)",
      ExpressionAttributeValues: { ":none": {} },
    }),
  );
}

/** Whether data can be encrypted for the key: not every 65 bytes are a point on the curve. */
function isPoint(key: string): boolean {
  try {
    return ECDH.convertKey(key, "prime256v1", "base64url", "base64url", "compressed").length > 0;
  } catch {
    return false;
  }
}
