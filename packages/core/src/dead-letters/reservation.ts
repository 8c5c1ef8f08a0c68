import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";

/**
 * A repair task reserves its dead-letter queue: no second task starts there, and scans give way. A reservation can
 * outlive its task, so what counts is whether the task is still open.
 */
export interface Reservation {
  taskId?: string;
  /** The stored task while it is open. */
  task?: Record<string, unknown>;
}

export const reservationKey = (queue: string) => ({ pk: `queue#${queue}`, sk: "active" });
export const taskKey = (queue: string, id: string) => ({ pk: `queue#${queue}`, sk: `task#${id}` });

const open = new Set<unknown>(["running", "cancelling"]);

export async function readReservation(queue: string): Promise<Reservation> {
  const reservation = await read(reservationKey(queue));
  if (reservation === undefined) return {};
  const taskId = String(reservation.taskId);
  const task = await read(taskKey(queue, taskId));
  return { taskId, ...(task && open.has(task.status) && { task }) };
}

/** @returns whether an open task has reserved the queue */
export async function isReserved(queue: string): Promise<boolean> {
  const { task } = await readReservation(queue);
  return task !== undefined;
}

async function read(key: { pk: string; sk: string }): Promise<Record<string, unknown> | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.RepairTable.name, Key: key, ConsistentRead: true }),
  );
  return item;
}
