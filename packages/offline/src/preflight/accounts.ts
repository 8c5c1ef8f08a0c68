import type { Graph } from "../graph/types.ts";
import { atMost, type Finding, holds } from "../limits/finding.ts";

const senders = {
  limit: "Senders of mails have a domain that can be owned",
  source: "https://www.rfc-editor.org/rfc/rfc2606",
};
const alarms = {
  limit: "Alarms of an account's region",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html",
};
const actions = {
  limit: "Actions of an alarm's state",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
};

/** Domains that nobody can own: SES would wait forever for proof of ownership. */
const reserved = /(^|[@.])(example(\.(com|net|org))?|test|invalid|localhost|local)$/i;

export function accountFindings({ mailIdentities, alarms: all }: Graph): Finding[] {
  return [
    ...mailIdentities.map(({ name, sender }) =>
      holds(senders, name, !reserved.test(sender), sender, "an address of a domain of yours"),
    ),
    atMost(alarms, "all alarms", all.length, 5_000),
    ...all.map(({ name, actionArns, okActionArns }) =>
      atMost(actions, name, Math.max(actionArns.length, okActionArns.length), 5),
    ),
  ];
}
