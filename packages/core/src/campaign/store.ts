import { campaignEvents } from "@donut/contracts/events/campaign";
import { Resource } from "sst";
import * as z from "zod";
import { scanAll } from "../aws/scan-all.ts";
import { type TransactItem, transact } from "../aws/transact.ts";
import { correlationId } from "../context.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { type Campaign, campaign, type HistoryEntry } from "./campaign.ts";

/** @returns all campaigns, consistently read, by name. There are few. */
export async function readCampaigns(): Promise<Campaign[]> {
  const items = await scanAll({ TableName: Resource.CampaignTable.name, ConsistentRead: true });
  const campaigns = z.array(campaign).parse(items);
  return campaigns.sort((a, b) => a.id.localeCompare(b.id));
}

export type Saved = { status: "saved" } | { status: "changed-meanwhile" };

/** Replaces `before`, unless it has changed in the meantime, and announces a change of status. */
export async function saveCampaign(before: Campaign, after: Campaign, entry?: HistoryEntry): Promise<Saved> {
  const items: TransactItem[] = [
    {
      Update: {
        TableName: Resource.CampaignTable.name,
        Key: { id: before.id },
        UpdateExpression:
          "SET #status = :status, since = :since, supply = :supply, history = :history, version = :next" +
          (entry ? ", correlationId = :correlationId" : ""),
        ConditionExpression: "version = :seen",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: {
          ":status": after.status,
          ":since": after.since,
          ":supply": after.supply,
          ":history": after.history,
          ":next": before.version + 1,
          ":seen": before.version,
          ...(entry && { ":correlationId": correlationId() }),
        },
      },
    },
  ];
  if (entry) items.push(outboxPut(announcement(before, entry)));
  const { status } = await transact(items);
  return { status: status === "committed" ? "saved" : "changed-meanwhile" };
}

function announcement({ id, status: from }: Campaign, { status, by, productId }: HistoryEntry) {
  const data = { campaignId: id, by, productId };
  if (status === "stop_requested") return createEvent(campaignEvents.stopRequested, data);
  if (status === "stopped") return createEvent(campaignEvents.stopped, data);
  if (status === "may_resume") return createEvent(campaignEvents.mayResume, data);
  return from === "stop_requested"
    ? createEvent(campaignEvents.stopWithdrawn, data)
    : createEvent(campaignEvents.resumed, data);
}
