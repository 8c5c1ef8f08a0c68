import { subjectTopic } from "./helpers/topic.ts";

/**
 * Mails go out from addresses of this domain. SES writes to each address and asks whether it is yours, and sends nothing
 * before it is told so.
 */
const domain = process.env.MAIL_DOMAIN;
if (!domain) {
  throw new Error(
    "MAIL_DOMAIN is not set: the domain that mails are sent from, whose mail you receive. " +
      `Put MAIL_DOMAIN=<your domain> into .env.${$app.stage}, then deploy again.`,
  );
}

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
  sender: `ads@${domain}`,
  transform: withoutSuppression,
  // The policy's ARN is the topic's, known once SES may publish: it tries when it is told of the topic.
  events: [{ name: "bounces", types: ["bounce"], topic: sesMayPublish.arn }],
});

/** To operations. */
export const opsMail = new sst.aws.Email("OpsMail", {
  sender: `console@${domain}`,
  transform: withoutSuppression,
});
