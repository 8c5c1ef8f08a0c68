import { subjectTopic } from "./helpers/topic.ts";

/**
 * Mails are sent from addresses in this domain. SES asks for confirmation of each address, and sends nothing before.
 */
const domain = process.env.MAIL_DOMAIN;
if (!domain) {
  throw new Error(
    "MAIL_DOMAIN is not set: the domain that mails are sent from, whose mail you receive. " +
      `Put MAIL_DOMAIN=<your domain> into .env.${$app.stage}, then deploy again.`,
  );
}

/** SES's notifications of bounced mails to the ad manager. */
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
 * An address that bounced once would stay on the account's suppression list, and no mail would reach it even after the
 * problem was fixed. core/campaign/ask-again.ts decides whether to retry.
 */
const withoutSuppression = { configurationSet: { suppressionOptions: { suppressedReasons: [] } } };

/** Mails to the ad manager. */
export const adMail = new sst.aws.Email("AdMail", {
  sender: `ads@${domain}`,
  transform: withoutSuppression,
  // The ARN comes from the policy, so that SES may publish first: it tries to as soon as it is given the topic.
  events: [{ name: "bounces", types: ["bounce"], topic: sesMayPublish.arn }],
});

/** Mails to customers. SES's suppression list stays on: an address that bounced gets no further mail. */
export const orderMail = new sst.aws.Email("OrderMail", { sender: `orders@${domain}` });

/** Mails to operations. */
export const opsMail = new sst.aws.Email("OpsMail", {
  sender: `console@${domain}`,
  transform: withoutSuppression,
});
