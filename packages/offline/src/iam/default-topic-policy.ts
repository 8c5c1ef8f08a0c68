import { accountId } from "../graph/addresses.ts";
import type { ResourcePermission } from "../graph/types.ts";

/** What SNS gives a topic that is made without a policy: services may publish for resources of the same account. */
export const defaultTopicPolicy = (topicArn: string): ResourcePermission => ({
  principals: [{ type: "AWS", identifiers: ["*"] }],
  actions: ["sns:Publish"],
  resources: [topicArn],
  conditions: [{ test: "StringEquals", variable: "AWS:SourceOwner", values: [accountId] }],
});
