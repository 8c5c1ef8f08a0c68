export const DEFAULT_ACCOUNT_ID = "000000000000";
export const DEFAULT_REGION = "us-east-1";

/**
 * Extract the region from the AWS v4 Authorization header credential scope.
 * Format: AWS4-HMAC-SHA256 Credential=key/date/region/service/aws4_request, ...
 */
export function regionFromAuth(authHeader: string | undefined): string | undefined {
  if (!authHeader) return undefined;
  const match = authHeader.match(/Credential=\S+?\/\d{8}\/([^/]+)\//);
  return match?.[1];
}

export function sqsQueueArn(queueName: string, region: string): string {
  return `arn:aws:sqs:${region}:${DEFAULT_ACCOUNT_ID}:${queueName}`;
}

export function snsTopicArn(topicName: string, region: string): string {
  return `arn:aws:sns:${region}:${DEFAULT_ACCOUNT_ID}:${topicName}`;
}

export function snsSubscriptionArn(topicName: string, id: string, region: string): string {
  return `arn:aws:sns:${region}:${DEFAULT_ACCOUNT_ID}:${topicName}:${id}`;
}

export function parseArn(arn: string) {
  const parts = arn.split(":");
  return {
    partition: parts[1],
    service: parts[2],
    region: parts[3],
    accountId: parts[4],
    resource: parts.slice(5).join(":"),
  };
}
