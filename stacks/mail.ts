import { subjectTopic } from "./helpers/topic.ts";

/**
 * Mails go out from these addresses. Before a first deploy, set them to ones whose mail you receive: SES asks there
 * whether the address is yours, and sends nothing before it is told so.
 */

/** Where SES tells of mails to the ad manager that came back. */
export const adMailTopic = subjectTopic("AdMailTopic", { subject: "campaign", typeField: "eventType" });

const sesMayPublish = new aws.sns.TopicPolicy("AdMailTopicPolicy", {
  arn: adMailTopic.topic.arn,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        actions: ["sns:Publish"],
        resources: [adMailTopic.topic.arn],
        principals: [{ type: "Service", identifiers: ["ses.amazonaws.com"] }],
        conditions: [
          {
            test: "StringEquals",
            variable: "AWS:SourceAccount",
            values: [aws.getCallerIdentityOutput().accountId],
          },
        ],
      },
    ],
  }).json,
});

/**
 * An address that bounced once would stay on the account's suppression list, and no mail would reach it after it was
 * mended. Whether to try again is decided in core/campaign/ask-again.ts.
 */
const withoutSuppression = { configurationSet: { suppressionOptions: { suppressedReasons: [] } } };

/** To the ad manager. */
export const adMail = new sst.aws.Email("AdMail", {
  sender: "ads@donut-states.example",
  transform: withoutSuppression,
  // The policy's ARN is the topic's, known once SES may publish: it tries when it is told of the topic.
  events: [{ name: "bounces", types: ["bounce"], topic: sesMayPublish.arn }],
});

/** To operations. */
export const opsMail = new sst.aws.Email("OpsMail", {
  sender: "console@donut-states.example",
  transform: withoutSuppression,
});
