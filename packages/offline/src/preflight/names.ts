import { atMost, type Finding, holds } from "../limits/finding.ts";

interface NameRule {
  limit: string;
  most: number;
  characters: RegExp;
  source: string;
}

const rules: Record<string, NameRule> = {
  "aws:sqs/queue:Queue": {
    limit: "Name of a queue",
    most: 80,
    characters: /^[A-Za-z0-9_-]+(\.fifo)?$/,
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html",
  },
  "aws:sns/topic:Topic": {
    limit: "Name of a topic",
    most: 256,
    characters: /^[A-Za-z0-9_-]+(\.fifo)?$/,
    source: "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html",
  },
  "aws:dynamodb/table:Table": {
    limit: "Name of a table",
    most: 255,
    characters: /^[A-Za-z0-9_.-]{3,}$/,
    source: "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html",
  },
  "aws:lambda/function:Function": {
    limit: "Name of a function",
    most: 64,
    characters: /^[A-Za-z0-9_-]+$/,
    source: "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
  },
  "aws:iam/role:Role": {
    limit: "Name of a role",
    most: 64,
    characters: /^[\w+=,.@-]+$/,
    source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
  },
  "aws:apigatewayv2/api:Api": {
    limit: "Name of an API",
    most: 128,
    characters: /./,
    source: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html",
  },
  "aws:cognito/userPoolDomain:UserPoolDomain": {
    limit: "Prefix of a user pool's domain",
    most: 63,
    characters: /^(?!.*(aws|amazon|cognito))[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
    source: "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolDomain.html",
  },
  "aws:sesv2/configurationSet:ConfigurationSet": {
    limit: "Name of a configuration set",
    most: 64,
    characters: /^[A-Za-z0-9_-]+$/,
    source: "https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateConfigurationSet.html",
  },
  "aws:scheduler/schedule:Schedule": {
    limit: "Name of a schedule",
    most: 64,
    characters: /^[\w.-]+$/,
    source: "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html",
  },
  "aws:s3/bucket:Bucket": {
    limit: "Name of a bucket",
    most: 63,
    characters: /^[a-z0-9][a-z0-9.-]+[a-z0-9]$/,
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
  },
};

export function nameFindings(names: { type: string; owner: string; name: string }[]): Finding[] {
  return names.flatMap(({ type, owner, name }) => {
    const rule = rules[type];
    if (!rule) return [];
    return [
      atMost(rule, owner, name.length, rule.most),
      holds(
        { ...rule, limit: `${rule.limit}: characters` },
        owner,
        rule.characters.test(name),
        name,
        `${rule.characters}`,
      ),
    ];
  });
}
