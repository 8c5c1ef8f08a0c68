import { accountId } from "../graph/addresses.ts";
import type { ResourcePermission } from "../graph/types.ts";

/**
 * The policy SNS gives a topic that is created without one: services may publish on behalf of resources in the same
 * account.
 */
export const defaultTopicPolicy = (topicArn: string): ResourcePermission => ({
  principals: [{ type: "AWS", identifiers: ["*"] }],
  actions: ["sns:Publish"],
  resources: [topicArn],
  conditions: [{ test: "StringEquals", variable: "AWS:SourceOwner", values: [accountId] }],
});
