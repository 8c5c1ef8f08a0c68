import type { SnsStore } from "../topic-store.ts";
import { escapeXml, snsSuccessResponse } from "../xml.ts";

export function listSubscriptions(params: Record<string, string>, snsStore: SnsStore): string {
  const nextToken = params.NextToken;
  const result = snsStore.listSubscriptions(nextToken || undefined);
  return formatSubscriptionList("ListSubscriptions", result.subscriptions, result.nextToken);
}

export function listSubscriptionsByTopic(params: Record<string, string>, snsStore: SnsStore): string {
  const topicArn = params.TopicArn;
  const nextToken = params.NextToken;
  if (!topicArn) {
    return formatSubscriptionList("ListSubscriptionsByTopic", []);
  }
  const result = snsStore.listSubscriptionsByTopic(topicArn, nextToken || undefined);
  return formatSubscriptionList("ListSubscriptionsByTopic", result.subscriptions, result.nextToken);
}

function formatSubscriptionList(
  action: string,
  subscriptions: Array<{
    arn: string;
    topicArn: string;
    protocol: string;
    endpoint: string;
  }>,
  nextToken?: string,
): string {
  const membersXml = subscriptions
    .map(
      (sub) => `<member>
        <SubscriptionArn>${escapeXml(sub.arn)}</SubscriptionArn>
        <TopicArn>${escapeXml(sub.topicArn)}</TopicArn>
        <Protocol>${escapeXml(sub.protocol)}</Protocol>
        <Endpoint>${escapeXml(sub.endpoint)}</Endpoint>
        <Owner>000000000000</Owner>
      </member>`,
    )
    .join("\n    ");

  const nextTokenXml = nextToken ? `<NextToken>${escapeXml(nextToken)}</NextToken>` : "";

  return snsSuccessResponse(action, `<Subscriptions>${membersXml}</Subscriptions>${nextTokenXml}`);
}
