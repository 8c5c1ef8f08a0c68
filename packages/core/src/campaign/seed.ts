import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";
import type { Campaign } from "./campaign.ts";

/** The shop's advertising campaigns. */
const seeds: Pick<Campaign, "id" | "name" | "channel" | "productIds">[] = [
  {
    id: "hoyong-video",
    name: { en: "As seen in Hoyong's video", ko: "호용 영상 속 그 도넛" },
    channel: "YouTube",
    productIds: ["hoyong-special"],
  },
  {
    id: "morning-glaze",
    name: { en: "Good morning, glazed", ko: "굿모닝 글레이즈드" },
    channel: "Instagram",
    productIds: ["glazed"],
  },
  {
    id: "pink-week",
    name: { en: "Pink week", ko: "핑크 위크" },
    channel: "Naver",
    productIds: ["strawberry-frosted", "glazed"],
  },
  {
    id: "classics",
    name: { en: "The classics", ko: "클래식 도넛" },
    channel: "Kakao",
    productIds: ["boston-cream", "matcha-ring", "injeolmi"],
  },
];

/** Brings the descriptions of all campaigns up to date. Leaves their status alone. */
export async function seedCampaigns(): Promise<{ campaigns: number }> {
  const now = new Date().toISOString();
  await Promise.all(
    seeds.map(({ id, name, channel, productIds }) =>
      dynamodb.send(
        new UpdateCommand({
          TableName: Resource.CampaignTable.name,
          Key: { id },
          UpdateExpression:
            "SET #name = :name, channel = :channel, productIds = :productIds, " +
            "#status = if_not_exists(#status, :running), since = if_not_exists(since, :now), " +
            "supply = if_not_exists(supply, :none), history = if_not_exists(history, :empty), " +
            "version = if_not_exists(version, :zero)",
          ExpressionAttributeNames: { "#name": "name", "#status": "status" },
          ExpressionAttributeValues: {
            ":name": name,
            ":channel": channel,
            ":productIds": productIds,
            ":running": "running",
            ":now": now,
            ":none": {},
            ":empty": [],
            ":zero": 0,
          },
        }),
      ),
    ),
  );
  return { campaigns: seeds.length };
}
